// SPDX-License-Identifier: LGPL-2.1-or-later
// Refuses ports that the machine has no place for, or that need another release of the emulator.
#include "qemu/limits.hpp"

#include <string>

#include "conf/model/gettext.hpp"
#include "conf/model/serial_model.hpp"
#include "qemu/chardev/extra_options.hpp"
#include "qemu/release/emulator.hpp"

namespace chardev::qemu {

namespace {

/// A port without a model is what the machine type makes of it, and on x86 that is ISA.
bool is_isa(const Port &port)
{
    if (is_none(port)) return false;
    if (port.model) return *port.model == "isa";
    return !says_device_type(port) || *port.target.type == "isa-serial";
}

Error beyond(const PlacedPort &placed)
{
    const auto &[port, slot, where, ours] = placed;
    if (slot.kind == Kind::parallel)
        return {ErrorKind::unsupported, where,
                format(_("parallel port %u does not exist: an x86 guest has parallel ports 0 to 2"), slot.index)};
    return {
        ErrorKind::unsupported, where,
        format(
            _("serial port %u does not exist: an x86 guest has ISA serial ports 0 to 3; give further ones model='pci' or model='usb'"),
            slot.index)};
}

std::vector<Feature> features_of(const Port &port)
{
    std::vector<Feature> features;
    if (port.log) features.push_back(Feature::log);
    for (const Option &option : extra_options(port.backend))
        if (option.needs) features.push_back(*option.needs);
    return features;
}

Result<Ok> check_release(const PlacedPort &placed, const std::string &emulator)
{
    for (const Feature feature : features_of(placed.port)) {
        const auto version = emulator_version(emulator);
        if (!version)
            return Error{
                ErrorKind::unsupported, placed.where,
                format(_("this port depends on the release of the emulator, and '%s --version' does not tell it"),
                       emulator.c_str())};
        const auto possible = require(feature, *version, placed.where);
        if (!possible) return possible;
    }
    return Ok{};
}

}  // namespace

Result<Ok> check_isa_limits(const std::vector<PlacedPort> &ports, const Machine &machine)
{
    if (!is_x86(arch_of(machine))) return Ok{};
    std::optional<Error> mistakes;
    for (const PlacedPort &placed : ports) {
        const unsigned limit = placed.slot.kind == Kind::serial ? isa_serial_limit : isa_parallel_limit;
        if (placed.ours && placed.slot.index >= limit && is_isa(placed.port)) join(mistakes, beyond(placed));
    }
    return verdict(mistakes);
}

Result<Ok> check_releases(const std::vector<PlacedPort> &ports, const Machine &machine)
{
    const std::string emulator = emulator_of(machine);
    std::optional<Error> mistakes;
    for (const PlacedPort &placed : ports)
        if (placed.ours) join(mistakes, check_release(placed, emulator));
    return verdict(mistakes);
}

Result<Ok> check_releases(const std::vector<PlacedPort> &ports, const Version &version)
{
    for (const PlacedPort &placed : ports)
        for (const Feature feature : features_of(placed.port))
            if (auto possible = require(feature, version, placed.where); !possible) return possible;
    return Ok{};
}

Version usual_release(const PlacedPort &placed)
{
    constexpr Version usual{7, 2, 0}, newest{10, 2, 0};
    return check_releases({placed}, usual) ? usual : newest;
}

}  // namespace chardev::qemu
