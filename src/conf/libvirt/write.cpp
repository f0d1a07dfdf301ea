// SPDX-License-Identifier: LGPL-2.1-or-later
// Writes one port as libvirt's element, in the order in which libvirt itself prints the parts.
#include "conf/grammar/shared_children.hpp"
#include "conf/grammar/value.hpp"
#include "conf/libvirt/grammar.hpp"
#include "conf/libvirt/rows.hpp"
#include "conf/model/gettext.hpp"
#include "conf/model/serial_model.hpp"

namespace chardev::libvirt_grammar {

namespace {

Element &add_source(Element &out, const char *mode)
{
    Element &source = out.add(Element("source"));
    if (mode) source.set("mode", mode);
    return source;
}

// libvirt demands a host everywhere. An empty one means all addresses to QEMU where it binds; where it connects, QEMU
// would take "localhost", which may be ::1, so the RFC's 127.0.0.1 is written out.
template <class End>
End with_host(End end, const char *host)
{
    if (!end.addr) end.addr = host;
    return end;
}

void write_reconnect(std::optional<unsigned> seconds, Element &source)
{
    if (!seconds) return;
    Element &reconnect = source.add(Element("reconnect"));
    reconnect.set("enabled", "yes");
    reconnect.set("timeout", std::to_string(*seconds));
}

struct WriteEnd {
    Element &out;

    Element &operator()(const Listen &listen) const
    {
        [[maybe_unused]] const auto &[addr, service, wait] = listen;
        Element &source = add_source(out, "bind");
        listen_rows.write(with_host(listen, ""), source);
        return source;
    }
    Element &operator()(const Connect &connect) const
    {
        [[maybe_unused]] const auto &[addr, service, reconnect] = connect;
        Element &source = add_source(out, "connect");
        connect_rows.write(with_host(connect, "127.0.0.1"), source);
        write_reconnect(reconnect, source);
        return source;
    }
    Element &operator()(const UnixListen &listen) const
    {
        [[maybe_unused]] const auto &[path, wait] = listen;
        Element &source = add_source(out, "bind");
        unix_listen_rows.write(listen, source);
        return source;
    }
    Element &operator()(const UnixConnect &connect) const
    {
        [[maybe_unused]] const auto &[path, reconnect] = connect;
        Element &source = add_source(out, "connect");
        unix_connect_rows.write(connect, source);
        write_reconnect(reconnect, source);
        return source;
    }
};
static_assert(covers<WriteEnd, decltype(Stream::end)>::value);
static_assert(covers<WriteEnd, decltype(Unix::end)>::value);

/// Sizes, link, wait, nodelay and websocket are Policy::arguments' business.
struct WriteBackend {
    Element &out;
    Kind kind;

    void operator()(const Vc &) const { out.set("type", "vc"); }
    void operator()(const Pty &) const { out.set("type", "pty"); }
    void operator()(const Null &) const { out.set("type", "null"); }
    void operator()(const None &) const { out.name.clear(); }
    void operator()(const Stdio &) const { out.set("type", "stdio"); }
    void operator()(const Host &host) const
    {
        out.set("type", "dev");
        add_source(out, nullptr).set("path", device_path(host, kind));
    }
    void operator()(const File &file) const
    {
        [[maybe_unused]] const auto &[path, append] = file;
        out.set("type", "file");
        file_rows.write(file, add_source(out, nullptr));
    }
    void operator()(const Pipe &pipe) const
    {
        [[maybe_unused]] const auto &[path] = pipe;
        out.set("type", "pipe");
        pipe_rows.write(pipe, add_source(out, nullptr));
    }
    void operator()(const Udp &udp) const
    {
        const auto &[sendto, bind] = udp;
        out.set("type", "udp");
        if (bind) endpoint_rows.write(with_host(*bind, ""), add_source(out, "bind"));
        endpoint_rows.write(with_host(sendto, "127.0.0.1"), add_source(out, "connect"));
    }
    void operator()(const Tcp &tcp) const { write_stream(tcp.stream, "raw"); }
    void operator()(const Telnet &telnet) const { write_stream(telnet.stream, "telnet"); }
    void operator()(const Unix &socket) const
    {
        const auto &[end] = socket;
        out.set("type", "unix");
        std::visit(WriteEnd{out}, end);
    }
    void operator()(const Websocket &websocket) const
    {
        const auto &[listen, nodelay, tls] = websocket;
        write_stream(Stream{listen, nodelay, tls}, "raw");
    }
    void operator()(const Foreign &foreign) const
    {
        const auto &[type] = foreign;
        out.set("type", type);
    }

private:
    void write_stream(const Stream &stream, const char *protocol) const
    {
        [[maybe_unused]] const auto &[end, nodelay, tls] = stream;
        out.set("type", "tcp");
        tls_rows.write(stream, std::visit(WriteEnd{out}, end));
        out.add(Element("protocol")).set("type", protocol);
    }
};
static_assert(covers<WriteBackend, Backend>::value);

/// True if the port number of a listener is still to be chosen.
struct IsAutomatic {
    bool operator()(const Listen &listen) const { return !listen.service; }
    bool operator()(const Connect &) const { return false; }
};
static_assert(covers<IsAutomatic, decltype(Stream::end)>::value);

bool is_automatic(const Backend &backend)
{
    if (const Tcp *tcp = std::get_if<Tcp>(&backend)) return std::visit(IsAutomatic{}, tcp->stream.end);
    if (const Telnet *telnet = std::get_if<Telnet>(&backend)) return std::visit(IsAutomatic{}, telnet->stream.end);
    if (const Websocket *websocket = std::get_if<Websocket>(&backend)) return !websocket->listen.service;
    return false;
}

Target target_of(const Port &port, Slot slot)
{
    Target target;
    target.number = slot.index;
    if (slot.kind == Kind::parallel) return target;
    // A console's 'serial' is no type of a serial port; of a type that nobody knows the stock driver has to tell.
    const std::optional<std::string> &type = port.target.type;
    if (type && (port.tag != Tag::console || is_serial_target_type(*type))) target.type = type;
    target.model = port.target.model;
    const SerialModel *model = port.model ? find_serial_model(*port.model) : nullptr;
    if (!model) return target;
    target.type = model->type;
    target.model = model->model;
    return target;
}

void write_extras(const Port &port, Element &out)
{
    write_uninterpreted(port.foreign_parts, out);
    if (!port.reconnect_off && port.labels.empty()) return;
    if (!out.child("source")) add_source(out, nullptr);
    for (Element &child : out.children) {
        if (child.name != "source") continue;
        if (port.reconnect_off) write_reconnect_off(child);
        return write_uninterpreted(port.labels, child);
    }
}

}  // namespace

Result<Element> element_of(const Port &port, Slot slot)
{
    if (is_automatic(port.backend))
        return Error{ErrorKind::unsupported, Place{{}, 0, std::string("<") + name_of(port.tag) + ">/<listen>"},
                     _("a port number cannot be chosen automatically yet; write port='1234'")};
    Element out(slot.kind == Kind::parallel ? "parallel" : "serial");
    std::visit(WriteBackend{out, slot.kind}, port.backend);
    if (out.name.empty()) return out;
    write_extras(port, out);
    if (port.log) log_rows.write(*port.log, out.add(Element("log")));
    write_target(target_of(port, slot), out);
    write_uninterpreted(port.uninterpreted, out);
    return out;
}

Result<std::string> render(const Port &port, Slot slot, std::string_view indent)
{
    const Result<Element> element = element_of(port, slot);
    if (!element) return element.error();
    return element->name.empty() ? std::string() : write_lines(*element, indent);
}

}  // namespace chardev::libvirt_grammar
