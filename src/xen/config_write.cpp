// SPDX-License-Identifier: LGPL-2.1-or-later
// Writes the lines of a configuration file for the ports of a guest; those that no line can describe become arguments of the
// device model.
#include <algorithm>
#include <map>

#include "conf/model/gettext.hpp"
#include "qemu/legacy/grammar.hpp"
#include "xen/config.hpp"
#include "xen/device_model.hpp"
#include "xen/limits.hpp"
#include "xen/policy.hpp"
#include "xen/quoting.hpp"

namespace chardev::xen {

namespace {

using Words = std::vector<std::string>;

/// The ports that have a device, by their numbers.
std::map<unsigned, const PlacedPort *> devices_of(const DomainPorts &domain, Kind kind)
{
    std::map<unsigned, const PlacedPort *> devices;
    for (const PlacedPort &placed : domain.ports)
        if (placed.slot.kind == kind && !is_none(placed.port)) devices.emplace(placed.slot.index, &placed);
    return devices;
}

std::string list_of(const Words &values)
{
    std::string list;
    for (const std::string &value : values) list += (list.empty() ? "[ " : ", ") + value;
    return list + " ]";
}

std::string line_of(std::string_view name, const std::string &value)
{
    return std::string(name) + " = " + value + "\n";
}

/// Puts `words` behind `values`, each as a string of the file.
Result<Ok> add_quoted(const Words &words, ConfigFormat form, const PlacedPort &placed, Words &values)
{
    for (const std::string &word : words) {
        const auto value = quoted(word, form, placed.where);
        if (!value) return value.error();
        values.push_back(*value);
    }
    return Ok{};
}

/// A guest of xl while its lines are put together.
class Xl {
public:
    Xl(const DomainPorts &domain, const Version &xen)
        : domain_(domain), xen_(xen), qemu_(device_model_of(xen, ConfigFormat::xl))
    {
    }

    [[nodiscard]] Result<std::string> lines()
    {
        if (auto done = add_serials(); !done) return done.error();
        if (auto done = add_parallels(); !done) return done.error();
        std::string out;
        if (list_.size() == 1) out += line_of("serial", list_[0]);
        if (list_.size() > 1) out += line_of("serial", list_of(list_));
        if (!arguments_.empty()) out += line_of("device_model_args_hvm", list_of(arguments_));
        return out;
    }

private:
    [[nodiscard]] Result<Ok> add_serials()
    {
        const auto devices = devices_of(domain_, Kind::serial);
        for (const auto &[number, placed] : devices) {
            const auto text = qemu::write_legacy(placed->port, Kind::serial, qemu_);
            const bool follows = number == list_.size() || !qemu::none_shifts_serial(qemu_);
            if (auto done = text && follows ? add_to_list(*placed, *text) : add_arguments(*placed, text); !done)
                return done;
        }
        return Ok{};
    }
    [[nodiscard]] Result<Ok> add_to_list(const PlacedPort &placed, const std::string &text)
    {
        if (placed.slot.index > 0)
            if (auto possible = require(Feature::serial_list, xen_, placed.where); !possible) return possible;
        Words entries(placed.slot.index - list_.size(), "none");
        entries.push_back(text);
        return add_quoted(entries, ConfigFormat::xl, placed, list_);
    }

    /// "-parallel none" takes no number, so only those are strings that have none missing before them.
    [[nodiscard]] Result<Ok> add_parallels()
    {
        unsigned next = 0;
        for (const auto &[number, placed] : devices_of(domain_, Kind::parallel)) {
            const auto text = qemu::write_legacy(placed->port, Kind::parallel, qemu_);
            const bool follows = number == next;
            if (auto done = text && follows ? add_string(*placed, *text) : add_arguments(*placed, text); !done)
                return done;
            next += text && follows ? 1 : 0;
        }
        return Ok{};
    }
    [[nodiscard]] Result<Ok> add_string(const PlacedPort &placed, const std::string &text)
    {
        if (auto possible = require(Feature::arguments, xen_, placed.where); !possible) return possible;
        return add_quoted({"-parallel", text}, ConfigFormat::xl, placed, arguments_);
    }

    /// `text` is the port as a string, or why it is none.
    [[nodiscard]] Result<Ok> add_arguments(const PlacedPort &placed, const Result<std::string> &text)
    {
        const bool has_chardev = bool(qemu::require(qemu::Feature::chardev, qemu_, placed.where));
        if (!text && (text.error().kind != ErrorKind::unsupported || !has_chardev))
            return text.error().or_at(placed.where);
        if (auto possible = require(Feature::arguments, xen_, placed.where); !possible) return possible;
        const auto words = device_model_arguments(placed, domain_.machine, qemu_);
        if (!words) return words.error().or_at(placed.where);
        return add_quoted(*words, ConfigFormat::xl, placed, arguments_);
    }

    const DomainPorts &domain_;
    const Version &xen_;
    qemu::Version qemu_;
    Words list_;       ///< entries of serial = [ … ], quoted
    Words arguments_;  ///< those of device_model_args_hvm
};

Error xm_has_one(const PlacedPort &placed)
{
    [[maybe_unused]] const auto &[port, slot, where, ours] = placed;
    if (slot.kind == Kind::parallel)
        return {ErrorKind::unsupported, where,
                format(_("a configuration of xm has parallel port 0 alone, and not %u; that of xl has them all"),
                       slot.index)};
    return {
        ErrorKind::unsupported, where,
        format(_("a configuration of xm has serial port 0 alone, and not %u; that of xl has them all"), slot.index)};
}

Result<std::string> xm_lines(const DomainPorts &domain, const Version &xen)
{
    std::string lines;
    for (const Kind kind : {Kind::serial, Kind::parallel}) {
        for (const auto &[number, placed] : devices_of(domain, kind)) {
            if (number > 0) return xm_has_one(*placed);
            const auto text = qemu::write_legacy(placed->port, kind, device_model_of(xen, ConfigFormat::xm));
            if (!text) return text.error().or_at(placed->where);
            const auto value = quoted(*text, ConfigFormat::xm, placed->where);
            if (!value) return value.error();
            lines += line_of(name_of(tag_of(kind)), *value);
        }
    }
    return lines;
}

bool has_devices(const DomainPorts &domain)
{
    return std::any_of(domain.ports.begin(), domain.ports.end(),
                       [](const PlacedPort &placed) { return !is_none(placed.port); });
}

/// Xen's guests are x86's, on every host, and one port alone is of no guest yet.
Machine said_machine(Machine machine)
{
    if (machine.type.empty() && machine.os.empty()) machine.os = "hvm";
    machine.arch = "x86_64";
    return machine;
}

}  // namespace

Result<std::string> write_config(const DomainPorts &domain, const Version &xen, ConfigFormat form)
{
    if (!has_devices(domain)) return std::string();
    DomainPorts guest = domain;
    guest.machine = said_machine(domain.machine);
    if (auto possible = offline_policy().has_ports(guest.machine); !possible)
        return possible.error().or_at(domain.ports.front().where);
    if (auto counted = check_limits(guest.ports); !counted) return counted.error();
    switch (form) {
    case ConfigFormat::xl: return Xl(guest, xen).lines();
    case ConfigFormat::xm: return xm_lines(guest, xen);
    }
    return std::string();
}

}  // namespace chardev::xen
