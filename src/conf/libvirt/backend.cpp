// SPDX-License-Identifier: LGPL-2.1-or-later
// How libvirt's types are read and written: type=, <source> and <protocol>. What libvirt does not look at for a type is skipped
// here too, and so are names that only another release of libvirt may know.
#include "conf/libvirt/backend.hpp"

#include <algorithm>

#include "conf/grammar/shared_children.hpp"
#include "conf/model/dialect.hpp"
#include "conf/model/fields.hpp"
#include "conf/model/gettext.hpp"

namespace chardev::libvirt_grammar {

namespace {

/// One element while it is read: its <source> elements, and what its <protocol> says.
struct Reading {
    Reader &in;
    Port &port;
    std::vector<Reader> sources;
    std::string protocol;
};

Reader *need_source(Reading &reading)
{
    if (!reading.sources.empty()) return &reading.sources.front();
    reading.in.fail(_("the element <source> is missing; add it"));
    return nullptr;
}

/// The value of mode= in the <source> of a part; empty: it has none.
template <class Part>
constexpr std::string_view mode = is_alternative<Part, std::variant<Listen, UnixListen, Bind>>       ? "bind"
                                  : is_alternative<Part, std::variant<Connect, UnixConnect, SendTo>> ? "connect"
                                                                                                     : "";

bool binds(Reader &source)
{
    const std::string *said = source.attribute("mode");
    const bool bind = said && *said == mode<Listen>;
    if (said && !bind && *said != mode<Connect>)
        source.fail(format(_("the mode '%s' is unknown; write 'bind' or 'connect'"), shown(*said).c_str()));
    return bind;
}

template <class Part>
Element &write_source(Part part, Element &out)
{
    Element &source = out.add(Element("source"));
    if (!mode<Part>.empty()) source.set("mode", std::string(mode<Part>));
    // libvirt demands a host everywhere. An empty one means all addresses to QEMU where it binds; where it connects, QEMU
    // would take "localhost", which may be ::1, so the RFC's 127.0.0.1 is written out.
    if constexpr (requires { part.addr; })
        if (!part.addr) part.addr = mode<Part> == mode<Bind> ? "" : "127.0.0.1";
    attributes<Part>.write(part, source);
    return source;
}

template <class End>
void read_reconnect(Reader &source, End &end, Port &port)
{
    std::optional<Reader> child = source.child("reconnect");
    if (!child) return;
    const std::string *enabled = child->attribute("enabled");
    reconnect<End>.read(*child, end);
    const bool on = enabled && YesNo::read(*child, "enabled", *enabled);
    if (on && !end.reconnect) child->missing_attribute("timeout");
    if (enabled && !on) port.reconnect_off = true;
    if (!on) end.reconnect.reset();
}

template <class End>
void write_reconnect(const End &end, Element &source)
{
    if (!end.reconnect) return;
    Element &element = source.add(Element("reconnect"));
    element.set("enabled", "yes");
    reconnect<End>.write(end, element);
}

void refuse_reconnect(Reader &source, Port &port)
{
    Connect nobody;
    read_reconnect(source, nobody, port);
    if (nobody.reconnect)
        source.fail(_("<reconnect> belongs to mode='connect'; a port that listens takes new clients anyway"));
}

template <class Listener, class Client>
void read_end(Reader &source, Port &port, std::variant<Listener, Client> &end)
{
    static_assert(field_count<Listener>() == attributes<Listener>.count + 1 &&
                      field_count<Client>() == attributes<Client>.count + 1,
                  "nothing reads or writes a field of this end");
    if (binds(source)) {
        Listener listener;
        attributes<Listener>.read(source, listener);
        listener.wait = false;
        refuse_reconnect(source, port);
        end = listener;
    } else {
        Client client;
        attributes<Client>.read(source, client);
        read_reconnect(source, client, port);
        end = client;
    }
}

template <class Listener, class Client>
Element &write_end(const std::variant<Listener, Client> &end, Element &out)
{
    if (const auto *listener = std::get_if<Listener>(&end)) return write_source(*listener, out);
    const auto &client = std::get<Client>(end);
    Element &source = write_source(client, out);
    write_reconnect(client, source);
    return source;
}

/// libvirt's spelling (conf/model/dialect.hpp): type= and its children. What has no place there goes into arguments.
template <class BackEnd>
struct Spelling;

template <>
struct Spelling<Vc> : Named<"vc">, Bare<Vc> {
};
template <>
struct Spelling<Null> : Named<"null">, Bare<Null> {
};
template <>
struct Spelling<Stdio> : Named<"stdio">, Bare<Stdio> {
};
template <>
struct Spelling<None> : Named<>, NotRead {
    static void write(const None &, Kind, Element &) {}
};

/// A back end whose fields are all attributes of <source>.
template <class BackEnd>
struct InSource {
    static_assert(field_count<BackEnd>() == attributes<BackEnd>.count, "no attribute for a field of this back end");
    static Backend read(Reading &reading)
    {
        BackEnd back_end;
        if (Reader *source = need_source(reading)) attributes<BackEnd>.read(*source, back_end);
        return back_end;
    }
    static void write(const BackEnd &back_end, Kind, Element &out) { write_source(back_end, out); }
};
template <>
struct Spelling<File> : Named<"file">, InSource<File> {
};
template <>
struct Spelling<Pipe> : Named<"pipe">, InSource<Pipe> {
};

template <>
struct Spelling<Pty> : Named<"pty">, Bare<Pty> {
    // Also tty='…' on the element itself, which libvirt prints for the sake of very old clients.
    static Backend read(Reading &reading)
    {
        const std::string *path = reading.in.attribute("tty");
        for (Reader &source : reading.sources)
            if (const std::string *source_path = source.attribute("path")) path = source_path;
        if (path && !path->empty()) reading.port.tty = *path;
        return Pty{};
    }
};

template <>
struct Spelling<Host> : Named<"dev"> {
    static Backend read(Reading &reading)
    {
        Pipe at;
        if (Reader *source = need_source(reading)) attributes<Pipe>.read(*source, at);
        return Host{at.path};
    }
    static void write(const Host &host, Kind kind, Element &out) { write_source(Pipe{device_path(host, kind)}, out); }
};

template <>
struct Spelling<Udp> : Named<"udp"> {
    static Bind read_bind(Reader &source)
    {
        Bind bind;
        if (source.attribute("service")) {
            attributes<Bind>.read(source, bind);
            return bind;
        }
        bind_host_attributes.read(source, bind);
        bind.service = "0";  // any: what libvirt's QEMU driver makes of it
        return bind;
    }
    static Backend read(Reading &reading)
    {
        Udp udp;
        bool sends = false;
        for (Reader &source : reading.sources) {
            const bool bind = binds(source);
            if (bind ? udp.bind.has_value() : sends) {
                source.doubt(
                    _("two <source> elements have the same mode; write one with 'connect' and one with 'bind'"));
                continue;
            }
            if (bind)
                udp.bind = read_bind(source);
            else
                attributes<SendTo>.read(source, udp.sendto);
            sends = sends || !bind;
        }
        if (!sends) reading.in.fail(_("<source mode='connect' service='1234'/> is missing; add it"));
        return udp;
    }
    static void write(const Udp &udp, Kind, Element &out)
    {
        const auto &[sendto, bind] = udp;
        if (bind) write_source(*bind, out);
        write_source(sendto, out);
    }
};

Backend read_foreign(Reading &reading)
{
    const std::string *type = reading.in.attribute("type");
    for (const Reader &source : reading.sources) reading.port.foreign_parts.push_back(source.element());
    if (const Element *protocol = reading.in.element().child("protocol"))
        reading.port.foreign_parts.push_back(*protocol);
    return Foreign{type ? *type : ""};
}

// The model has no tls or telnets protocol: libvirt 9.0 takes both and starts plain TCP.
Backend read_secured(Reading &reading)
{
    Reader *source = need_source(reading);
    for (const char *needed : {"host", "service"})
        if (source && !source->attribute(needed)) source->missing_attribute(needed);
    return read_foreign(reading);
}

void write_stream(const Stream &stream, const char *protocol, Element &out)
{
    const auto &[end, options] = stream;
    attributes<SocketOptions>.write(options, write_end(end, out));
    out.add(Element("protocol")).set("type", protocol);
}

/// libvirt has one type, tcp: <protocol> tells telnet apart, and a websocket is written as raw tcp.
template <>
struct Spelling<Tcp> : Named<"tcp"> {
    static Backend read(Reading &reading)
    {
        if (reading.protocol == "telnets" || reading.protocol == "tls") return read_secured(reading);
        Stream stream;
        Reader *source = need_source(reading);
        if (!source) return Tcp{stream};
        if (!source->attribute("host")) source->missing_attribute("host");
        attributes<SocketOptions>.read(*source, stream.options);
        read_end(*source, reading.port, stream.end);
        return reading.protocol == "telnet" ? Backend(Telnet{stream}) : Backend(Tcp{stream});
    }
    static void write(const Tcp &tcp, Kind, Element &out)
    {
        const auto &[stream] = tcp;
        write_stream(stream, "raw", out);
    }
};
template <>
struct Spelling<Telnet> : Named<"tcp">, NotRead {
    static void write(const Telnet &telnet, Kind, Element &out)
    {
        const auto &[stream] = telnet;
        write_stream(stream, "telnet", out);
    }
};
template <>
struct Spelling<Websocket> : Named<"tcp">, NotRead {
    static void write(const Websocket &websocket, Kind, Element &out)
    {
        const auto &[listen, options] = websocket;
        write_stream({listen, options}, "raw", out);
    }
};

template <>
struct Spelling<Unix> : Named<"unix"> {
    static Backend read(Reading &reading)
    {
        Unix socket;
        if (Reader *source = need_source(reading)) read_end(*source, reading.port, socket.end);
        return socket;
    }
    static void write(const Unix &socket, Kind, Element &out)
    {
        const auto &[end] = socket;
        write_end(end, out);
    }
};

template <>
struct Spelling<Foreign> : Named<"spicevmc", "spiceport", "nmdm", "qemu-vdagent", "dbus"> {
    static Backend read(Reading &reading) { return read_foreign(reading); }
    static void write(const Foreign &foreign, Kind, Element &out)
    {
        const auto &[type] = foreign;
        out.set("type", type);  // instead of the first name
    }
};

using Types = Dialect<Spelling, Reading &>;

/// libvirt ignores <protocol> for all other types.
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

void read_sources(Reading &reading)
{
    const std::string *type = reading.in.attribute("type");
    reading.sources = reading.in.children("source");
    const std::size_t most = type && *type == "udp" ? 2 : 1;
    if (reading.sources.size() > most)
        reading.sources[most].fail(_("there is one <source> too many; write one, or for type='udp' at most two"));
}

}  // namespace

void read_backend(Reader &in, Port &port)
{
    Reading reading{in, port, {}, read_protocol(in)};
    read_sources(reading);
    const std::string *given = in.attribute("type");
    const std::string type = given ? *given : "pty";
    if (const auto *known = Types::find(type))
        port.backend = known->read(reading);
    else
        in.give_up(format(_("the type '%s' is unknown in libvirt's grammar; its types are %s"), shown(type).c_str(),
                          quoted_list(Types::names()).c_str()));
}

void write_backend(const Port &port, Kind kind, Element &out)
{
    if (!has_element(port.backend)) return out.name.clear();
    out.set("type", std::string(Types::names_of(port.backend).front()));
    Types::write(port.backend, kind, out);
    write_uninterpreted(port.foreign_parts, out);
}

bool has_element(const Backend &backend)
{
    return !Types::names_of(backend).empty();
}

bool is_type(std::string_view name)
{
    return Types::reads(name);
}

bool is_foreign_type(std::string_view name)
{
    const auto *type = Types::find(name);
    return type && type->read == Spelling<Foreign>::read;
}

}  // namespace chardev::libvirt_grammar
