// SPDX-License-Identifier: LGPL-2.1-or-later
// Reads the string after -serial or -parallel as QEMU itself does: rewrites it as options of -chardev, and reads those.
#include <algorithm>
#include <array>

#include "conf/grammar/value.hpp"
#include "conf/model/gettext.hpp"
#include "conf/port/attributes.hpp"
#include "qemu/chardev/backend.hpp"
#include "qemu/chardev/option_list.hpp"
#include "qemu/legacy/write_rules.hpp"

namespace chardev::qemu {

namespace {

using Options = std::vector<NamedValue>;
using Rewritten = Result<OptionList>;

/// A string while it is read: the prefix that says what it is, and what follows.
struct PortString {
    std::string_view prefix;
    std::string rest;
    Kind kind;
    HostOs os;

    [[nodiscard]] std::string text() const { return shown(std::string(prefix) + rest); }
};

Error refused(std::string sentence)
{
    return {ErrorKind::xml, {}, std::move(sentence)};
}

Error unsupported(std::string sentence)
{
    return {ErrorKind::unsupported, {}, std::move(sentence)};
}

Rewritten read_plain(const PortString &in)
{
    if (in.rest.empty()) return OptionList{std::string(in.prefix), {}};
    return refused(format(_("'%s' says more than '%s'; nothing may follow that word"), in.text().c_str(),
                          std::string(in.prefix).c_str()));
}

Rewritten read_unknown_to_us(const PortString &in)
{
    return unsupported(
        format(_("'%s' has no type in the port grammar; keep it as an argument of QEMU's own"), in.text().c_str()));
}

Rewritten read_monitor(const PortString &in)
{
    return unsupported(format(
        _("'%s' shares the port with QEMU's monitor, which a port of libvirt's cannot; write '%s' and let libvirt have the monitor"),
        in.text().c_str(), shown(in.rest).c_str()));
}

Rewritten read_reference(const PortString &in)
{
    return unsupported(format(
        _("'%s' names a -chardev that stands elsewhere on the command line; give the whole command line, or what that -chardev says"),
        in.text().c_str()));
}

Rewritten wrong_size(const PortString &in)
{
    return refused(format(
        _("'%s' is no size of a virtual console; write 'vc:800x600' in pixels or 'vc:80Cx24C' in characters, from 1 to %u"),
        in.text().c_str(), port_grammar::extent_limit));
}

// QEMU overlooks what follows the size, and aborts at a number that begins with a zero, which it takes for octal.
Rewritten read_size(const PortString &in)
{
    std::string_view width = in.rest;
    const std::size_t cross = width.find('x');
    if (cross == std::string_view::npos) return wrong_size(in);
    std::string_view height = width.substr(cross + 1);
    width = width.substr(0, cross);
    const bool cells = width.ends_with('C') && height.ends_with('C');
    if (cells) {
        width.remove_suffix(1);
        height.remove_suffix(1);
    }
    if (!decimal(width, port_grammar::extent_limit).value_or(0) ||
        !decimal(height, port_grammar::extent_limit).value_or(0))
        return wrong_size(in);
    return OptionList{
        "vc", {{cells ? "cols" : "width", std::string(width)}, {cells ? "rows" : "height", std::string(height)}}};
}

Rewritten with_path(const char *backend, const PortString &in, std::string path)
{
    if (!path.empty()) return OptionList{backend, {{"path", std::move(path)}}};
    return refused(format(_("the path is missing after '%s'; write an absolute one"), in.text().c_str()));
}

Rewritten read_file(const PortString &in)
{
    return with_path("file", in, in.rest);
}

Rewritten read_pipe(const PortString &in)
{
    return with_path("pipe", in, in.rest);
}

Rewritten read_link(const PortString &in)
{
    return with_path("pty", in, in.rest);
}

Rewritten read_device(const PortString &in)
{
    const bool parallel = in.prefix != "/dev/";
    if (in.os == HostOs::windows)
        return refused(format(_("'%s' is no device of a Windows host; write 'COM1'"), in.text().c_str()));
    if (parallel != (in.kind == Kind::parallel))
        return unsupported(format(
            _("'%s' is not a device for '%s'; a serial port takes a serial line of the host and a parallel port a parallel one"),
            in.text().c_str(), option_of(in.kind)));
    return with_path(parallel ? "parallel" : "serial", in, std::string(in.prefix) + in.rest);
}

/// "HOST:PORT" as two options.
Result<Options> read_endpoint(const PortString &in, std::string_view text, const char *host_name, const char *port_name)
{
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos || colon + 1 == text.size())
        return refused(
            format(_("the port number is missing in '%s'; write 'HOST:PORT' or ':PORT'"), in.text().c_str()));
    std::string host(text.substr(0, colon));
    const std::string service(text.substr(colon + 1));
    if (service.find(':') != std::string::npos)
        return refused(
            format(_("'%s' has more than one colon in its address; IPv6 addresses need '-chardev', with host='::1'"),
                   in.text().c_str()));
    if (host.size() > host_limit || service.size() > service_limit)
        return refused(format(
            _("an address in '%s' is too long for QEMU, which reads %zu bytes of a host and %zu of a port; '-chardev' takes any"),
            in.text().c_str(), host_limit, service_limit));
    if (host == "0") host = "0.0.0.0";  // an old habit, which the resolver takes for the same
    return Options{{host_name, std::move(host)}, {port_name, service}};
}

Rewritten read_socket(const PortString &in, const char *protocol)
{
    const Rewritten said = read_option_list(in.rest);
    if (!said) return said;
    Result<Options> options = read_endpoint(in, said->first, "host", "port");
    if (!options) return options.error();
    options->insert(options->end(), said->options.begin(), said->options.end());
    if (protocol) options->push_back({protocol, "on"});
    return OptionList{"socket", std::move(*options)};
}

Rewritten read_tcp(const PortString &in)
{
    return read_socket(in, nullptr);
}

Rewritten read_telnet(const PortString &in)
{
    return read_socket(in, "telnet");
}

Rewritten read_websocket(const PortString &in)
{
    return read_socket(in, "websocket");
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

Rewritten read_unix(const PortString &in)
{
    Rewritten said = read_option_list(in.rest);
    if (!said) return said;
    name_path(*said);
    const NamedValue *path = said->find("path");
    if (path && path->value && !path->value->empty()) return OptionList{"socket", said->options};
    return refused(format(_("the path is missing in '%s'; write 'unix:/some/socket'"), in.text().c_str()));
}

// Unlike the others QEMU overlooks options here.
Rewritten read_udp(const PortString &in)
{
    const Rewritten said = read_option_list(in.rest);
    if (!said) return said;
    if (!said->options.empty())
        return refused(
            format(_("'%s' has options after the address, where QEMU reads none; take them away"), in.text().c_str()));
    const std::string_view text = said->first;
    const std::size_t at = text.find('@');
    Result<Options> options = read_endpoint(in, text.substr(0, at), "host", "port");
    if (!options) return options.error();
    if (at == std::string_view::npos) return OptionList{"udp", std::move(*options)};
    const Result<Options> local = read_endpoint(in, text.substr(at + 1), "localaddr", "localport");
    if (!local) return local.error();
    options->insert(options->end(), local->begin(), local->end());
    return OptionList{"udp", std::move(*options)};
}

Rewritten read_com(const PortString &in)
{
    if (in.os == HostOs::linux_)
        return refused(
            format(_("'%s' is a device of a Windows host; write '/dev/ttyS0', or say that the host is Windows"),
                   in.text().c_str()));
    if (in.kind == Kind::parallel)
        return unsupported(format(
            _("'%s' is a serial line, and QEMU on Windows opens no parallel port of the host; choose another type"),
            in.text().c_str()));
    const auto number = decimal(in.rest, host_port_limit);
    if (!number) return refused(format(_("'%s' is no serial line of a Windows host; write 'COM1'"), in.text().c_str()));
    return with_path("serial", in, device_path(Host{*number}, in.kind));
}

struct Prefix {
    std::string_view text;
    Rewritten (*read)(const PortString &);
};

/// The first that the string begins with.
constexpr std::array prefixes{
    Prefix{"mon:", read_monitor},
    Prefix{"chardev:", read_reference},
    Prefix{"null", read_plain},
    Prefix{"pty:", read_link},
    Prefix{"pty", read_plain},
    Prefix{"stdio", read_plain},
    Prefix{"vc:", read_size},
    Prefix{"vc", read_plain},
    Prefix{"file:", read_file},
    Prefix{"pipe:", read_pipe},
    Prefix{"udp:", read_udp},
    Prefix{"tcp:", read_tcp},
    Prefix{"telnet:", read_telnet},
    Prefix{"websocket:", read_websocket},
    Prefix{"unix:", read_unix},
    Prefix{"COM", read_com},
    Prefix{"/dev/parport", read_device},
    Prefix{"/dev/ppi", read_device},
    Prefix{"/dev/", read_device},
    Prefix{"braille", read_unknown_to_us},
    Prefix{"con:", read_unknown_to_us},
    Prefix{"msmouse", read_unknown_to_us},
    Prefix{"testdev", read_unknown_to_us},
    Prefix{"tn3270:", read_unknown_to_us},
    Prefix{"wctablet", read_unknown_to_us},
};

Rewritten rewritten(std::string_view argument, Kind kind, HostOs os)
{
    const auto begins = [argument](const Prefix &prefix) { return argument.starts_with(prefix.text); };
    const auto prefix = std::find_if(prefixes.begin(), prefixes.end(), begins);
    if (prefix != prefixes.end())
        return prefix->read({prefix->text, std::string(argument.substr(prefix->text.size())), kind, os});
    return refused(format(
        _("QEMU does not know '%s' after '%s'; write such as 'pty', 'file:/some/file' or 'tcp:127.0.0.1:4555,server'"),
        shown(argument).c_str(), option_of(kind)));
}

}  // namespace

std::optional<OptionList> chardev_of_legacy(std::string_view argument, Kind kind, HostOs host)
{
    constexpr std::string_view mainframe = "tn3270:";
    const Rewritten options = rewritten(argument, kind, host);
    if (options) return *options;
    if (options.error().kind != ErrorKind::unsupported) return std::nullopt;
    if (argument.starts_with(mainframe)) {
        const Rewritten socket =
            read_socket({mainframe, std::string(argument.substr(mainframe.size())), kind, host}, "tn3270");
        return socket ? std::optional(*socket) : std::nullopt;
    }
    const bool parallel = argument.starts_with("/dev/parport") || argument.starts_with("/dev/ppi");
    if (argument.starts_with("/dev/"))
        return OptionList{parallel ? "parallel" : "serial", {{"path", std::string(argument)}}};
    return OptionList{std::string(argument), {}};
}

Result<Port> read_legacy(std::string_view argument, Kind kind, HostOs host)
{
    Port port;
    port.tag = tag_of(kind);
    port.backend = None{};
    if (argument == "none") return port;
    const Rewritten options = rewritten(argument, kind, host);
    if (!options) return options.error();
    return read_chardev(*options, kind);
}

}  // namespace chardev::qemu
