// SPDX-License-Identifier: LGPL-2.1-or-later
// Finds the device of a port in a table of devices, with the machines' defaults as libvirt has them.
#include "qemu/chardev/front_end.hpp"

#include <algorithm>
#include <array>

#include "conf/model/serial_model.hpp"

namespace chardev::qemu {

namespace {

constexpr std::array front_ends{
    FrontEnd{"isa", "isa-serial", "isa", Kind::serial, true, true, {}},
    FrontEnd{"isa", "isa-parallel", "isa", Kind::parallel, true, true, {}},
    FrontEnd{"pci", "pci-serial", "pci", Kind::serial, false, false, Feature::pci_serial},
    FrontEnd{"usb", "usb-serial", "usb", Kind::serial, false, false, {}},
    FrontEnd{"16550a", nullptr, "", Kind::serial, true, false, {}},
    FrontEnd{"pl011", nullptr, "", Kind::serial, true, false, {}},
    FrontEnd{"spapr-vty", "spapr-vty", "spapr-vio", Kind::serial, true, false, Feature::spapr_vty},
    FrontEnd{"sclpconsole", "sclpconsole", "", Kind::serial, true, false, Feature::sclp_console},
    FrontEnd{"sclplmconsole", "sclplmconsole", "", Kind::serial, false, false, Feature::sclp_line_console},
    FrontEnd{"isa-debugcon", "isa-debugcon", "isa", Kind::serial, false, false, Feature::isa_debugcon},
};

const FrontEnd *find_model(std::string_view model, Kind kind)
{
    const auto found = std::find_if(front_ends.begin(), front_ends.end(), [model, kind](const FrontEnd &front) {
        return front.model == model && front.kind == kind;
    });
    return found == front_ends.end() ? nullptr : &*found;
}

bool is_pseries(const Machine &machine)
{
    return machine.arch.starts_with("ppc64") && (machine.machine.empty() || machine.machine.starts_with("pseries"));
}

bool is_s390(const Machine &machine)
{
    return machine.arch.starts_with("s390");
}

/// A document that does not say its architecture is x86's.
std::string_view default_model(const Machine &machine)
{
    if (machine.arch.empty() || is_x86(machine.arch)) return "isa";
    if (is_pseries(machine)) return "spapr-vty";
    if (is_s390(machine)) return "sclpconsole";
    return machine.arch.starts_with("riscv") ? "16550a" : "pl011";
}

std::string_view model_of(const Port &port, Kind kind, const Machine &machine)
{
    if (kind == Kind::parallel) return "isa";
    if (port.model) return *port.model;
    const SerialModel *target = serial_model_of(port.target);
    return target ? target->name : default_model(machine);
}

}  // namespace

bool has_isa_bus(const Machine &machine)
{
    const bool lacks = machine.arch.starts_with("arm") || machine.arch.starts_with("aarch64") ||
                       machine.arch.starts_with("riscv") || is_s390(machine) || is_pseries(machine);
    return !lacks;
}

const FrontEnd *front_end_of(const Port &port, Kind kind, const Machine &machine)
{
    const FrontEnd *front = find_model(model_of(port, kind, machine), kind);
    const bool is_isa = front && front->address == std::string_view("isa");
    return is_isa && !has_isa_bus(machine) ? nullptr : front;
}

const FrontEnd *find_front_end(std::string_view driver)
{
    const auto found = std::find_if(front_ends.begin(), front_ends.end(),
                                    [driver](const FrontEnd &front) { return front.driver && front.driver == driver; });
    return found == front_ends.end() ? nullptr : &*found;
}

}  // namespace chardev::qemu
