// SPDX-License-Identifier: LGPL-2.1-or-later
// -chardev socket and udp, read and written: the ends of a connection and what is said of it.
#include <algorithm>

#include <arpa/inet.h>

#include "conf/grammar/value.hpp"
#include "conf/model/gettext.hpp"
#include "conf/port/attributes.hpp"
#include "qemu/chardev/backend.hpp"
#include "qemu/chardev/endpoint.hpp"
#include "qemu/chardev/spelling.hpp"

namespace chardev::qemu {

namespace {

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

ChardevOption inet(const char *name, const char *host_text, const std::string &host, const char *port_text,
                   const std::string &port)
{
    return {"", name, Branch{"inet", {{host_text, "host", host}, {port_text, "port", port}}}};
}

ChardevOption unix_path(const std::string &path)
{
    return {"", "addr", Branch{"unix", {option("path", path)}}};
}

Unchecked listener(ChardevOption at, bool wait)
{
    return {{std::move(at), option("server", true), wait_option(wait)}, {}};
}

/// Has no wait: QEMU 6.0 and later refuse it. QMP's server is on where it is not said. The delay is in seconds, or in milliseconds
/// where the option has got its new name.
Result<Unchecked> client(ChardevOption at, std::optional<unsigned> delay, const Version &version)
{
    Unchecked out{{std::move(at), {"", "server", false}}, {}};
    if (!delay) return out;
    if (*delay > port_grammar::delay_limit)
        return Error{
            ErrorKind::unsupported,
            {},
            format(_("the delay of %u seconds is too long; choose at most %u"), *delay, port_grammar::delay_limit)};
    const std::string_view name = spelled(Renamed::reconnect, version);
    out.options.push_back(option(name, name == spellings(Renamed::reconnect).front() ? *delay : *delay * 1000U));
    out.needs.push_back(Feature::reconnect);
    return out;
}

struct WriteEnd {
    const Version &version;

    Result<Unchecked> operator()(const Listen &listen) const
    {
        const auto &[addr, service, wait] = listen;
        if (service) return listener(inet("addr", "host", addr.value_or(""), "port", *service), wait);
        return Error{
            ErrorKind::unsupported, {}, _("a port number cannot be chosen automatically yet; write port='1234'")};
    }
    // An empty host is no address to connect to: QEMU 7.2 does not start with it.
    Result<Unchecked> operator()(const Connect &connect) const
    {
        const auto &[addr, service, reconnect] = connect;
        return client(inet("addr", "host", addr.value_or("127.0.0.1"), "port", service), reconnect, version);
    }
    Result<Unchecked> operator()(const UnixListen &listen) const
    {
        const auto &[path, wait] = listen;
        if (path) return listener(unix_path(*path), wait);
        return Error{ErrorKind::unsupported,
                     {},
                     _("the path of this UNIX socket is chosen by libvirt when the guest starts; write the path")};
    }
    Result<Unchecked> operator()(const UnixConnect &connect) const
    {
        const auto &[path, reconnect] = connect;
        return client(unix_path(path), reconnect, version);
    }
};
static_assert(covers<WriteEnd, decltype(Stream::end)>::value);
static_assert(covers<WriteEnd, decltype(Unix::end)>::value);

/// Beside the text's old delay=off, QMP's option was nodelay from the start.
void add_nodelay(ChardevOptions &options, const Version &version)
{
    const std::string_view name = spelled(Renamed::nodelay, version);
    const bool is_new = name == spellings(Renamed::nodelay).back();
    if (!is_new) options.push_back({std::string(name), "", false});
    options.push_back({is_new ? "nodelay" : "", "nodelay", true});
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
    if (flags.websocket) return Websocket{Listen{addr, service, flags.wait}, {flags.nodelay, flags.tls}};
    Stream stream{Connect{addr, service, flags.reconnect}, {flags.nodelay, flags.tls}};
    if (flags.server) stream.end = Listen{addr, service, flags.wait};
    if (flags.telnet) return Telnet{stream};
    return Tcp{stream};
}

/// libvirt's argument always has an empty localaddr and localport=0 for what is not said.
std::optional<Bind> read_local(OptionReader &in)
{
    const std::optional<std::string> port = in.text("localport");
    const std::optional<std::string> addr = read_host_address(in, "localaddr", Side::own);
    if (!port && !addr) return std::nullopt;
    return Bind{addr, port && !port->empty() ? read_service_name(in, *port, Side::own) : "0"};
}

}  // namespace

ChardevOption wait_option(bool wait)
{
    return option("wait", wait);
}

Backend Spelling<Tcp>::read(const ReadFrom &from)
{
    if (from.in.has("fd"))
        from.in.unsupported(
            _("an inherited socket ('fd') is none that a port here can have; write 'host' and 'port', or 'path'"));
    if (from.in.has("path")) return read_unix(from.in);
    return read_inet(from.in);
}

// tls='no' is what a -chardev without TLS says.
Result<Unchecked> write_stream(const Stream &stream, const char *protocol, const WriteFor &to)
{
    const auto &[end, options] = stream;
    const auto &[nodelay, tls] = options;
    Result<Unchecked> out = std::visit(WriteEnd{to.version}, end);
    if (!out) return out;
    ChardevOptions &written = out->options;
    if (protocol) written.push_back(option(protocol, true));
    if (nodelay) add_nodelay(written, to.version);
    if (!tls.value_or(false)) return out;
    written.push_back(option("tls-creds", tls_credentials(to.id)));
    out->needs.push_back(Feature::tls);
    return out;
}

Result<Unchecked> Spelling<Websocket>::write(const Websocket &websocket, const WriteFor &to)
{
    const auto &[listen, options] = websocket;
    Result<Unchecked> out = write_stream({listen, options}, "websocket", to);
    if (out) out->needs.push_back(Feature::websocket);
    return out;
}

Result<Unchecked> Spelling<Unix>::write(const Unix &socket, const WriteFor &to)
{
    const auto &[end] = socket;
    return std::visit(WriteEnd{to.version}, end);
}

Backend Spelling<Udp>::read(const ReadFrom &from)
{
    const std::optional<std::string> addr = read_host_address(from.in, "host", Side::peer);
    const SendTo sendto{addr, read_service_name(from.in, from.in.must_text("port"), Side::peer)};
    return Udp{sendto, read_local(from.in)};
}

// Without a host QEMU takes "localhost", which may be ::1.
Result<Unchecked> Spelling<Udp>::write(const Udp &udp, const WriteFor &)
{
    const auto &[sendto, bind] = udp;
    Unchecked out{{inet("remote", "host", sendto.addr.value_or("127.0.0.1"), "port", sendto.service)}, {}};
    if (!bind) return out;
    out.options.push_back(
        inet("local", bind->addr ? "localaddr" : "", bind->addr.value_or(""), "localport", bind->service));
    return out;
}

}  // namespace chardev::qemu
