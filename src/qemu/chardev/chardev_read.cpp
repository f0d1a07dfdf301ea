// SPDX-License-Identifier: LGPL-2.1-or-later
// Reads a -chardev argument in the spelling of any release. What a port cannot have is refused, so that nothing is lost.
#include <algorithm>
#include <array>

#include "conf/grammar/value.hpp"
#include "conf/model/gettext.hpp"
#include "conf/port/rows.hpp"
#include "qemu/chardev/chardev.hpp"
#include "qemu/chardev/chardev_socket.hpp"
#include "qemu/chardev/endpoint.hpp"

namespace chardev::qemu {

namespace {

using Path = AbsolutePath;

Backend read_null(OptionReader &, Kind)
{
    return Null{};
}

Backend read_vc(OptionReader &in, Kind)
{
    using port_grammar::Extent;
    const bool pixels = in.has("width") || in.has("height");
    const bool cells = in.has("cols") || in.has("rows");
    const bool complete = in.has("width") == in.has("height") && in.has("cols") == in.has("rows");
    if ((pixels && cells) || !complete)
        in.unsupported(
            _("the size is no whole one; write 'width' and 'height' in pixels, or 'cols' and 'rows' in characters"));
    if (pixels) return Vc{Pixels{in.must<Extent>("width"), in.must<Extent>("height")}};
    if (cells) return Vc{Cells{in.must<Extent>("cols"), in.must<Extent>("rows")}};
    return Vc{};
}

Backend read_pty(OptionReader &in, Kind)
{
    return Pty{in.may<Path>("path")};
}

Backend read_stdio(OptionReader &in, Kind)
{
    if (!in.flag("signal").value_or(true))
        in.unsupported(_(
            "the option 'signal=off' takes the terminal's keys away from QEMU, and no port here can say that; take it away"));
    return Stdio{};
}

Backend read_file(OptionReader &in, Kind)
{
    return File{in.must<Path>("path"), in.flag("append")};
}

Backend read_pipe(OptionReader &in, Kind)
{
    return Pipe{in.must<Path>("path")};
}

Backend read_host(OptionReader &in, Kind kind, Kind wanted)
{
    if (kind != wanted)
        in.unsupported(_(
            "a serial port takes a serial line of the host and a parallel port a parallel one; choose the other kind"));
    return host_at(in.must<Path>("path"), kind);
}

Backend read_serial(OptionReader &in, Kind kind)
{
    return read_host(in, kind, Kind::serial);
}

Backend read_parallel(OptionReader &in, Kind kind)
{
    return read_host(in, kind, Kind::parallel);
}

/// libvirt's argument always has an empty localaddr and localport=0 for what is not said.
std::optional<Endpoint> read_local(OptionReader &in)
{
    const std::optional<std::string> port = in.text("localport");
    const std::optional<std::string> addr = read_host_address(in, "localaddr", Side::own);
    if (!port && !addr) return std::nullopt;
    return Endpoint{addr, port && !port->empty() ? read_service_name(in, *port, Side::own) : "0"};
}

Backend read_udp(OptionReader &in, Kind)
{
    const std::optional<std::string> addr = read_host_address(in, "host", Side::peer);
    const Endpoint sendto{addr, read_service_name(in, in.must_text("port"), Side::peer)};
    return Udp{sendto, read_local(in)};
}

struct Type {
    std::string_view name;
    Backend (*read)(OptionReader &, Kind);
};

constexpr std::array types{
    Type{"file", read_file},        Type{"null", read_null},     Type{"parallel", read_parallel},
    Type{"parport", read_parallel}, Type{"pipe", read_pipe},     Type{"pty", read_pty},
    Type{"serial", read_serial},    Type{"socket", read_socket}, Type{"stdio", read_stdio},
    Type{"tty", read_serial},       Type{"udp", read_udp},       Type{"vc", read_vc},
};

Backend read_backend(OptionReader &in, const std::string &name, Kind kind)
{
    for (const Type &type : types)
        if (type.name == name) return type.read(in, kind);
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

}  // namespace

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
