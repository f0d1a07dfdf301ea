// SPDX-License-Identifier: LGPL-2.1-or-later
// Writes the ports of a guest as arguments in the order of their numbers, with something in the place of each missing one.
#include "qemu/arguments.hpp"

#include <algorithm>

#include "conf/model/gettext.hpp"
#include "qemu/chardev/backend.hpp"
#include "qemu/chardev/device.hpp"
#include "qemu/chardev/front_end.hpp"
#include "qemu/limits.hpp"

namespace chardev::qemu {

namespace {

using Words = std::vector<std::string>;

struct NumberedDevice {
    const PlacedPort *placed;
    std::string_view alias;
};

void add(Words &words, std::string option, std::string value)
{
    words.push_back(std::move(option));
    words.push_back(std::move(value));
}

/// The ports that have a device, in the order of their numbers.
std::vector<NumberedDevice> devices_of(const DomainPorts &domain, Kind kind)
{
    std::vector<NumberedDevice> devices;
    for (std::size_t i = 0; i < domain.ports.size(); ++i) {
        const PlacedPort &placed = domain.ports[i];
        if (placed.slot.kind == kind && !is_none(placed.port))
            devices.push_back({&placed, i < domain.aliases.size() ? std::string_view(domain.aliases[i]) : ""});
    }
    std::stable_sort(devices.begin(), devices.end(),
                     [](const NumberedDevice &a, const NumberedDevice &b) { return a.placed->slot < b.placed->slot; });
    return devices;
}

/// Arguments of one kind that take their number from their order, as -serial and -parallel do.
class InOrder {
public:
    InOrder(Kind kind, const Version &version) : kind_(kind), version_(version) {}

    [[nodiscard]] const char *option() const { return kind_ == Kind::parallel ? "-parallel" : "-serial"; }

    /// Fills the slots before `placed`. A "none" that takes no number would move it down.
    Result<Ok> reach(const PlacedPort &placed, Words &words)
    {
        const bool shifts = kind_ == Kind::parallel ? none_shifts_parallel(version_) : none_shifts_serial(version_);
        if (next_ < placed.slot.index && shifts)
            return Error{
                ErrorKind::unsupported, placed.where,
                format(
                    _("there is no port before number %u, and '%s none' of QEMU %s would move this one down; '-device' keeps its number on x86, and so does a port of type 'null' before it"),
                    placed.slot.index, option(), to_string(version_).c_str())};
        for (; next_ < placed.slot.index; ++next_)
            if (Result<Ok> possible = add_none(placed.where, words); !possible) return possible;
        ++next_;
        return Ok{};
    }
    Result<Ok> add_none(const Place &where, Words &words) const
    {
        add(words, option(), "none");
        return require(Feature::none, version_, where);
    }

private:
    Kind kind_;
    const Version &version_;
    unsigned next_ = 0;
};

/// The first port of `kind` that says type='none', if there is one.
const PlacedPort *said_none(const DomainPorts &domain, Kind kind)
{
    const auto found = std::find_if(domain.ports.begin(), domain.ports.end(),
                                    [kind](const PlacedPort &placed) { return placed.slot.kind == kind; });
    return found == domain.ports.end() ? nullptr : &*found;
}

// Before 0.9.0 nobody can keep QEMU from adding its own port, so a guest that does not mention the kind gets it.
Result<Ok> add_no_port(const DomainPorts &domain, Kind kind, const Version &version, Words &words)
{
    const PlacedPort *none = said_none(domain, kind);
    if (!none && !require(Feature::none, version, {})) return Ok{};
    return InOrder(kind, version).add_none(none ? none->where : Place{}, words);
}

Result<Ok> add_legacy(const DomainPorts &domain, Kind kind, const Version &version, HostOs host, Words &words)
{
    const std::vector<NumberedDevice> devices = devices_of(domain, kind);
    if (devices.empty()) return add_no_port(domain, kind, version, words);
    InOrder order(kind, version);
    for (const NumberedDevice &device : devices) {
        const PlacedPort &placed = *device.placed;
        if (!front_end_of(placed.port, kind, domain.machine)) return without_device(placed, domain.machine);
        const Result<std::string> text = write_legacy(placed.port, kind, version, host);
        if (!text) return text.error().or_at(placed.where);
        if (placed.slot.index >= 4)
            if (Result<Ok> possible = require(Feature::fifth_serial, version, placed.where); !possible) return possible;
        if (Result<Ok> reached = order.reach(placed, words); !reached) return reached;
        add(words, order.option(), *text);
    }
    return Ok{};
}

Result<Ok> add_native(const DomainPorts &domain, Kind kind, const Version &version, Words &words)
{
    InOrder built_in(kind, version);
    for (const auto &[placed, alias] : devices_of(domain, kind)) {
        Result<Chardev> chardev = chardev_of(placed->port, kind, "char" + std::string(alias), version);
        if (!chardev) return chardev.error().or_at(placed->where);
        Result<DeviceArgument> device = device_of(*placed, alias, domain.machine, version);
        if (!device) return device.error().or_at(placed->where);
        add(words, "-chardev", write_chardev(*chardev));
        if (device->option == built_in.option())
            if (Result<Ok> reached = built_in.reach(*placed, words); !reached) return reached;
        add(words, std::move(device->option), std::move(device->value));
    }
    return Ok{};
}

/// A document that does not say its architecture is x86's, on every host.
Machine said_machine(Machine machine)
{
    if (machine.arch.empty()) machine.arch = "x86_64";
    return machine;
}

}  // namespace

Result<std::vector<std::string>> arguments_of(const DomainPorts &domain, const Version &version, ArgumentForm form,
                                              HostOs host)
{
    const bool legacy = form == ArgumentForm::legacy || !require(Feature::chardev, version, {});
    if (Result<Ok> counted = check_isa_limits(domain.ports, said_machine(domain.machine)); !counted)
        return counted.error();
    Words words;
    for (const Kind kind : {Kind::serial, Kind::parallel}) {
        const Result<Ok> added =
            legacy ? add_legacy(domain, kind, version, host, words) : add_native(domain, kind, version, words);
        if (!added) return added.error();
    }
    return words;
}

Result<std::vector<std::string>> chardev_and_device(const PlacedPort &placed, const std::string &id, std::string device,
                                                    const Version &version)
{
    Result<Chardev> chardev = chardev_of(placed.port, placed.slot.kind, id, version);
    if (!chardev) return chardev.error().at(placed.where);
    const auto waiting = std::find(chardev->options.begin(), chardev->options.end(), wait_option(true));
    const bool waits = waiting != chardev->options.end();
    if (waits) *waiting = wait_option(false);
    Words words{"-chardev", write_chardev(*chardev)};
    if (waits) add(words, "-set", "chardev." + id + ".wait=on");
    add(words, "-device", std::move(device));
    return words;
}

}  // namespace chardev::qemu
