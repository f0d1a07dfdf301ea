// SPDX-License-Identifier: LGPL-2.1-or-later
// The port grammar's types, each with how its back end is read and written.
#include "conf/port/backend.hpp"

#include "conf/grammar/shared_children.hpp"
#include "conf/model/dialect.hpp"
#include "conf/model/fields.hpp"
#include "conf/model/gettext.hpp"
#include "conf/port/attributes.hpp"

namespace chardev::port_grammar {

namespace {

/// The port grammar's spelling (conf/model/dialect.hpp): everything but type=. `port` takes what the element says about the port
/// itself.
template <class BackEnd>
struct Spelling;

template <>
struct Spelling<Null> : Named<"null">, Bare<Null> {
};
template <>
struct Spelling<None> : Named<"none">, Bare<None> {
};
template <>
struct Spelling<Stdio> : Named<"stdio">, Bare<Stdio> {
};

/// A back end whose fields are all attributes of the port's element.
template <class BackEnd>
struct InAttributes {
    static_assert(field_count<BackEnd>() == attributes<BackEnd>.count, "no attribute for a field of this back end");
    static Backend read(Reader &in, Port &)
    {
        BackEnd back_end;
        attributes<BackEnd>.read(in, back_end);
        return back_end;
    }
    static void write(const BackEnd &back_end, const Port &, Element &out) { attributes<BackEnd>.write(back_end, out); }
};
template <>
struct Spelling<File> : Named<"file">, InAttributes<File> {
};
template <>
struct Spelling<Pipe> : Named<"pipe">, InAttributes<Pipe> {
};

struct WriteSize {
    Element &out;

    void operator()(const Pixels &pixels) const { attributes<Pixels>.write(pixels, out); }
    void operator()(const Cells &cells) const { attributes<Cells>.write(cells, out); }
};
static_assert(covers<WriteSize, std::variant<Pixels, Cells>>::value);

template <>
struct Spelling<Vc> : Named<"vc"> {
    static Backend read(Reader &in, Port &)
    {
        const bool pixels = in.attribute("width") || in.attribute("height");
        const bool cells = in.attribute("cols") || in.attribute("rows");
        if (pixels && cells)
            in.fail(
                _("the size is given twice; write 'width' and 'height' in pixels, or 'cols' and 'rows' in characters"));
        Pixels in_pixels;
        Cells in_cells;
        if (pixels) attributes<Pixels>.read(in, in_pixels);
        if (cells) attributes<Cells>.read(in, in_cells);
        if (pixels) return Vc{in_pixels};
        if (cells) return Vc{in_cells};
        return Vc{};
    }
    static void write(const Vc &vc, const Port &, Element &out)
    {
        const auto &[size] = vc;
        if (size) std::visit(WriteSize{out}, *size);
    }
};

// What runs is no configuration: the terminal's name is shown, and not looked at when it comes back. `tty` is libvirt's too.
template <>
struct Spelling<Pty> : Named<"pty"> {
    static Backend read(Reader &in, Port &)
    {
        in.attribute("pty");
        in.attribute("tty");
        Pty pty;
        attributes<Pty>.read(in, pty);
        return pty;
    }
    static void write(const Pty &pty, const Port &port, Element &out)
    {
        if (port.tty) out.set("pty", *port.tty);
        if (port.tty) out.set("tty", *port.tty);  // what virsh ttyconsole looks for
        attributes<Pty>.write(pty, out);
    }
};

struct WriteDevice {
    Element &out;

    void operator()(unsigned number) const { out.set("port", std::to_string(number)); }
    void operator()(const std::string &path) const { out.set("path", path); }
};
static_assert(covers<WriteDevice, decltype(Host::device)>::value);

template <>
struct Spelling<Host> : Named<"host"> {
    static Backend read(Reader &in, Port &)
    {
        const std::string *port = in.attribute("port");
        const std::string *path = in.attribute("path");
        if (port && path) in.fail(_("the host's device is given twice; write either 'port' or 'path'"));
        if (port) return Host{read_number(in, "port", *port, 0, host_port_limit)};
        if (path) return Host{read_path(in, "path", *path)};
        in.fail(_(
            "the type 'host' needs port='0' or path='/dev/ttyS0'; libvirt's spelling is type='dev' with <source path='/dev/ttyS0'/>"));
        return Host{};
    }
    static void write(const Host &host, const Port &, Element &out)
    {
        const auto &[device] = host;
        std::visit(WriteDevice{out}, device);
    }
};

/// True for an end that listens.
template <class End>
constexpr bool listens = is_alternative<End, std::variant<Listen, UnixListen>>;

// <reconnect enabled='no'/> changes nothing; it is not dropped, because libvirt does not drop it.
template <class End>
void read_reconnect(Reader &in, End &end, Port &port)
{
    std::optional<Reader> child = in.child("reconnect");
    if (!child) return;
    if (const std::string *enabled = child->attribute("enabled"); enabled && *enabled == "no") {
        port.reconnect_off = true;
    } else {
        reconnect<End>.read(*child, end);
        if (!end.reconnect) child->missing_attribute("delay");
        if (enabled) child->fail(_("the attribute 'enabled' does not belong here; write delay='1' alone"));
    }
    child->refuse_rest();
}

void refuse_nowait(Reader &connect)
{
    if (connect.child("nowait"))
        connect.fail(_("<nowait> belongs to <listen>; a port that connects waits for nobody, so take it away"));
}

void refuse_reconnect(Reader &listen, Port &port)
{
    const Element *child = listen.element().child("reconnect");
    const std::string *enabled = child ? child->attribute("enabled") : nullptr;
    Connect nobody;
    if (enabled && *enabled == "no") return read_reconnect(listen, nobody, port);
    if (child) listen.fail(_("<reconnect> belongs to <connect>; a port that listens takes new clients anyway"));
}

void write_flag(Element &out, const char *name, bool set)
{
    if (set) out.add(Element(name));
}

template <class End>
End read_end(Reader &in, Port &port)
{
    static_assert(field_count<End>() == attributes<End>.count + 1, "nothing reads or writes a field of this end");
    End end;
    attributes<End>.read(in, end);
    if constexpr (listens<End>) {
        end.wait = !in.flag("nowait");
        refuse_reconnect(in, port);
    } else {
        refuse_nowait(in);
        read_reconnect(in, end, port);
    }
    return end;
}

template <class End>
Element &write_end(const End &end, Element &out)
{
    Element &element = out.add(Element(listens<End> ? "listen" : "connect"));
    attributes<End>.write(end, element);
    if constexpr (listens<End>)
        write_flag(element, "nowait", !end.wait);
    else if (end.reconnect)
        reconnect<End>.write(end, element.add(Element("reconnect")));
    return element;
}

std::optional<bool> read_tls(Reader &end)
{
    std::optional<Reader> child = end.child("tls");
    if (!child) return std::nullopt;
    const std::string *enabled = child->attribute("enabled");
    const bool value = enabled ? YesNo::read(*child, "enabled", *enabled) : true;
    child->refuse_rest();
    return value;
}

void read_options(Reader &end, SocketOptions *options)
{
    if (options) options->nodelay = end.flag("nodelay");
    if (options) options->tls = read_tls(end);
    end.refuse_rest();
}

void write_options(Element &end, const SocketOptions &options, const Port &port)
{
    const auto &[nodelay, tls] = options;
    write_flag(end, "nodelay", nodelay);
    write_flag(end, "tls", tls.has_value());
    if (tls == false) end.children.back().set("enabled", YesNo::write(false));
    if (port.reconnect_off) write_reconnect_off(end);
}

/// `options` is null for a type without any; `if_none` is the error if there is neither <listen> nor <connect>.
template <class Listener, class Client>
void read_either(Reader &in, Port &port, std::variant<Listener, Client> &end, SocketOptions *options,
                 const std::string &if_none)
{
    std::optional<Reader> listen = in.child("listen");
    std::optional<Reader> connect = in.child("connect");
    if (listen && connect) in.fail(_("there are both <listen> and <connect>; write one of them"));
    if (!listen && !connect) in.fail(if_none);
    if (listen) end = read_end<Listener>(*listen, port);
    if (connect) end = read_end<Client>(*connect, port);
    if (listen) read_options(*listen, options);
    if (connect) read_options(*connect, options);
}

template <class Listener, class Client>
Element &write_either(const std::variant<Listener, Client> &end, Element &out)
{
    return std::visit([&out]<class End>(const End &held) -> Element & { return write_end(held, out); }, end);
}

Stream read_stream(Reader &in, Port &port, const char *type)
{
    Stream stream;
    read_either(
        in, port, stream.end, &stream.options,
        format(
            _("the type '%s' needs <listen port='1234'/> or <connect addr='host' port='1234'/>; libvirt's spelling is <source mode='bind' host='' service='1234'/>"),
            type));
    return stream;
}

void write_stream(const Stream &stream, const Port &port, Element &out)
{
    const auto &[end, options] = stream;
    write_options(write_either(end, out), options, port);
}

template <class End>
End read_datagrams(Reader in)
{
    End end;
    attributes<End>.read(in, end);
    in.refuse_rest();
    return end;
}

template <>
struct Spelling<Udp> : Named<"udp"> {
    static Backend read(Reader &in, Port &)
    {
        std::optional<Reader> sendto = in.child("sendto");
        if (!sendto)
            in.fail(_(
                "the type 'udp' needs <sendto port='1234'/>; libvirt's spelling is <source mode='connect' host='127.0.0.1' service='1234'/>"));
        Udp udp;
        if (sendto) udp.sendto = read_datagrams<SendTo>(*sendto);
        if (std::optional<Reader> bind = in.child("bind")) udp.bind = read_datagrams<Bind>(*bind);
        return udp;
    }
    static void write(const Udp &udp, const Port &, Element &out)
    {
        const auto &[sendto, bind] = udp;
        attributes<SendTo>.write(sendto, out.add(Element("sendto")));
        if (bind) attributes<Bind>.write(*bind, out.add(Element("bind")));
    }
};

/// tcp and telnet differ in their name alone.
template <class BackEnd, Name name>
struct InStream : Named<name> {
    static Backend read(Reader &in, Port &port) { return BackEnd{read_stream(in, port, name.text)}; }
    static void write(const BackEnd &back_end, const Port &port, Element &out)
    {
        const auto &[stream] = back_end;
        write_stream(stream, port, out);
    }
};
template <>
struct Spelling<Tcp> : InStream<Tcp, "tcp"> {
};
template <>
struct Spelling<Telnet> : InStream<Telnet, "telnet"> {
};

template <>
struct Spelling<Unix> : Named<"unix"> {
    static Backend read(Reader &in, Port &port)
    {
        Unix socket;
        read_either(
            in, port, socket.end, nullptr,
            _("the type 'unix' needs <listen path='/some/socket'/> or <connect path='/some/socket'/>; libvirt's spelling is <source mode='bind' path='/some/socket'/>"));
        return socket;
    }
    static void write(const Unix &socket, const Port &port, Element &out)
    {
        const auto &[end] = socket;
        write_options(write_either(end, out), {}, port);
    }
};

template <>
struct Spelling<Websocket> : Named<"websocket"> {
    static Backend read(Reader &in, Port &port)
    {
        std::optional<Reader> listen = in.child("listen");
        if (!listen) {
            in.fail(_("the type 'websocket' needs <listen port='1234'/>; a websocket port cannot connect"));
            return Websocket{};
        }
        Websocket websocket;
        websocket.listen = read_end<Listen>(*listen, port);
        read_options(*listen, &websocket.options);
        return websocket;
    }
    static void write(const Websocket &websocket, const Port &port, Element &out)
    {
        const auto &[listen, options] = websocket;
        write_options(write_end(listen, out), options, port);
    }
};

// libvirt's grammar alone has it.
template <>
struct Spelling<Foreign> : Named<>, NotRead {
    static void write(const Foreign &, const Port &, Element &) {}
};

using Types = Dialect<Spelling, Reader &, Port &>;

void refuse_type(Reader &in, const std::string &type)
{
    if (type == "dev")
        return in.give_up(_("the type 'dev' is libvirt's; write type='host' with port='0' or path='/dev/ttyS0'"));
    in.give_up(format(_("the type '%s' is unknown; the types are %s"), shown(type).c_str(),
                      quoted_list(Types::names()).c_str()));
}

}  // namespace

Backend read_backend(Reader &in, Port &port)
{
    const std::string *given = in.attribute("type");
    const std::string type = given ? *given : "pty";
    if (const auto *known = Types::find(type)) return known->read(in, port);
    refuse_type(in, type);
    return Pty{};
}

void write_backend(const Port &port, Element &out)
{
    Types::write(port.backend, port, out);
}

std::string type_name(const Backend &backend)
{
    const auto names = Types::names_of(backend);
    return names.empty() ? std::string() : std::string(names.front());
}

bool is_type(std::string_view name)
{
    return Types::reads(name);
}

bool needs_parts(std::string_view type)
{
    const auto *words = Types::find(type);
    const Element nothing;
    Report report;
    Reader in(nothing, {}, report);
    Port port;
    if (words) words->read(in, port);
    return report.mistakes.has_value();
}

}  // namespace chardev::port_grammar
