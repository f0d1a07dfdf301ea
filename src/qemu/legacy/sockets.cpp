// SPDX-License-Identifier: LGPL-2.1-or-later
// The strings of sockets, read and written: udp:, tcp:, telnet:, websocket: and unix:.
#include "conf/port/attributes.hpp"
#include "qemu/chardev/endpoint.hpp"
#include "qemu/legacy/spelling.hpp"

namespace chardev::qemu::legacy {

namespace {

// Of the scanf in QEMU's qemu_chr_parse_compat, which loses the rest.
constexpr std::size_t host_limit = 64;
constexpr std::size_t service_limit = 32;

/// "HOST:PORT" as two options.
Result<std::vector<NamedValue>> read_endpoint(const ReadFrom &from, std::string_view text, const char *host_name,
                                              const char *port_name)
{
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos || colon + 1 == text.size())
        return refused(
            format(_("the port number is missing in '%s'; write 'HOST:PORT' or ':PORT'"), from.text().c_str()));
    std::string host(text.substr(0, colon));
    const std::string service(text.substr(colon + 1));
    if (service.find(':') != std::string::npos)
        return refused(
            format(_("'%s' has more than one colon in its address; IPv6 addresses need '-chardev', with host='::1'"),
                   from.text().c_str()));
    if (host.size() > host_limit || service.size() > service_limit)
        return refused(format(
            _("an address in '%s' is too long for QEMU, which reads %zu bytes of a host and %zu of a port; '-chardev' takes any"),
            from.text().c_str(), host_limit, service_limit));
    if (host == "0") host = "0.0.0.0";  // an old habit, which the resolver takes for the same
    return std::vector<NamedValue>{{host_name, std::move(host)}, {port_name, service}};
}

Text write_address(const std::string &addr, Side side, const WriteFor &to)
{
    if (addr.empty()) return addr;
    Text checked = checked_address(addr, side);
    if (!checked) return checked.error().at(to.where());
    const std::string name = shown(*checked);
    if (checked->find(':') != std::string::npos)
        return to.cannot(
            format(_("the string of '%s' cannot say the IPv6 address '%s'; '-chardev' can (QEMU 0.12 or later)"),
                   to.option(), name.c_str()));
    if (checked->size() > host_limit)
        return to.cannot(format(
            _("the string of '%s' takes addresses of at most %zu bytes, and '%s' is longer; '-chardev' takes any (QEMU 0.12 or later)"),
            to.option(), host_limit, name.c_str()));
    return checked;
}

Text write_endpoint(const std::string &addr, const std::string &service, Side side, const WriteFor &to)
{
    const Text host = write_address(addr, side, to);
    if (!host) return host;
    const Text checked = checked_service(service, side);
    if (!checked) return checked.error().at(to.where());
    if (checked->size() > service_limit)
        return to.cannot(format(
            _("the string of '%s' takes names of services of at most %zu bytes, and '%s' is longer; '-chardev' takes any (QEMU 0.12 or later)"),
            to.option(), service_limit, shown(service).c_str()));
    return *host + ":" + *checked;
}

Text write_own(const std::optional<std::string> &addr, const std::string &service, const WriteFor &to)
{
    return write_endpoint(addr.value_or(std::string()), service, Side::own, to);
}

// A peer without an address is at 127.0.0.1, and that has to be written: for "tcp::4555" QEMU 7.2 looks up the empty name
// and gives up, for "udp::4555" it takes "localhost", which may be ::1, and 0.12 stumbles over "udp::4555@:4556".
Text write_peer(const std::optional<std::string> &addr, const std::string &service, const WriteFor &to)
{
    return write_endpoint(addr && !addr->empty() ? *addr : "127.0.0.1", service, Side::peer, to);
}

// Before 0.12 the path ends at the first comma, and nothing can be escaped. Since then one with '=' must be named.
Text write_path(const std::string &path, const WriteFor &to)
{
    const Text usable = to.literal("", path);
    if (!usable) return usable;
    if (path.size() > socket_limit)
        return to.cannot(format(_("the path '%s' has %zu bytes, too many for a UNIX socket; choose one of at most %zu"),
                                shown(path).c_str(), path.size(), socket_limit));
    const std::string text = write_option_list({path, {}});
    const bool escapes = bool(to.since(Feature::chardev, text));
    if (!escapes && text != path)
        return to.cannot(format(
            _("the string of '%s' cannot say a comma in a socket's path before QEMU 0.12; choose a path without one"),
            to.option()));
    const Options again = read_option_list(text);
    if (!escapes || (again && again->first == path)) return text;
    return write_option_list({{}, {{"path", path}}});
}

Text listening(const Text &end, bool wait)
{
    if (!end) return end;
    return *end + (wait ? ",server" : ",server,nowait");
}

Text reconnecting(const Text &end, std::optional<unsigned> seconds, const WriteFor &to)
{
    if (!end || !seconds || *seconds == 0) return end;
    if (*seconds > port_grammar::delay_limit)
        return to.cannot(format(_("a delay of %u seconds is too long; choose one of at most %u"), *seconds,
                                port_grammar::delay_limit));
    const std::string name(spelled(Renamed::reconnect, to.version));
    return to.since(Feature::reconnect,
                    *end + "," + name + "=" + std::to_string(*seconds) + (name.ends_with("-ms") ? "000" : ""));
}

Text write_end(const Listen &listen, const WriteFor &to)
{
    const auto &[addr, service, wait] = listen;
    if (service) return listening(write_own(addr, *service, to), wait);
    return to.cannot(format(
        _("the string of '%s' cannot say that a port number is chosen automatically; write port='1234'"), to.option()));
}

Text write_end(const Connect &connect, const WriteFor &to)
{
    const auto &[addr, service, reconnect] = connect;
    return reconnecting(write_peer(addr, service, to), reconnect, to);
}

Text write_end(const UnixListen &listen, const WriteFor &to)
{
    const auto &[path, wait] = listen;
    if (path) return listening(write_path(*path, to), wait);
    return to.cannot(format(
        _("the string of '%s' cannot say that a socket's path is chosen automatically; write path='/some/socket'"),
        to.option()));
}

Text write_end(const UnixConnect &connect, const WriteFor &to)
{
    const auto &[path, reconnect] = connect;
    return reconnecting(write_path(path, to), reconnect, to);
}

template <class Listener, class Client>
Text write_either(const std::variant<Listener, Client> &end, const WriteFor &to)
{
    return std::visit([&to]<class End>(const End &held) { return write_end(held, to); }, end);
}

/// Before 0.12 a path with '=' was not named, and one with a comma could not be said. Later releases refuse it unnamed.
void name_path(OptionList &said)
{
    const bool unnamed = !said.options.empty() && said.options.front().name.starts_with('/');
    const OptionList alone{unnamed ? write_option_list({{}, {said.options.front()}}) : said.first, {}};
    if (unnamed && write_option_list(alone) != alone.first) return;
    if (unnamed) said.options.erase(said.options.begin());
    if (!alone.first.empty()) said.options.insert(said.options.begin(), {"path", alone.first});
}

}  // namespace

// Unlike the others QEMU overlooks options here.
Options Spelling<Udp>::read(const ReadFrom &from)
{
    const Options said = read_option_list(from.rest());
    if (!said) return said;
    if (!said->options.empty())
        return refused(format(_("'%s' has options after the address, where QEMU reads none; take them away"),
                              from.text().c_str()));
    const std::string_view text = said->first;
    const std::size_t at = text.find('@');
    auto options = read_endpoint(from, text.substr(0, at), "host", "port");
    if (!options) return options.error();
    if (at == std::string_view::npos) return OptionList{"udp", *options};
    const auto local = read_endpoint(from, text.substr(at + 1), "localaddr", "localport");
    if (!local) return local.error();
    options->insert(options->end(), local->begin(), local->end());
    return OptionList{"udp", *options};
}

Text Spelling<Udp>::write(const Udp &udp, const WriteFor &to)
{
    const auto &[sendto, bind] = udp;
    const Text remote = to.since(Feature::network, write_peer(sendto.addr, sendto.service, to));
    if (!remote) return remote;
    if (!bind) return "udp:" + *remote;
    const Text local = write_own(bind->addr, bind->service, to);
    if (!local) return local;
    return "udp:" + *remote + "@" + *local;
}

Options ReadStream::read(const ReadFrom &from)
{
    const std::string protocol(from.name.substr(0, from.name.find(':')));
    const Options said = read_option_list(from.rest());
    if (!said) return said;
    auto options = read_endpoint(from, said->first, "host", "port");
    if (!options) return options.error();
    options->insert(options->end(), said->options.begin(), said->options.end());
    if (protocol != "tcp") options->push_back({protocol, "on"});
    return OptionList{"socket", *options};
}

Text write_stream(std::string_view name, const Stream &stream, Feature needed, const WriteFor &to)
{
    const auto &[end, options] = stream;
    const auto &[nodelay, tls] = options;
    if (const Text possible = to.since(needed, std::string()); !possible) return possible;
    if (tls.value_or(false))
        return to.cannot(
            format(_("the string of '%s' cannot say <tls>; '-chardev socket' can (QEMU 2.6 or later)"), to.option()));
    const Text text = write_either(end, to);
    if (!text) return text;
    return std::string(name) + *text + (nodelay ? ",nodelay" : "");
}

Text Spelling<Websocket>::write(const Websocket &websocket, const WriteFor &to)
{
    const auto &[listen, options] = websocket;
    return write_stream("websocket:", {listen, options}, Feature::websocket, to);
}

Options Spelling<Unix>::read(const ReadFrom &from)
{
    Options said = read_option_list(from.rest());
    if (!said) return said;
    name_path(*said);
    const NamedValue *path = said->find("path");
    if (path && path->value && !path->value->empty()) return OptionList{"socket", said->options};
    return refused(format(_("the path is missing in '%s'; write 'unix:/some/socket'"), from.text().c_str()));
}

Text Spelling<Unix>::write(const Unix &socket, const WriteFor &to)
{
    const auto &[end] = socket;
    const Text text = to.since(Feature::unix_socket, write_either(end, to));
    if (!text) return text;
    return "unix:" + *text;
}

}  // namespace chardev::qemu::legacy
