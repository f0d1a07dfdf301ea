// SPDX-License-Identifier: LGPL-2.1-or-later
// Reads one element of libvirt's grammar. What libvirt does not look at for the type in question is passed over, as libvirt
// does it, and so are names that only another release of libvirt may know.
#include "conf/libvirt/grammar.hpp"

#include <algorithm>
#include <array>

#include "conf/grammar/shared_children.hpp"
#include "conf/libvirt/rows.hpp"
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

Reader *source_of(Parts &parts)
{
    return parts.sources.empty() ? nullptr : &parts.sources.front();
}

Reader *need_source(Parts &parts)
{
    Reader *source = source_of(parts);
    if (!source) parts.in.fail(_("the element <source> is missing; add it"));
    return source;
}

bool binds(Reader &source)
{
    const std::string *mode = source.attribute("mode");
    const bool bind = mode && *mode == "bind";
    if (mode && !bind && *mode != "connect")
        source.fail(format(_("the mode '%s' is unknown; write 'bind' or 'connect'"), shown(*mode).c_str()));
    return bind;
}

std::optional<unsigned> read_reconnect(Reader &source, Port &port)
{
    std::optional<Reader> child = source.child("reconnect");
    if (!child) return std::nullopt;
    const std::string *enabled = child->attribute("enabled");
    Connect connect;
    reconnect_rows.read(*child, connect);
    const bool on = enabled && YesNo::read(*child, "enabled", *enabled);
    if (on && !connect.reconnect) child->missing_attribute("timeout");
    if (enabled && !on) port.reconnect_off = true;
    return on ? connect.reconnect : std::nullopt;
}

void refuse_reconnect(Reader &source, Port &port)
{
    if (read_reconnect(source, port))
        source.fail(_("<reconnect> belongs to mode='connect'; a port that listens takes new clients anyway"));
}

Backend read_vc(Parts &)
{
    return Vc{};
}

Backend read_null(Parts &)
{
    return Null{};
}

Backend read_stdio(Parts &)
{
    return Stdio{};
}

// Also tty='…' on the element itself, which libvirt prints for the sake of very old clients.
Backend read_pty(Parts &parts)
{
    const std::string *path = parts.in.attribute("tty");
    if (Reader *source = source_of(parts))
        if (const std::string *source_path = source->attribute("path")) path = source_path;
    if (path && !path->empty()) parts.port.tty = *path;
    return Pty{};
}

Backend read_dev(Parts &parts)
{
    Pipe path;
    if (Reader *source = need_source(parts)) pipe_rows.read(*source, path);
    return Host{path.path};
}

Backend read_file(Parts &parts)
{
    File file;
    if (Reader *source = need_source(parts)) file_rows.read(*source, file);
    return file;
}

Backend read_pipe(Parts &parts)
{
    Pipe pipe;
    if (Reader *source = need_source(parts)) pipe_rows.read(*source, pipe);
    return pipe;
}

Endpoint read_bind(Reader &source)
{
    Endpoint bind;
    if (source.attribute("service")) {
        bind_rows.read(source, bind);
        return bind;
    }
    bind_host_rows.read(source, bind);
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
            endpoint_rows.read(source, udp.sendto);
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
    tls_rows.read(*source, stream);
    if (binds(*source)) {
        Listen listen;
        listen_rows.read(*source, listen);
        if (!listen.service) source->missing_attribute("service");
        listen.wait = false;
        refuse_reconnect(*source, parts.port);
        stream.end = listen;
    } else {
        Connect connect;
        connect_rows.read(*source, connect);
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
        unix_listen_rows.read(*source, listen);
        if (!listen.path) source->missing_attribute("path");
        listen.wait = false;
        refuse_reconnect(*source, parts.port);
        return Unix{listen};
    }
    UnixConnect connect;
    unix_connect_rows.read(*source, connect);
    connect.reconnect = read_reconnect(*source, parts.port);
    return Unix{connect};
}

Backend read_foreign(Parts &parts)
{
    const std::string *type = parts.in.attribute("type");
    for (const Reader &source : parts.sources) parts.port.foreign_parts.push_back(source.element());
    if (const Element *protocol = parts.in.element().child("protocol")) parts.port.foreign_parts.push_back(*protocol);
    return Foreign{type ? *type : ""};
}

struct Type {
    const char *name;
    Backend (*read)(Parts &);
};

constexpr std::array types{
    Type{"null", read_null},        Type{"vc", read_vc},
    Type{"pty", read_pty},          Type{"dev", read_dev},
    Type{"file", read_file},        Type{"pipe", read_pipe},
    Type{"stdio", read_stdio},      Type{"udp", read_udp},
    Type{"tcp", read_tcp},          Type{"unix", read_unix},
    Type{"spicevmc", read_foreign}, Type{"spiceport", read_foreign},
    Type{"nmdm", read_foreign},     Type{"qemu-vdagent", read_foreign},
    Type{"dbus", read_foreign},
};

void refuse_type(Reader &in, const std::string &type)
{
    std::vector<std::string> names;
    for (const Type &known : types) names.emplace_back(known.name);
    in.give_up(format(_("the type '%s' is unknown in libvirt's grammar; its types are %s"), shown(type).c_str(),
                      quoted_list(names).c_str()));
}

// The model has no tls or telnets protocol: libvirt 9.0 takes both and starts plain TCP.
Backend read_backend(Parts &parts)
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
    for (const Type &known : types)
        if (type == known.name) return known.read(parts);
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

void finish_sources(Parts &parts)
{
    const bool foreign = std::holds_alternative<Foreign>(parts.port.backend);
    for (Reader &source : parts.sources)
        if (!foreign) read_labels(source, parts.port);  // else they are among the foreign parts
}

void read_log(Reader &in, Port &port)
{
    std::optional<Reader> child = in.child("log");
    if (!child) return;
    Log log;
    if (!child->attribute("file")) return idle_log_rows.read(*child, log);
    log_rows.read(*child, log);
    port.log = log;
}

}  // namespace

Result<Port> read(const Element &element, std::string_view file)
{
    Report report{std::string(file), {}, true};
    Reader in(element, "<" + element.name + ">", report);
    Port port;
    port.tag = tag_named(element.name);
    Parts parts{in, port, {}, read_protocol(in)};
    read_sources(parts);
    port.backend = read_backend(parts);
    finish_sources(parts);
    read_log(in, port);
    read_common_children(in, port);
    if (report.mistakes) return *report.mistakes;
    return port;
}

bool is_type(std::string_view name)
{
    return std::any_of(types.begin(), types.end(), [name](const Type &type) { return type.name == name; });
}

Result<Port> parse(xmlNode *element, std::string_view file)
{
    return read(element_from(element), file);
}

}  // namespace chardev::libvirt_grammar
