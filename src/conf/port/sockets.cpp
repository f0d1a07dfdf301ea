// SPDX-License-Identifier: LGPL-2.1-or-later
// The port grammar's network and UNIX socket types, read and written.
#include "conf/port/sockets.hpp"

#include "conf/grammar/shared_children.hpp"
#include "conf/model/gettext.hpp"
#include "conf/port/attributes.hpp"

namespace chardev::port_grammar {

namespace {

// <reconnect enabled='no'/> changes nothing; it is not dropped, because libvirt does not drop it.
template <class Attributes, class Connection>
void read_reconnect(Reader &end, const Attributes &attributes, Connection &connect, Port &port)
{
    std::optional<Reader> child = end.child("reconnect");
    if (!child) return;
    if (const std::string *enabled = child->attribute("enabled"); enabled && *enabled == "no") {
        port.reconnect_off = true;
    } else {
        attributes.read(*child, connect);
        if (!connect.reconnect) child->missing_attribute("delay");
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
    if (enabled && *enabled == "no") return read_reconnect(listen, reconnect_attributes, nobody, port);
    if (child) listen.fail(_("<reconnect> belongs to <connect>; a port that listens takes new clients anyway"));
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

Endpoint read_endpoint(Reader &in, const char *name, bool may_be_zero)
{
    Endpoint endpoint;
    std::optional<Reader> child = in.child(name);
    if (!child) return endpoint;
    if (may_be_zero)
        bind_attributes.read(*child, endpoint);
    else
        sendto_attributes.read(*child, endpoint);
    child->refuse_rest();
    return endpoint;
}

Listen read_listen(Reader &in, Port &port)
{
    Listen listen;
    listen_attributes.read(in, listen);
    listen.wait = !in.flag("nowait");
    refuse_reconnect(in, port);
    return listen;
}

Connect read_connect(Reader &in, Port &port)
{
    Connect connect;
    connect_attributes.read(in, connect);
    refuse_nowait(in);
    read_reconnect(in, reconnect_attributes, connect, port);
    return connect;
}

UnixListen read_unix_listen(Reader &in, Port &port)
{
    UnixListen listen;
    unix_listen_attributes.read(in, listen);
    if (!listen.path) in.missing_attribute("path");
    listen.wait = !in.flag("nowait");
    refuse_reconnect(in, port);
    return listen;
}

UnixConnect read_unix_connect(Reader &in, Port &port)
{
    UnixConnect connect;
    unix_connect_attributes.read(in, connect);
    refuse_nowait(in);
    read_reconnect(in, unix_reconnect_attributes, connect, port);
    return connect;
}

void refuse_both(Reader &in)
{
    in.fail(_("there are both <listen> and <connect>; write one of them"));
}

Stream read_stream(Reader &in, Port &port, const char *type)
{
    Stream stream;
    std::optional<Reader> listen = in.child("listen");
    std::optional<Reader> connect = in.child("connect");
    if (listen && connect) refuse_both(in);
    if (!listen && !connect)
        in.fail(format(
            _("the type '%s' needs <listen port='1234'/> or <connect addr='host' port='1234'/>; libvirt's spelling is <source mode='bind' host='' service='1234'/>"),
            type));
    if (listen) stream.end = read_listen(*listen, port);
    if (connect) stream.end = read_connect(*connect, port);
    for (std::optional<Reader> *end : {&listen, &connect}) {
        if (!*end) continue;
        stream.nodelay = (*end)->flag("nodelay");
        stream.tls = read_tls(**end);
        (*end)->refuse_rest();
    }
    return stream;
}

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
    listen_attributes.write(listen, element);
    write_flag(element, "nowait", !wait);
    return element;
}

Element &write_end(Element &out, const Connect &connect)
{
    [[maybe_unused]] const auto &[addr, service, reconnect] = connect;
    Element &element = out.add(Element("connect"));
    connect_attributes.write(connect, element);
    if (reconnect) reconnect_attributes.write(connect, element.add(Element("reconnect")));
    return element;
}

Element &write_end(Element &out, const UnixListen &listen)
{
    [[maybe_unused]] const auto &[path, wait] = listen;
    Element &element = out.add(Element("listen"));
    unix_listen_attributes.write(listen, element);
    write_flag(element, "nowait", !wait);
    return element;
}

Element &write_end(Element &out, const UnixConnect &connect)
{
    [[maybe_unused]] const auto &[path, reconnect] = connect;
    Element &element = out.add(Element("connect"));
    unix_connect_attributes.write(connect, element);
    if (reconnect) unix_reconnect_attributes.write(connect, element.add(Element("reconnect")));
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

void write_options(Element &end, bool nodelay, std::optional<bool> tls, bool reconnect_off)
{
    write_flag(end, "nodelay", nodelay);
    write_tls(end, tls);
    if (reconnect_off) write_reconnect_off(end);
}

}  // namespace

Backend read_udp(Reader &in, Port &)
{
    if (!in.child("sendto"))
        in.fail(_(
            "the type 'udp' needs <sendto port='1234'/>; libvirt's spelling is <source mode='connect' host='127.0.0.1' service='1234'/>"));
    Udp udp;
    udp.sendto = read_endpoint(in, "sendto", false);
    if (in.child("bind")) udp.bind = read_endpoint(in, "bind", true);
    return udp;
}

Backend read_tcp(Reader &in, Port &port)
{
    return Tcp{read_stream(in, port, "tcp")};
}

Backend read_telnet(Reader &in, Port &port)
{
    return Telnet{read_stream(in, port, "telnet")};
}

Backend read_unix(Reader &in, Port &port)
{
    std::optional<Reader> listen = in.child("listen");
    std::optional<Reader> connect = in.child("connect");
    if (listen && connect) refuse_both(in);
    if (!listen && !connect)
        in.fail(_(
            "the type 'unix' needs <listen path='/some/socket'/> or <connect path='/some/socket'/>; libvirt's spelling is <source mode='bind' path='/some/socket'/>"));
    Unix socket;
    if (listen) socket.end = read_unix_listen(*listen, port);
    if (connect) socket.end = read_unix_connect(*connect, port);
    if (listen) listen->refuse_rest();
    if (connect) connect->refuse_rest();
    return socket;
}

Backend read_websocket(Reader &in, Port &port)
{
    Websocket websocket;
    std::optional<Reader> listen = in.child("listen");
    if (!listen) {
        in.fail(_("the type 'websocket' needs <listen port='1234'/>; a websocket port cannot connect"));
        return websocket;
    }
    websocket.listen = read_listen(*listen, port);
    websocket.nodelay = listen->flag("nodelay");
    websocket.tls = read_tls(*listen);
    listen->refuse_rest();
    return websocket;
}

void write_udp(const Udp &udp, Element &out)
{
    const auto &[sendto, bind] = udp;
    sendto_attributes.write(sendto, out.add(Element("sendto")));
    if (bind) bind_attributes.write(*bind, out.add(Element("bind")));
}

void write_stream(const Stream &stream, bool reconnect_off, Element &out)
{
    const auto &[end, nodelay, tls] = stream;
    write_options(std::visit(WriteEnd{out}, end), nodelay, tls, reconnect_off);
}

void write_unix(const Unix &socket, bool reconnect_off, Element &out)
{
    const auto &[end] = socket;
    write_options(std::visit(WriteEnd{out}, end), false, {}, reconnect_off);
}

void write_websocket(const Websocket &websocket, bool reconnect_off, Element &out)
{
    const auto &[listen, nodelay, tls] = websocket;
    write_options(write_end(out, listen), nodelay, tls, reconnect_off);
}

}  // namespace chardev::port_grammar
