// SPDX-License-Identifier: LGPL-2.1-or-later
// Writes one element of the port grammar, and reads it again to be sure that it says what was meant.
#include "conf/grammar/shared_children.hpp"
#include "conf/model/gettext.hpp"
#include "conf/port/grammar.hpp"
#include "conf/port/read.hpp"
#include "conf/port/rows.hpp"

namespace chardev::port_grammar {

namespace {

void write_flag(Element &out, const char *name, bool set)
{
    if (set) out.add(Element(name));
}

void write_tls(Element &out, std::optional<bool> tls)
{
    if (!tls) return;
    Element &element = out.add(Element("tls"));
    if (!*tls) element.set("enabled", YesNo::write(false));
}

Element &write_end(Element &out, const Listen &listen)
{
    [[maybe_unused]] const auto &[addr, service, wait] = listen;
    Element &element = out.add(Element("listen"));
    listen_rows.write(listen, element);
    write_flag(element, "nowait", !wait);
    return element;
}

Element &write_end(Element &out, const Connect &connect)
{
    [[maybe_unused]] const auto &[addr, service, reconnect] = connect;
    Element &element = out.add(Element("connect"));
    connect_rows.write(connect, element);
    if (reconnect) reconnect_rows.write(connect, element.add(Element("reconnect")));
    return element;
}

Element &write_end(Element &out, const UnixListen &listen)
{
    [[maybe_unused]] const auto &[path, wait] = listen;
    Element &element = out.add(Element("listen"));
    unix_listen_rows.write(listen, element);
    write_flag(element, "nowait", !wait);
    return element;
}

Element &write_end(Element &out, const UnixConnect &connect)
{
    [[maybe_unused]] const auto &[path, reconnect] = connect;
    Element &element = out.add(Element("connect"));
    unix_connect_rows.write(connect, element);
    if (reconnect) unix_reconnect_rows.write(connect, element.add(Element("reconnect")));
    return element;
}

struct WriteEnd {
    Element &out;

    Element &operator()(const Listen &listen) const { return write_end(out, listen); }
    Element &operator()(const Connect &connect) const { return write_end(out, connect); }
    Element &operator()(const UnixListen &listen) const { return write_end(out, listen); }
    Element &operator()(const UnixConnect &connect) const { return write_end(out, connect); }
};
static_assert(covers<WriteEnd, decltype(Stream::end)>::value);
static_assert(covers<WriteEnd, decltype(Unix::end)>::value);

struct WriteSize {
    Element &out;

    void operator()(const Pixels &pixels) const { pixels_rows.write(pixels, out); }
    void operator()(const Cells &cells) const { cells_rows.write(cells, out); }
};
static_assert(covers<WriteSize, std::variant<Pixels, Cells>>::value);

struct WriteDevice {
    Element &out;

    void operator()(unsigned number) const { out.set("port", std::to_string(number)); }
    void operator()(const std::string &path) const { out.set("path", path); }
};
static_assert(covers<WriteDevice, decltype(Host::device)>::value);

struct WriteBackend {
    Element &out;
    const Port &port;

    void operator()(const Vc &vc) const
    {
        const auto &[size] = vc;
        if (size) std::visit(WriteSize{out}, *size);
    }
    void operator()(const Pty &pty) const
    {
        [[maybe_unused]] const auto &[link] = pty;
        if (port.tty) out.set("pty", *port.tty);
        if (port.tty) out.set("tty", *port.tty);  // what virsh ttyconsole looks for
        pty_rows.write(pty, out);
    }
    void operator()(const Null &) const {}
    void operator()(const None &) const {}
    void operator()(const Stdio &) const {}
    void operator()(const Host &host) const
    {
        const auto &[device] = host;
        std::visit(WriteDevice{out}, device);
    }
    void operator()(const File &file) const
    {
        [[maybe_unused]] const auto &[path, append] = file;
        file_rows.write(file, out);
    }
    void operator()(const Pipe &pipe) const
    {
        [[maybe_unused]] const auto &[path] = pipe;
        pipe_rows.write(pipe, out);
    }
    void operator()(const Udp &udp) const
    {
        const auto &[sendto, bind] = udp;
        sendto_rows.write(sendto, out.add(Element("sendto")));
        if (bind) bind_rows.write(*bind, out.add(Element("bind")));
    }
    void operator()(const Tcp &tcp) const { write_stream(tcp.stream); }
    void operator()(const Telnet &telnet) const { write_stream(telnet.stream); }
    void operator()(const Unix &socket) const
    {
        const auto &[end] = socket;
        write_no_reconnect(std::visit(WriteEnd{out}, end));
    }
    void operator()(const Websocket &websocket) const
    {
        const auto &[listen, nodelay, tls] = websocket;
        Element &element = write_end(out, listen);
        write_flag(element, "nodelay", nodelay);
        write_tls(element, tls);
        write_no_reconnect(element);
    }
    void operator()(const Foreign &) const {}

private:
    void write_stream(const Stream &stream) const
    {
        const auto &[end, nodelay, tls] = stream;
        Element &element = std::visit(WriteEnd{out}, end);
        write_flag(element, "nodelay", nodelay);
        write_tls(element, tls);
        write_no_reconnect(element);
    }
    void write_no_reconnect(Element &end) const
    {
        if (port.reconnect_off) write_reconnect_off(end);
    }
};
static_assert(covers<WriteBackend, Backend>::value);

Element element_of(const Port &port, const char *type)
{
    Element out(name_of(port.tag));
    out.set("type", type);
    std::visit(WriteBackend{out, port}, port.backend);
    port_rows.write(port, out);
    if (port.log) log_rows.write(*port.log, out.add(Element("log")));
    write_target(port.target, out);
    write_uninterpreted(port.labels, out);
    write_uninterpreted(port.uninterpreted, out);
    // <console type='pty'/> is neutral: alone in a document it would be the stock driver's. <console/> is ours.
    const bool bare = std::holds_alternative<Pty>(port.backend) && out.attributes.size() == 1 && out.children.empty();
    if (bare) out.attributes.clear();
    return out;
}

// What both grammars write alike needs no test.
Port without_uninterpreted(Port port)
{
    port.uninterpreted.clear();
    port.labels.clear();
    port.alias.reset();
    return port;
}

bool labels_fit(const Port &port)
{
    return port.labels.empty() || may_have_labels(port.backend);
}

bool reads_back(const Port &port, const char *type)
{
    Port wanted = without_uninterpreted(port);
    const Result<Port> again = read(element_of(wanted, type), "");
    wanted.tty.reset();
    return again && *again == wanted && labels_fit(port);
}

}  // namespace

Result<Element> element_of(const Port &port)
{
    const char *type = type_name(port.backend);
    if (type && reads_back(port, type)) return element_of(port, type);
    return Error{ErrorKind::unsupported, Place{{}, 0, std::string("<") + name_of(port.tag) + ">"},
                 _("the port grammar cannot describe this port; leave it in libvirt's grammar")};
}

Result<std::string> render(const Port &port, std::string_view indent)
{
    const Result<Element> element = element_of(port);
    if (!element) return element.error();
    return write_lines(*element, indent);
}

bool can_render(const Port &port)
{
    return bool(render(port, {}));
}

}  // namespace chardev::port_grammar
