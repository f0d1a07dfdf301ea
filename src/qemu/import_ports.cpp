// SPDX-License-Identifier: LGPL-2.1-or-later
// Ports: what each option says of one.
#include <algorithm>
#include <array>

#include "conf/element.hpp"
#include "conf/gettext.hpp"
#include "conf/inventory.hpp"
#include "conf/port_grammar.hpp"
#include "conf/reader.hpp"
#include "qemu/chardev.hpp"
#include "qemu/device.hpp"
#include "qemu/import_ports.hpp"

namespace chardev::qemu {

namespace {

constexpr std::string_view chardev_prefix = "chardev:";
constexpr std::string_view descriptor_set = "/dev/fdset/";

/// Back ends of QEMU's that the model has no word for, and that need no more than their name.
constexpr std::array<std::string_view, 4> nameless{"braille", "msmouse", "wctablet", "testdev"};

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
        import.draft.warn(format(_("what '%s' is connected to was opened by somebody else and cannot be known; the port is a pseudo terminal instead"), argument.value.c_str()));
        Port port;
        port.tag = tag_of(kind);
        return port;
    }
    if (is_descriptor(argument.get("logfile"))) {
        import.draft.warn(format(_("the log of '%s' was opened by somebody else and cannot be known; the port has none"), argument.value.c_str()));
        std::erase_if(list.options, [](const NamedValue &option) { return option.name.starts_with("log"); });
    }
    return read_chardev(list, kind);
}

/// Not a port number 0, for which QEMU takes any, nor the name of a service.
bool is_sayable(const Port &port)
{
    return bool(port_grammar::render(port, {}));
}

Error unsayable(const std::string &value)
{
    return {ErrorKind::unsupported, {},
            format(_("the port grammar cannot say all of '%s'; write the port as a number from 1 to 65535"), shown(value).c_str())};
}

void add_alias(Port &port, const std::string &id)
{
    Element alias("alias");
    alias.set("name", id);
    port.alias = id;
    port.verbatim.push_back(write_line(alias));
}

/// The offered chardev as a port; it is claimed if it can be said.
std::optional<Port> claim_chardev(Import &import, const std::string &id, Kind kind)
{
    Argument *chardev = import.offered("chardev", id);
    if (!chardev) return std::nullopt;
    auto port = read_back_end(import, *chardev, kind);
    if (!port) {
        if (port.error().kind == ErrorKind::xml) import.draft.fail(port.error());
        return std::nullopt;
    }
    if (!is_sayable(*port)) return std::nullopt;
    chardev->fate = Fate::translated;
    return *port;
}

Fate add_port(Import &import, const Argument &argument, Port port)
{
    if (std::holds_alternative<Stdio>(port.backend))
        import.draft.warn(format(_("'%s' is a port on a terminal that a guest of a daemon does not have; write type='pty' to use 'virsh console'"), argument.value.c_str()));
    import.draft.ports.emplace_back(&argument, std::move(port));
    return Fate::translated;
}

}  // namespace

Fate take_serial(Import &import, Argument &argument)
{
    const Kind kind = kind_of_option(argument);
    const std::string &value = argument.value;
    if (value.starts_with(chardev_prefix)) {
        auto port = claim_chardev(import, value.substr(chardev_prefix.size()), kind);
        return port ? add_port(import, argument, *std::move(port)) : Fate::kept;
    }
    auto port = read_legacy(value, kind, import.host);
    if (port && is_sayable(*port)) return add_port(import, argument, *std::move(port));
    const bool keep = import.is_x86() && std::find(nameless.begin(), nameless.end(), value) != nameless.end();
    if (keep) return Fate::kept;
    Error error = port ? unsayable(value) : port.error();
    error.where.element = argument.words[0];
    import.draft.fail(std::move(error));
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
    for (const std::string &xml : front->verbatim) port->verbatim.push_back(xml);
    return add_port(import, argument, *std::move(port));
}

Fate take_chardev(Import &, Argument &argument)
{
    return argument.is_list ? Fate::offered : Fate::kept;
}

}  // namespace chardev::qemu
