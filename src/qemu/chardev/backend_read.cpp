// SPDX-License-Identifier: LGPL-2.1-or-later
// Reads a -chardev argument in the spelling of any release as a back end of the model. What a port cannot have is refused, so
// that nothing is lost.
#include <algorithm>
#include <array>

#include <arpa/inet.h>

#include "conf/grammar/value.hpp"
#include "conf/model/gettext.hpp"
#include "conf/port/attributes.hpp"
#include "qemu/chardev/backend.hpp"
#include "qemu/chardev/endpoint.hpp"
#include "qemu/chardev/option_reader.hpp"

namespace chardev::qemu {

namespace {

using Path = AbsolutePath;

bool is_decimal(std::string_view text)
{
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// "0" and "127.1" are addresses to QEMU's resolver, "010.1" is none.
std::string full_address(const std::string &text)
{
    in_addr address{};
    char full[INET_ADDRSTRLEN] = {};
    const bool is_octal = text.size() > 1 && text.starts_with('0') && !text.starts_with("0.");
    const bool has_digits_alone = text.find_first_not_of("0123456789.") == std::string::npos;
    if (is_octal || !has_digits_alone || inet_aton(text.c_str(), &address) == 0) return text;
    return inet_ntop(AF_INET, &address, full, sizeof full);
}

/// An address that may be missing or, what means the same, empty. It stands without brackets.
std::optional<std::string> read_host_address(OptionReader &in, const char *name, Side side)
{
    const std::optional<std::string> said = in.text(name);
    if (!said || said->empty()) return std::nullopt;
    if (said->starts_with('['))
        in.fail(format(_("the address '%s' is in brackets, which QEMU does not take here; write it without"),
                       shown(*said).c_str()));
    const std::string full = full_address(*said);
    const Result<std::string> address = checked_address(full, side);
    if (!address) in.fail(address.error().what);
    return full;
}

std::string read_service_name(OptionReader &in, const std::string &text, Side side)
{
    const std::size_t zeros = std::min(text.find_first_not_of('0'), text.size());
    const bool padded = is_decimal(text) && zeros > 0 && text.size() > 1;
    const std::string plain = !padded ? text : zeros == text.size() ? "0" : text.substr(zeros);
    const Result<std::string> service = checked_service(plain, side);
    if (!service) in.fail(service.error().what);
    return plain;
}

/// The options that do not depend on where the socket is.
struct Flags {
    bool server = false;
    bool wait = true;
    bool telnet = false;
    bool websocket = false;
    bool nodelay = false;
    std::optional<bool> tls;
    std::optional<unsigned> reconnect;
};

/// "delay=off" (the bare "nodelay" too) until 5.2, "nodelay=on" since 6.0.
bool read_nodelay(OptionReader &in)
{
    const std::optional<bool> delay = in.flag("delay");
    const std::optional<bool> nodelay = in.flag("nodelay");
    if (delay && nodelay) in.fail(_("there are both 'delay' and 'nodelay'; write one of them"));
    return nodelay.value_or(!delay.value_or(true));
}

std::optional<bool> read_tls(OptionReader &in)
{
    const std::optional<std::string> credentials = in.text("tls-creds");
    if (!credentials) return std::nullopt;
    if (*credentials != tls_credentials(in.text("id").value_or(std::string())))
        in.unsupported(format(
            _("the TLS credentials '%s' are not those that libvirt makes; take the option away, and let <tls/> ask for libvirt's"),
            shown(*credentials).c_str()));
    return true;
}

/// Zero is QEMU's word for no reconnect.
std::optional<unsigned> read_delay(OptionReader &in, const char *name, unsigned max)
{
    const std::optional<std::string> text = in.text(name);
    if (!text) return std::nullopt;
    const std::optional<unsigned> delay = decimal(*text, max);
    if (!delay)
        in.unsupported(format(_("the option '%s' is '%s'; write a decimal number from %u to %u"), name,
                              shown(*text).c_str(), 0U, max));
    return delay && *delay > 0 ? delay : std::nullopt;
}

std::optional<unsigned> read_reconnect(OptionReader &in)
{
    const std::optional<unsigned> seconds = read_delay(in, "reconnect", port_grammar::delay_limit);
    const std::optional<unsigned> milliseconds = read_delay(in, "reconnect-ms", port_grammar::delay_limit * 1000);
    if (!milliseconds) return seconds;
    if (seconds) in.fail(_("there are both 'reconnect' and 'reconnect-ms'; write one of them"));
    if (*milliseconds % 1000 != 0)
        in.unsupported(
            format(_("the delay of %u milliseconds is no whole number of seconds; choose one that is"), *milliseconds));
    return *milliseconds / 1000;
}

void check_client(OptionReader &in, const Flags &flags)
{
    if (in.has("wait"))
        in.fail(format(_("the option '%s' belongs to a socket that listens; remove it, or add 'server'"),
                       in.as_written("wait").c_str()));
    if (flags.websocket) in.fail(_("a websocket port cannot connect; add 'server=on'"));
}

// QEMU refuses the option even where it is 0.
void check_server(OptionReader &in)
{
    if (in.has("reconnect") || in.has("reconnect-ms"))
        in.fail(format(
            _("the option '%s' belongs to a socket that connects; remove it, a port that listens accepts new clients anyway"),
            in.has("reconnect") ? "reconnect" : "reconnect-ms"));
}

Flags read_flags(OptionReader &in)
{
    Flags flags;
    flags.server = in.flag("server").value_or(false);
    flags.wait = in.flag("wait").value_or(true);
    flags.telnet = in.flag("telnet").value_or(false);
    flags.websocket = in.flag("websocket").value_or(false);
    flags.nodelay = read_nodelay(in);
    flags.tls = read_tls(in);
    flags.reconnect = read_reconnect(in);
    if (in.flag("tn3270").value_or(false))
        in.unsupported(_("the option 'tn3270' is for mainframe terminals, and no port here can have it; take it away"));
    if (flags.telnet && flags.websocket)
        in.unsupported(_("there are both 'telnet' and 'websocket'; write one of them"));
    if (flags.server)
        check_server(in);
    else
        check_client(in, flags);
    return flags;
}

void refuse_abstract(OptionReader &in)
{
    const bool abstract = in.flag("abstract").value_or(false);
    in.flag("tight");  // without 'abstract' it changes nothing
    if (abstract)
        in.unsupported(
            _("a UNIX socket without a file ('abstract=on') is none that a port here can have; write one with a path"));
}

Backend read_unix(OptionReader &in)
{
    const Flags flags = read_flags(in);
    const std::string path = in.must<SocketPath>("path");
    refuse_abstract(in);
    if (flags.tls) in.fail(_("a UNIX socket has no TLS; take 'tls-creds' away"));
    if (flags.telnet || flags.websocket)
        in.unsupported(
            _("telnet and websocket over a UNIX socket are none that a port here can have; write 'host' and 'port'"));
    if (in.has("host") || in.has("port")) in.fail(_("there are both 'path' and 'host'; write one of them"));
    if (flags.server) return Unix{UnixListen{path, flags.wait}};
    return Unix{UnixConnect{path, flags.reconnect}};
}

Backend read_inet(OptionReader &in)
{
    const Flags flags = read_flags(in);
    if (!in.has("host")) in.fail(_("the option 'host' is missing; add it, with an empty value for all addresses"));
    const Side side = flags.server ? Side::own : Side::peer;
    const std::optional<std::string> addr = read_host_address(in, "host", side);
    const std::string service = read_service_name(in, in.must_text("port"), side);
    if (flags.websocket) return Websocket{Listen{addr, service, flags.wait}, flags.nodelay, flags.tls};
    Stream stream{Connect{addr, service, flags.reconnect}, flags.nodelay, flags.tls};
    if (flags.server) stream.end = Listen{addr, service, flags.wait};
    if (flags.telnet) return Telnet{stream};
    return Tcp{stream};
}

Backend read_socket(OptionReader &in, Kind)
{
    if (in.has("fd"))
        in.unsupported(
            _("an inherited socket ('fd') is none that a port here can have; write 'host' and 'port', or 'path'"));
    if (in.has("path")) return read_unix(in);
    return read_inet(in);
}

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

/// A back end that can be read, by its name after -chardev.
struct BackendName {
    std::string_view name;
    Backend (*read)(OptionReader &, Kind);
};

constexpr std::array backends{
    BackendName{"file", read_file},        BackendName{"null", read_null},     BackendName{"parallel", read_parallel},
    BackendName{"parport", read_parallel}, BackendName{"pipe", read_pipe},     BackendName{"pty", read_pty},
    BackendName{"serial", read_serial},    BackendName{"socket", read_socket}, BackendName{"stdio", read_stdio},
    BackendName{"tty", read_serial},       BackendName{"udp", read_udp},       BackendName{"vc", read_vc},
};

Backend read_backend(OptionReader &in, const std::string &name, Kind kind)
{
    for (const BackendName &backend : backends)
        if (backend.name == name) return backend.read(in, kind);
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
