// SPDX-License-Identifier: LGPL-2.1-or-later
// Writes the legacy strings of sockets: udp:, tcp:, telnet:, websocket: and unix:.
#include "conf/model/gettext.hpp"
#include "conf/port/attributes.hpp"
#include "conf/xml/reader.hpp"
#include "qemu/chardev/endpoint.hpp"
#include "qemu/chardev/option_list.hpp"
#include "qemu/legacy/write_rules.hpp"

namespace chardev::qemu {

namespace {

// A peer without an address is at 127.0.0.1, and that has to be written: for "tcp::4555" QEMU 7.2 looks up the empty name
// and gives up, for "udp::4555" it takes "localhost", which may be ::1, and 0.12 stumbles over "udp::4555@:4556".
std::string peer(const std::optional<std::string> &addr)
{
    return addr && !addr->empty() ? *addr : "127.0.0.1";
}

/// One end of a socket: where it is, and what is said beside that.
struct SocketEnd {
    const LegacyWriter &legacy;

    Result<OptionList> operator()(const Listen &listen) const
    {
        const auto &[addr, service, wait] = listen;
        if (!service)
            return legacy.cannot(
                format(_("the string of '%s' cannot say that a port number is chosen automatically; write port='1234'"),
                       option_of(legacy.kind)));
        return listening(inet(addr, *service, Side::own), wait);
    }
    Result<OptionList> operator()(const Connect &connect) const
    {
        const auto &[addr, service, reconnect] = connect;
        return reconnecting(inet(peer(addr), service, Side::peer), reconnect);
    }
    Result<OptionList> operator()(const UnixListen &listen) const
    {
        const auto &[path, wait] = listen;
        if (!path)
            return legacy.cannot(format(
                _("the string of '%s' cannot say that a socket's path is chosen automatically; write path='/some/socket'"),
                option_of(legacy.kind)));
        return listening(socket(*path), wait);
    }
    Result<OptionList> operator()(const UnixConnect &connect) const
    {
        const auto &[path, reconnect] = connect;
        return reconnecting(socket(path), reconnect);
    }

private:
    [[nodiscard]] Result<OptionList> inet(const std::optional<std::string> &addr, const std::string &service,
                                          Side side) const;
    [[nodiscard]] Result<OptionList> socket(const std::string &path) const;
    [[nodiscard]] static Result<OptionList> listening(Result<OptionList> end, bool wait);
    [[nodiscard]] Result<OptionList> reconnecting(Result<OptionList> end, std::optional<unsigned> seconds) const;
};
static_assert(covers<SocketEnd, decltype(Stream::end)>::value);
static_assert(covers<SocketEnd, decltype(Unix::end)>::value);

Result<OptionList> SocketEnd::inet(const std::optional<std::string> &addr, const std::string &service, Side side) const
{
    Result<std::string> at = legacy.endpoint(addr, service, side);
    if (!at) return at.error();
    return OptionList{std::move(*at), {}};
}

// Before 0.12 the path ends at the first comma, and nothing can be escaped. Since then one with '=' must be named.
Result<OptionList> SocketEnd::socket(const std::string &path) const
{
    const auto usable = legacy.literal("", path);
    if (!usable) return usable.error();
    if (path.size() > socket_limit)
        return legacy.cannot(
            format(_("the path '%s' has %zu bytes, too many for a UNIX socket; choose one of at most %zu"),
                   shown(path).c_str(), path.size(), socket_limit));
    const OptionList plain{path, {}};
    const std::string text = write_option_list(plain);
    const bool escapes = bool(legacy.need(Feature::chardev));
    if (!escapes && text != path)
        return legacy.cannot(format(
            _("the string of '%s' cannot say a comma in a socket's path before QEMU 0.12; choose a path without one"),
            option_of(legacy.kind)));
    const auto again = read_option_list(text);
    if (!escapes || (again && *again == plain)) return plain;
    return OptionList{{}, {{"path", path}}};
}

Result<OptionList> SocketEnd::listening(Result<OptionList> end, bool wait)
{
    if (!end) return end;
    end->options.push_back({"server", std::nullopt});
    if (!wait) end->options.push_back({"nowait", std::nullopt});
    return end;
}

Result<OptionList> SocketEnd::reconnecting(Result<OptionList> end, std::optional<unsigned> seconds) const
{
    if (!end || !seconds || *seconds == 0) return end;
    if (*seconds > port_grammar::delay_limit)
        return legacy.cannot(format(_("a delay of %u seconds is too long; choose one of at most %u"), *seconds,
                                    port_grammar::delay_limit));
    const auto possible = legacy.need(Feature::reconnect);
    if (!possible) return possible.error();
    const std::string name(spelled(Renamed::reconnect, legacy.version));
    end->options.push_back({name, std::to_string(*seconds) + (name.ends_with("-ms") ? "000" : "")});
    return end;
}

}  // namespace

LegacyWriter::Text LegacyWriter::address(const std::optional<std::string> &addr, Side side) const
{
    if (!addr || addr->empty()) return std::string();
    Text checked = checked_address(*addr, side);
    if (!checked) return checked.error().at(where());
    const std::string name = shown(*checked);
    if (checked->find(':') != std::string::npos)
        return cannot(
            format(_("the string of '%s' cannot say the IPv6 address '%s'; '-chardev' can (QEMU 0.12 or later)"),
                   option_of(kind), name.c_str()));
    if (checked->size() > host_limit)
        return cannot(format(
            _("the string of '%s' takes addresses of at most %zu bytes, and '%s' is longer; '-chardev' takes any (QEMU 0.12 or later)"),
            option_of(kind), host_limit, name.c_str()));
    return checked;
}

LegacyWriter::Text LegacyWriter::endpoint(const std::optional<std::string> &addr, const std::string &service,
                                          Side side) const
{
    const Text host = address(addr, side);
    if (!host) return host;
    const Text checked = checked_service(service, side);
    if (!checked) return checked.error().at(where());
    if (checked->size() > service_limit)
        return cannot(format(
            _("the string of '%s' takes names of services of at most %zu bytes, and '%s' is longer; '-chardev' takes any (QEMU 0.12 or later)"),
            option_of(kind), service_limit, shown(service).c_str()));
    return *host + ":" + *checked;
}

LegacyWriter::Text LegacyWriter::operator()(const Udp &udp) const
{
    const auto &[sendto, bind] = udp;
    const auto possible = need(Feature::network);
    if (!possible) return possible.error();
    const Text remote = endpoint(peer(sendto.addr), sendto.service, Side::peer);
    if (!remote) return remote;
    if (!bind) return "udp:" + *remote;
    const Text local = endpoint(bind->addr, bind->service, Side::own);
    if (!local) return local;
    return "udp:" + *remote + "@" + *local;
}

LegacyWriter::Text LegacyWriter::stream(const char *word, const Stream &stream) const
{
    const auto &[end, nodelay, tls] = stream;
    if (tls.value_or(false))
        return cannot(format(_("the string of '%s' cannot say <tls>; '-chardev socket' can (QEMU 2.6 or later)"),
                             option_of(kind)));
    Result<OptionList> options = std::visit(SocketEnd{*this}, end);
    if (!options) return options.error();
    if (nodelay) options->options.push_back({"nodelay", std::nullopt});
    return word + write_option_list(*options);
}

LegacyWriter::Text LegacyWriter::operator()(const Tcp &tcp) const
{
    const auto &[said] = tcp;
    const auto possible = need(Feature::network);
    if (!possible) return possible.error();
    return stream("tcp:", said);
}

LegacyWriter::Text LegacyWriter::operator()(const Telnet &telnet) const
{
    const auto &[said] = telnet;
    const auto possible = need(Feature::network);
    if (!possible) return possible.error();
    return stream("telnet:", said);
}

LegacyWriter::Text LegacyWriter::operator()(const Websocket &websocket) const
{
    const auto &[listen, nodelay, tls] = websocket;
    const auto possible = need(Feature::websocket);
    if (!possible) return possible.error();
    return stream("websocket:", Stream{listen, nodelay, tls});
}

LegacyWriter::Text LegacyWriter::operator()(const Unix &socket) const
{
    const auto &[end] = socket;
    const auto possible = need(Feature::unix_socket);
    if (!possible) return possible.error();
    const Result<OptionList> options = std::visit(SocketEnd{*this}, end);
    if (!options) return options.error();
    return "unix:" + write_option_list(*options);
}

}  // namespace chardev::qemu
