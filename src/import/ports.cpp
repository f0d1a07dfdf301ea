// SPDX-License-Identifier: LGPL-2.1-or-later
// Reads the ports of an import out of its options -serial, -parallel, -chardev and -device.
#include <algorithm>

#include "conf/document/incoming_ports.hpp"
#include "conf/model/gettext.hpp"
#include "conf/port/grammar.hpp"
#include "conf/xml/element_xml.hpp"
#include "conf/xml/reader.hpp"
#include "import/slots.hpp"
#include "import/table.hpp"
#include "qemu/chardev/backend.hpp"
#include "qemu/chardev/device.hpp"

namespace chardev::qemu {

namespace {

constexpr std::string_view descriptor_set = "/dev/fdset/";

Kind kind_of_option(const Argument &argument)
{
    return argument.option == "parallel" ? Kind::parallel : Kind::serial;
}

bool is_descriptor(const std::string *path)
{
    return path && path->starts_with(descriptor_set);
}

/// What libvirt opened for QEMU has no name on the command line.
bool is_nameless(const OptionList &list, const Argument &argument)
{
    return (list.first == "socket" && argument.get("fd")) || is_descriptor(argument.get("path"));
}

Result<Port> read_back_end(Import &import, const Argument &argument, Kind kind)
{
    OptionList list = argument.list;
    if (is_nameless(list, argument)) {
        import.draft.warn(format(
            _("what '%s' is connected to was opened by somebody else and cannot be known; the port is a pseudo terminal instead"),
            argument.value.c_str()));
        Port port;
        port.tag = tag_of(kind);
        return port;
    }
    if (is_descriptor(argument.get("logfile"))) {
        import.draft.warn(
            format(_("the log of '%s' was opened by somebody else and cannot be known; the port has none"),
                   argument.value.c_str()));
        std::erase_if(list.options, [](const NamedValue &option) { return option.name.starts_with("log"); });
    }
    return read_chardev(list, kind);
}

void add_alias(Port &port, const std::string &id)
{
    Element alias("alias");
    alias.set("name", id);
    port.alias = id;
    port.uninterpreted.push_back(std::move(alias));
}

/// A path that only QEMU's own folder could complete, or with a line break: the port grammar has neither.
bool has_odd_path(const OptionList &list)
{
    const auto odd = [&list](const char *name) {
        const NamedValue *path = list.find(name);
        if (!path || !path->value || path->value->empty()) return false;
        const bool broken = std::any_of(path->value->begin(), path->value->end(),
                                        [](char c) { return (c >= 0 && c < ' ') || c == 0x7f; });
        return broken || !path->value->starts_with('/');
    };
    return odd("path") || odd("logfile");
}

/// What uses the -chardev besides its port: monitors alone, or std::nullopt.
std::optional<std::vector<Argument *>> monitors_on(Import &import, const std::string &id)
{
    std::vector<Argument *> monitors;
    std::size_t others = 0;
    for (Argument &argument : import.arguments) {
        const std::string *named = argument.get("chardev");
        const bool mon = argument.option == "mon" && (named ? *named : argument.list.first) == id;
        const bool string = argument.value == std::string(chardev_prefix) + id;
        if (mon || (string && argument.option != "serial" && argument.option != "parallel"))
            monitors.push_back(&argument);
        else if (string || (named && *named == id))
            ++others;
    }
    return others == 1 ? std::optional(monitors) : std::nullopt;
}

bool is_terminal_with_monitor(const OptionList &list)
{
    const NamedValue *mux = list.find("mux");
    const auto on = mux ? flag_of(*mux) : Result<bool>(false);
    return list.first == "stdio" && on && *on;
}

void warn_of_terminal(Import &import, const Argument &argument)
{
    import.draft.warn(format(
        _("with '%s' a port shares QEMU's terminal, which a libvirt guest does not have; the port is a pseudo terminal instead, for 'virsh console'"),
        shown(option_text(argument)).c_str()));
}

/// The port of "-chardev stdio,mux=on", without QEMU's monitor: libvirt has one of its own.
std::optional<Port> claim_terminal(Import &import, Argument &chardev, Kind kind)
{
    const auto monitors = monitors_on(import, chardev.id());
    OptionList list = chardev.list;
    list.first = "pty";
    std::erase_if(list.options,
                  [](const NamedValue &option) { return option.name == "mux" || option.name == "signal"; });
    const auto port = read_chardev(list, kind);
    if (!monitors || !port) return std::nullopt;
    for (Argument *monitor : *monitors) monitor->fate = Fate::translated;
    warn_of_terminal(import, chardev);
    chardev.fate = Fate::translated;
    return *port;
}

/// The offered chardev as a port; it is claimed if it can be said.
std::optional<Port> claim_chardev(Import &import, const std::string &id, Kind kind)
{
    Argument *chardev = import.offered("chardev", id);
    if (!chardev) return std::nullopt;
    if (is_terminal_with_monitor(chardev->list)) return claim_terminal(import, *chardev, kind);
    if (has_odd_path(chardev->list)) return std::nullopt;
    auto port = read_back_end(import, *chardev, kind);
    if (!port) {
        if (port.error().kind == ErrorKind::xml) import.draft.fail(port.error());
        return std::nullopt;
    }
    if (!port_grammar::can_render(*port)) return std::nullopt;
    chardev->fate = Fate::translated;
    return *port;
}

Fate add_port(Import &import, const Argument &argument, Port port)
{
    if (std::holds_alternative<Stdio>(port.backend))
        import.draft.warn(format(
            _("'%s' is a port on a terminal that a guest of a daemon does not have; write type='pty' to use 'virsh console'"),
            argument.value.c_str()));
    import.draft.ports.emplace_back(&argument, std::move(port));
    return Fate::translated;
}

std::size_t digits_from(std::string_view text, std::size_t at)
{
    const auto end = std::min(text.find_first_not_of("0123456789", at), text.size());
    return end - at <= 7 ? end : at;
}

/// "vc:80x24" of "vc:80x24junk": QEMU reads no further, and "80Cx24" as "80Cx24C".
std::string size_alone(const std::string &string)
{
    const auto width = digits_from(string, 3);
    const bool cells = string.compare(width, 1, "C") == 0;
    const auto cross = width + (cells ? 1 : 0);
    const auto height = string.compare(cross, 1, "x") == 0 ? digits_from(string, cross + 1) : cross;
    if (width == 3 || height <= cross + 1) return string;
    return string.substr(0, height) + (cells ? "C" : "");
}

}  // namespace

std::string without_overlooked(const std::string &string)
{
    if (string.starts_with("udp:")) return string.substr(0, string.find(','));
    if (string.starts_with("vc:")) return size_alone(string);
    return string.starts_with("vc") ? "vc" : string;
}

/// What QEMU takes and a port has no word for is kept.
Fate take_serial(Import &import, Argument &argument)
{
    const Kind kind = kind_of_option(argument);
    const std::string &value = argument.value;
    if (value.starts_with(chardev_prefix)) {
        auto port = claim_chardev(import, value.substr(chardev_prefix.size()), kind);
        return port ? add_port(import, argument, *std::move(port)) : Fate::kept;
    }
    const bool shared = value.starts_with(monitor_prefix);
    const std::string given = shared ? value.substr(monitor_prefix.size()) : value;
    const std::string string = without_overlooked(given);
    if (string != given)
        import.draft.warn(format(_("QEMU ignores part of '%s' and reads it as '%s'; the port is imported that way"),
                                 shown(given).c_str(), shown(string).c_str()));
    auto port = read_legacy(string, kind, import.host);
    if (shared && port && std::holds_alternative<Stdio>(port->backend)) {
        warn_of_terminal(import, argument);
        port->backend = Pty{};
        return add_port(import, argument, *std::move(port));
    }
    const auto options = chardev_of_legacy(string, kind, import.host);
    if (options && has_odd_path(*options)) return Fate::kept;
    if (port && port_grammar::can_render(*port) && !shared) return add_port(import, argument, *std::move(port));
    if (!port && port.error().kind == ErrorKind::xml) {
        Error error = port.error();
        error.where.element = argument.words[0];
        import.draft.fail(std::move(error));
    }
    return Fate::kept;
}

Fate take_port_device(Import &import, Argument &argument)
{
    const auto front = read_device(argument.value);
    if (!front) return Fate::kept;
    auto port = claim_chardev(import, front->chardev, front->kind);
    if (!port) return Fate::kept;
    port->model = front->model;
    if (front->id && is_user_alias(*front->id)) add_alias(*port, *front->id);
    if (front->address) port->uninterpreted.push_back(*front->address);
    return add_port(import, argument, *std::move(port));
}

Fate take_chardev(Import &, Argument &argument)
{
    return argument.is_list ? Fate::offered : Fate::kept;
}

}  // namespace chardev::qemu
