// SPDX-License-Identifier: LGPL-2.1-or-later
// Writes the front end of a port as libvirt does, with its number where the device takes one.
#include "qemu/chardev/device.hpp"

#include "conf/model/gettext.hpp"
#include "qemu/chardev/device_address.hpp"
#include "qemu/chardev/front_end.hpp"

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

}  // namespace chardev::qemu
