// SPDX-License-Identifier: LGPL-2.1-or-later
// libvirt's back ends, read and written: type=, <source> and <protocol>. What libvirt does not look at for a type is
// skipped here too, and so are names that only another release of libvirt may know.
#include "conf/libvirt/backend.hpp"

#include <algorithm>

#include "conf/grammar/shared_children.hpp"
#include "conf/model/gettext.hpp"

namespace chardev::libvirt_grammar {

namespace {

/// One element while it is read: its <source> elements, and what its <protocol> says.
struct Parts {
    Reader &in;
    Port &port;
    std::vector<Reader> sources;
    std::string protocol;
};

Reader *need_source(Parts &parts)
{
    if (!parts.sources.empty()) return &parts.sources.front();
    parts.in.fail(_("the element <source> is missing; add it"));
    return nullptr;
}

bool binds(Reader &source)
{
    const std::string *mode = source.attribute("mode");
    const bool bind = mode && *mode == "bind";
    if (mode && !bind && *mode != "connect")
        source.fail(format(_("the mode '%s' is unknown; write 'bind' or 'connect'"), shown(*mode).c_str()));
    return bind;
}

Element &add_source(Element &out, const char *mode)
{
    Element &source = out.add(Element("source"));
    if (mode) source.set("mode", mode);
    return source;
}

// libvirt demands a host everywhere. An empty one means all addresses to QEMU where it binds; where it connects, QEMU
// would take "localhost", which may be ::1, so the RFC's 127.0.0.1 is written out.
template <class Address>
Address with_host(Address address, const char *host)
{
    if (!address.addr) address.addr = host;
    return address;
}

std::optional<unsigned> read_reconnect(Reader &source, Port &port)
{
    std::optional<Reader> child = source.child("reconnect");
    if (!child) return std::nullopt;
    const std::string *enabled = child->attribute("enabled");
    Connect connect;
    reconnect_attributes.read(*child, connect);
    const bool on = enabled && YesNo::read(*child, "enabled", *enabled);
    if (on && !connect.reconnect) child->missing_attribute("timeout");
    if (enabled && !on) port.reconnect_off = true;
    return on ? connect.reconnect : std::nullopt;
}

void write_reconnect(std::optional<unsigned> seconds, Element &source)
{
    if (!seconds) return;
    Element &reconnect = source.add(Element("reconnect"));
    reconnect.set("enabled", "yes");
    reconnect.set("timeout", std::to_string(*seconds));
}

void refuse_reconnect(Reader &source, Port &port)
{
    if (read_reconnect(source, port))
        source.fail(_("<reconnect> belongs to mode='connect'; a port that listens takes new clients anyway"));
}

template <class Empty>
Backend read_empty(Parts &)
{
    return Empty{};
}

// Also tty='…' on the element itself, which libvirt prints for the sake of very old clients.
Backend read_pty(Parts &parts)
{
    const std::string *path = parts.in.attribute("tty");
    for (Reader &source : parts.sources)
        if (const std::string *source_path = source.attribute("path")) path = source_path;
    if (path && !path->empty()) parts.port.tty = *path;
    return Pty{};
}

Backend read_dev(Parts &parts)
{
    Pipe path;
    if (Reader *source = need_source(parts)) pipe_attributes.read(*source, path);
    return Host{path.path};
}

Backend read_file(Parts &parts)
{
    File file;
    if (Reader *source = need_source(parts)) file_attributes.read(*source, file);
    return file;
}

Backend read_pipe(Parts &parts)
{
    Pipe pipe;
    if (Reader *source = need_source(parts)) pipe_attributes.read(*source, pipe);
    return pipe;
}

Endpoint read_bind(Reader &source)
{
    Endpoint bind;
    if (source.attribute("service")) {
        bind_attributes.read(source, bind);
        return bind;
    }
    bind_host_attributes.read(source, bind);
    bind.service = "0";  // any: what libvirt's QEMU driver makes of it
    return bind;
}

Backend read_udp(Parts &parts)
{
    Udp udp;
    bool sends = false;
    for (Reader &source : parts.sources) {
        const bool bind = binds(source);
        if (bind ? udp.bind.has_value() : sends) {
            source.doubt(_("two <source> elements have the same mode; write one with 'connect' and one with 'bind'"));
            continue;
        }
        if (bind)
            udp.bind = read_bind(source);
        else
            endpoint_attributes.read(source, udp.sendto);
        sends = sends || !bind;
    }
    if (!sends) parts.in.fail(_("<source mode='connect' service='1234'/> is missing; add it"));
    return udp;
}

Backend read_tcp(Parts &parts)
{
    Stream stream;
    Reader *source = need_source(parts);
    if (!source) return Tcp{stream};
    if (!source->attribute("host")) source->missing_attribute("host");
    tls_attributes.read(*source, stream);
    if (binds(*source)) {
        Listen listen;
        listen_attributes.read(*source, listen);
        if (!listen.service) source->missing_attribute("service");
        listen.wait = false;
        refuse_reconnect(*source, parts.port);
        stream.end = listen;
    } else {
        Connect connect;
        connect_attributes.read(*source, connect);
        connect.reconnect = read_reconnect(*source, parts.port);
        stream.end = connect;
    }
    return parts.protocol == "telnet" ? Backend(Telnet{stream}) : Backend(Tcp{stream});
}

Backend read_unix(Parts &parts)
{
    Reader *source = need_source(parts);
    if (!source) return Unix{};
    if (binds(*source)) {
        UnixListen listen;
        unix_listen_attributes.read(*source, listen);
        if (!listen.path) source->missing_attribute("path");
        listen.wait = false;
        refuse_reconnect(*source, parts.port);
        return Unix{listen};
    }
    UnixConnect connect;
    unix_connect_attributes.read(*source, connect);
    connect.reconnect = read_reconnect(*source, parts.port);
    return Unix{connect};
}

struct WriteEnd {
    Element &out;

    Element &operator()(const Listen &listen) const
    {
        [[maybe_unused]] const auto &[addr, service, wait] = listen;
        Element &source = add_source(out, "bind");
        listen_attributes.write(with_host(listen, ""), source);
        return source;
    }
    Element &operator()(const Connect &connect) const
    {
        [[maybe_unused]] const auto &[addr, service, reconnect] = connect;
        Element &source = add_source(out, "connect");
        connect_attributes.write(with_host(connect, "127.0.0.1"), source);
        write_reconnect(reconnect, source);
        return source;
    }
    Element &operator()(const UnixListen &listen) const
    {
        [[maybe_unused]] const auto &[path, wait] = listen;
        Element &source = add_source(out, "bind");
        unix_listen_attributes.write(listen, source);
        return source;
    }
    Element &operator()(const UnixConnect &connect) const
    {
        [[maybe_unused]] const auto &[path, reconnect] = connect;
        Element &source = add_source(out, "connect");
        unix_connect_attributes.write(connect, source);
        write_reconnect(reconnect, source);
        return source;
    }
};
static_assert(covers<WriteEnd, decltype(Stream::end)>::value);
static_assert(covers<WriteEnd, decltype(Unix::end)>::value);

Backend read_foreign(Parts &parts)
{
    const std::string *type = parts.in.attribute("type");
    for (const Reader &source : parts.sources) parts.port.foreign_parts.push_back(source.element());
    if (const Element *protocol = parts.in.element().child("protocol")) parts.port.foreign_parts.push_back(*protocol);
    return Foreign{type ? *type : ""};
}

/// How the parts of one type= are read.
struct SourceReader {
    std::string_view type;
    Backend (*read)(Parts &);
};

constexpr SourceReader readers[]{{"null", read_empty<Null>},
                                 {"vc", read_empty<Vc>},
                                 {"pty", read_pty},
                                 {"dev", read_dev},
                                 {"file", read_file},
                                 {"pipe", read_pipe},
                                 {"stdio", read_empty<Stdio>},
                                 {"udp", read_udp},
                                 {"tcp", read_tcp},
                                 {"unix", read_unix},
                                 {"spicevmc", read_foreign},
                                 {"spiceport", read_foreign},
                                 {"nmdm", read_foreign},
                                 {"qemu-vdagent", read_foreign},
                                 {"dbus", read_foreign}};

void refuse_type(Reader &in, const std::string &type)
{
    std::vector<std::string> names;
    for (const SourceReader &known : readers) names.emplace_back(known.type);
    in.give_up(format(_("the type '%s' is unknown in libvirt's grammar; its types are %s"), shown(type).c_str(),
                      quoted_list(names).c_str()));
}

// The model has no tls or telnets protocol: libvirt 9.0 takes both and starts plain TCP.
Backend read_parts(Parts &parts)
{
    const std::string *given = parts.in.attribute("type");
    const std::string type = given ? *given : "pty";
    const bool secured = parts.protocol == "telnets" || parts.protocol == "tls";
    if (type == "tcp" && secured) {
        auto *source = need_source(parts);
        for (const auto *needed : {"host", "service"})
            if (source && !source->attribute(needed)) source->missing_attribute(needed);
        return read_foreign(parts);
    }
    for (const SourceReader &known : readers)
        if (type == known.type) return known.read(parts);
    refuse_type(parts.in, type);
    return Pty{};
}

/// libvirt reads the protocol of other types not at all.
std::string read_protocol(Reader &in)
{
    const std::string *port_type = in.attribute("type");
    std::vector<Reader> found = in.children("protocol");
    if (found.empty()) return "raw";
    Reader *child = &found.front();
    if (found.size() > 1) found[1].fail(format(_("there is more than one <%s>; write it once"), "protocol"));
    const std::string *type = child->attribute("type");
    if (!type || !port_type || *port_type != "tcp") return "raw";
    if (*type != "raw" && *type != "telnet" && *type != "telnets" && *type != "tls")
        child->fail(format(_("the protocol '%s' is unknown; write 'raw' or 'telnet'"), shown(*type).c_str()));
    return *type;
}

void read_sources(Parts &parts)
{
    const std::string *type = parts.in.attribute("type");
    parts.sources = parts.in.children("source");
    const std::size_t most = type && *type == "udp" ? 2 : 1;
    if (parts.sources.size() > most)
        parts.sources[most].fail(_("there is one <source> too many; write one, or for type='udp' at most two"));
}

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
        file_attributes.write(file, add_source(out, nullptr));
    }
    void operator()(const Pipe &pipe) const
    {
        [[maybe_unused]] const auto &[path] = pipe;
        out.set("type", "pipe");
        pipe_attributes.write(pipe, add_source(out, nullptr));
    }
    void operator()(const Udp &udp) const
    {
        const auto &[sendto, bind] = udp;
        out.set("type", "udp");
        if (bind) endpoint_attributes.write(with_host(*bind, ""), add_source(out, "bind"));
        endpoint_attributes.write(with_host(sendto, "127.0.0.1"), add_source(out, "connect"));
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
        tls_attributes.write(stream, std::visit(WriteEnd{out}, end));
        out.add(Element("protocol")).set("type", protocol);
    }
};
static_assert(covers<WriteBackend, Backend>::value);

}  // namespace

void read_backend(Reader &in, Port &port)
{
    Parts parts{in, port, {}, read_protocol(in)};
    read_sources(parts);
    port.backend = read_parts(parts);
}

void write_backend(const Port &port, Kind kind, Element &out)
{
    std::visit(WriteBackend{out, kind}, port.backend);
    write_uninterpreted(port.foreign_parts, out);
}

bool is_type(std::string_view name)
{
    return std::ranges::find(readers, name, &SourceReader::type) != std::end(readers);
}

}  // namespace chardev::libvirt_grammar
