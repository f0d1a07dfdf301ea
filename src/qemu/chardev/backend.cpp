// SPDX-License-Identifier: LGPL-2.1-or-later
// The back ends of -chardev, read and written, and the list of them; those of sockets are in socket.cpp. What a port cannot
// have is refused, so that nothing is lost.
#include "qemu/chardev/backend.hpp"

#include "conf/grammar/value.hpp"
#include "conf/model/gettext.hpp"
#include "conf/port/attributes.hpp"
#include "qemu/chardev/spelling.hpp"

namespace chardev::qemu {

namespace {

using Path = AbsolutePath;

struct SizeOptions {
    ChardevOptions operator()(const Pixels &pixels) const
    {
        const auto &[width, height] = pixels;
        return {option("width", width), option("height", height)};
    }
    ChardevOptions operator()(const Cells &cells) const
    {
        const auto &[cols, rows] = cells;
        return {option("cols", cols), option("rows", rows)};
    }
};
static_assert(covers<SizeOptions, decltype(Vc::size)::value_type>::value);

}  // namespace

template <>
struct Spelling<Null> : Named<"null"> {
    static Backend read(const ReadFrom &) { return Null{}; }
    static Result<Unchecked> write(const Null &, const WriteFor &) { return Unchecked{}; }
};

template <>
struct Spelling<Vc> : Named<"vc"> {
    static Backend read(const ReadFrom &from)
    {
        using port_grammar::Extent;
        OptionReader &in = from.in;
        const bool pixels = in.has("width") || in.has("height");
        const bool cells = in.has("cols") || in.has("rows");
        const bool complete = in.has("width") == in.has("height") && in.has("cols") == in.has("rows");
        if ((pixels && cells) || !complete)
            in.unsupported(_(
                "the size is no whole one; write 'width' and 'height' in pixels, or 'cols' and 'rows' in characters"));
        if (pixels) return Vc{Pixels{in.must<Extent>("width"), in.must<Extent>("height")}};
        if (cells) return Vc{Cells{in.must<Extent>("cols"), in.must<Extent>("rows")}};
        return Vc{};
    }
    static Result<Unchecked> write(const Vc &vc, const WriteFor &)
    {
        const auto &[size] = vc;
        return Unchecked{size ? std::visit(SizeOptions{}, *size) : ChardevOptions(), {}};
    }
};

template <>
struct Spelling<Pty> : Named<"pty"> {
    static Backend read(const ReadFrom &from) { return Pty{from.in.may<Path>("path")}; }
    static Result<Unchecked> write(const Pty &pty, const WriteFor &)
    {
        const auto &[link] = pty;
        if (!link) return Unchecked{};
        return Unchecked{{option("path", *link)}, {Feature::pty_link}};
    }
};

template <>
struct Spelling<Stdio> : Named<"stdio"> {
    static Backend read(const ReadFrom &from)
    {
        if (!from.in.flag("signal").value_or(true))
            from.in.unsupported(_(
                "the option 'signal=off' takes the terminal's keys away from QEMU, and no port here can say that; take it away"));
        return Stdio{};
    }
    static Result<Unchecked> write(const Stdio &, const WriteFor &) { return Unchecked{}; }
};

template <>
struct Spelling<File> : Named<"file"> {
    static Backend read(const ReadFrom &from) { return File{from.in.must<Path>("path"), from.in.flag("append")}; }
    static Result<Unchecked> write(const File &file, const WriteFor &)
    {
        const auto &[path, append] = file;
        Unchecked out{{{"path", "out", path}}, {}};
        if (!append) return out;
        out.options.push_back(option("append", *append));
        out.needs.push_back(Feature::file_append);
        return out;
    }
};

template <>
struct Spelling<Pipe> : Named<"pipe"> {
    static Backend read(const ReadFrom &from) { return Pipe{from.in.must<Path>("path")}; }
    static Result<Unchecked> write(const Pipe &pipe, const WriteFor &)
    {
        const auto &[path] = pipe;
        return Unchecked{{{"path", "device", path}}, {}};
    }
};

template <>
struct Spelling<Host> : Named<"parallel", "parport", "serial", "tty"> {
    static Backend read(const ReadFrom &from)
    {
        const bool parallel = from.name.starts_with("par");
        if (parallel != (from.kind == Kind::parallel))
            from.in.unsupported(_(
                "a serial port takes a serial line of the host and a parallel port a parallel one; choose the other kind"));
        return host_at(from.in.must<Path>("path"), from.kind);
    }
    static Result<Unchecked> write(const Host &host, const WriteFor &to)
    {
        const Renamed name = to.kind == Kind::parallel ? Renamed::host_parallel : Renamed::host_serial;
        return Unchecked{{{"path", "device", device_path(host, to.kind)}}, {}, spelled(name, to.version)};
    }
};

template <>
struct Spelling<None> : Named<>, NotRead {
    static Result<Unchecked> write(const None &, const WriteFor &)
    {
        return Error{ErrorKind::unsupported, {}, _("a port of type 'none' has no -chardev; leave it out")};
    }
};

template <>
struct Spelling<Foreign> : Named<>, NotRead {
    static Result<Unchecked> write(const Foreign &foreign, const WriteFor &)
    {
        return Error{ErrorKind::unsupported, {}, why_foreign(foreign)};
    }
};

namespace {

using Names = Dialect<Spelling, const ReadFrom &>;

Backend read_backend(OptionReader &in, const std::string &name, Kind kind)
{
    if (const auto *backend = Names::find(name)) return backend->read({in, name, kind});
    in.unsupported(
        format(_("the back end '%s' is none that a port here can have; choose another"), in.printable(name).c_str()));
    return Null{};
}

/// logappend alone changes nothing.
std::optional<Log> read_log(OptionReader &in)
{
    const std::optional<bool> append = in.flag("logappend");
    const std::optional<std::string> path = in.may<Path>("logfile");
    if (!path) return std::nullopt;
    return Log{*path, append};
}

void add_log(const std::optional<Log> &log, Unchecked &out)
{
    if (!log) return;
    const auto &[path, append] = *log;
    out.options.push_back(option("logfile", path));
    if (append) out.options.push_back(option("logappend", *append));
    out.needs.push_back(Feature::log);
}

}  // namespace

// Of type='tcp' only two protocols are foreign.
std::string why_foreign(const Foreign &foreign)
{
    const auto &[type] = foreign;
    if (type == "tcp")
        return _(
            "the protocols 'tls' and 'telnets' are none of QEMU's, and libvirt starts plain TCP for them; write the protocol 'raw' or 'telnet', and tls='yes' in <source> for TLS");
    return format(_("the type '%s' is libvirt's own and cannot be written as -chardev; choose another type"),
                  shown(type).c_str());
}

std::string tls_credentials(std::string_view id)
{
    return "obj" + std::string(id) + "_tls0";
}

Result<Chardev> chardev_of(const Port &port, Kind kind, std::string id, const Version &version)
{
    Result<Unchecked> out = Names::write(port.backend, WriteFor{kind, id, version});
    if (!out) return out.error();
    add_log(port.log, *out);
    out->needs.insert(out->needs.begin(), Feature::chardev);
    for (const Feature feature : out->needs) {
        const Result<Ok> possible = require(feature, version, {});
        if (!possible) return possible.error();
    }
    const std::string_view name = out->name.empty() ? Names::names_of(port.backend).front() : out->name;
    return Chardev{std::string(name), std::move(id), std::move(out->options)};
}

Result<Port> read_chardev(const OptionList &options, Kind kind)
{
    OptionReader in(options, "-chardev");
    in.text("id");
    Port port;
    port.tag = tag_of(kind);
    const std::string name = options.first.empty() ? in.must_text("backend") : options.first;
    port.backend = read_backend(in, name, kind);
    port.log = read_log(in);
    if (in.flag("mux").value_or(false))
        in.unsupported(_(
            "the option 'mux=on' shares one back end among several devices, and no port here can say that; take it away"));
    in.refuse_rest();
    if (in.error()) return *in.error();
    return port;
}

}  // namespace chardev::qemu
