// SPDX-License-Identifier: LGPL-2.1-or-later
// Writes the front end of a port as libvirt does, with its number where the device takes one; and reads a -device argument,
// as text or as JSON, if a port can have all that it says.
#include "qemu/chardev/device.hpp"

#include <algorithm>

#include <glib.h>

#include "conf/grammar/value.hpp"
#include "conf/model/gettext.hpp"
#include "qemu/chardev/device_address.hpp"
#include "qemu/chardev/front_end.hpp"
#include "qemu/chardev/option_json.hpp"

namespace chardev::qemu {

Error without_device(const PlacedPort &placed, const Machine &machine)
{
    if (placed.slot.kind == Kind::parallel)
        return {ErrorKind::unsupported, placed.where,
                format(_("a guest of the architecture '%s' has no parallel port; take it away"), machine.arch.c_str())};
    if (!has_isa_bus(machine))
        return {ErrorKind::unsupported, placed.where,
                format(_("a guest of the architecture '%s' has no ISA bus; choose model='pci', or leave the model out"),
                       machine.arch.c_str())};
    return {ErrorKind::unsupported, placed.where,
            format(_("the model '%s' is no device of QEMU's; choose another"), placed.port.model.value_or("").c_str())};
}

Result<DeviceArgument> device_of(const PlacedPort &placed, std::string_view alias, const Machine &machine,
                                 const Version &version)
{
    [[maybe_unused]] const auto &[port, slot, where, ours] = placed;
    const FrontEnd *front = front_end_of(port, slot.kind, machine);
    if (!front) return without_device(placed, machine);
    if (Result<Ok> possible = require(front->needs.value_or(Feature::chardev), version, where); !possible)
        return possible.error();
    const std::string id(alias);
    Result<std::vector<NamedValue>> address = address_options(port.uninterpreted, front->address, machine);
    if (!address) return address.error().at(where);
    if (!front->driver) return DeviceArgument{"-serial", "chardev:char" + id};
    OptionList list{front->driver, {{"chardev", "char" + id}, {"id", id}}};
    if (front->is_numbered) list.options.push_back({"index", std::to_string(slot.index)});
    for (NamedValue &option : *address) list.options.push_back(std::move(option));
    return DeviceArgument{"-device", write_option_list(list)};
}

namespace {

constexpr unsigned index_limit = 255;

std::optional<OptionList> read_options(std::string_view argument)
{
    if (!g_utf8_validate_len(argument.data(), argument.size(), nullptr)) return std::nullopt;
    std::optional<OptionList> list = list_in(argument);
    const NamedValue *driver = list ? list->find("driver") : nullptr;
    if (driver && driver->value) list->first = *driver->value;
    return list;
}

/// Takes an option that must have a value; false if it is there without one.
bool take_text(OptionList &list, std::string_view name, std::optional<std::string> &out)
{
    const NamedValue *option = list.find(name);
    if (!option) return true;
    if (!option->value) return false;
    out = option->value;
    std::erase_if(list.options, [name](const NamedValue &other) { return other.name == name; });
    return true;
}

bool take_index(OptionList &list, std::optional<unsigned> &out)
{
    std::optional<std::string> text;
    if (!take_text(list, "index", text)) return false;
    if (text) out = decimal(*text, index_limit);
    return !text || out;
}

}  // namespace

std::optional<DeviceFront> read_device(std::string_view argument)
{
    std::optional<OptionList> list = read_options(argument);
    const FrontEnd *front = list ? find_front_end(list->first) : nullptr;
    if (!front) return std::nullopt;
    std::erase_if(list->options, [](const NamedValue &option) { return option.name == "driver"; });
    DeviceFront read;
    read.kind = front->kind;
    if (!front->is_default) read.model = front->model;
    std::optional<std::string> chardev;
    if (!take_text(*list, "chardev", chardev) || !take_text(*list, "id", read.id) || !chardev || chardev->empty())
        return std::nullopt;
    read.chardev = *chardev;
    if (front->is_numbered && !take_index(*list, read.index)) return std::nullopt;
    const std::optional<Element> address = take_address(*list, front->address);
    if (!address || !list->options.empty()) return std::nullopt;
    if (!address->name.empty()) read.address = *address;
    return read;
}

}  // namespace chardev::qemu
