// SPDX-License-Identifier: LGPL-2.1-or-later
// Implements the policy of libvirt's libxl driver: which port is an element, and which is arguments of the device model.
#include "xen/policy.hpp"

#include <algorithm>
#include <array>

#include <unistd.h>

#include "conf/model/gettext.hpp"
#include "conf/xml/reader.hpp"
#include "qemu/limits.hpp"
#include "qemu/policy.hpp"
#include "qemu/release/emulator.hpp"
#include "xen/device_model.hpp"
#include "xen/limits.hpp"
#include "xen/monitor.hpp"

namespace chardev::xen {

namespace {

/// Where libxl has its device model: Debian's, that of Xen's own build, and the distribution's QEMU.
constexpr std::array emulators{"/usr/libexec/xen-qemu-system-i386", "/usr/lib/xen/bin/qemu-system-i386",
                               "/usr/libexec/xen/bin/qemu-system-i386", "/usr/bin/qemu-system-i386",
                               "/usr/bin/qemu-system-x86_64"};

Machine with_emulator(Machine machine)
{
    if (machine.arch.empty()) machine.arch = "x86_64";
    if (!machine.emulator.empty()) return machine;
    const auto found =
        std::find_if(emulators.begin(), emulators.end(), [](const char *path) { return access(path, X_OK) == 0; });
    machine.emulator = found == emulators.end() ? emulators.front() : *found;
    return machine;
}

/// The device model of Xen before 4.3, a QEMU 0.10 that libxl could use up to 4.20.
bool is_old_device_model(const Machine &machine)
{
    return machine.emulator.ends_with("qemu-dm");
}

/// What stands behind an entity is not known, so it may be that; a document with one is refused where it matters.
bool is_full(const Machine &machine)
{
    return machine.os == "hvm" || machine.os.find('&') != std::string::npos;
}

class XenPolicy final : public Policy {
public:
    explicit XenPolicy(bool asks) : asks_(asks) {}

    std::string_view prefix() const override { return "xen"; }
    std::string_view uri() const override { return "http://libvirt.org/schemas/domain/xen/1.0"; }
    bool numbers(Kind) const override { return true; }

    Result<Ok> has_ports(const Machine &machine) const override
    {
        if (is_full(machine)) return Ok{};
        return Error{
            ErrorKind::unsupported,
            {},
            format(
                _("a guest of the type '%s' has no serial or parallel ports, only a fully virtualised one (fullvirt, <type>hvm</type>) has them; take the port out, or write <console type='pty'/> for the console that this guest has"),
                shown(machine.os.empty() ? "linux" : machine.os).c_str())};
    }
    bool takes_over(const Machine &machine, const PortCount &count) const override
    {
        return is_full(machine) && (count.serials > 1 || count.parallels > 0 || count.misplaced);
    }
    bool takes_any_over() const override { return true; }
    bool attaches_ports() const override { return false; }
    Route route(const Port &port, const Slot &slot) const override
    {
        return slot == Slot{Kind::serial, 0} && stock_starts(port) ? Route::element : Route::arguments;
    }

    Result<Ok> check(const std::vector<PlacedPort> &ports, const Machine &machine) const override
    {
        std::optional<Error> mistakes;
        join(mistakes, check_limits(ports));
        std::vector<PlacedPort> by_arguments;
        for (const auto &placed : ports)
            if (!is_none(placed.port) && route(placed.port, placed.slot) == Route::arguments)
                by_arguments.push_back(placed);
        if (by_arguments.empty()) return verdict(mistakes);
        const auto full = with_emulator(machine);
        if (is_old_device_model(full))
            join(mistakes, too_old(by_arguments.front(), full));
        else if (asks_)
            join(mistakes, qemu::check_releases(by_arguments, full));
        return verdict(mistakes);
    }

    /// Where there is an element it says all.
    Result<std::vector<std::string>> arguments(const Port &, std::string_view) const override
    {
        return std::vector<std::string>();
    }
    Result<std::vector<std::string>> whole(const PlacedPort &placed, const Machine &machine) const override
    {
        const auto release = asks_ ? qemu::emulator_version(with_emulator(machine).emulator) : std::nullopt;
        return device_model_arguments(placed, machine, release.value_or(qemu::usual_release(placed)));
    }
    std::string alias(const Port &port, const Slot &slot) const override { return alias_by_slot(port, slot); }
    bool holds_start(std::string_view argument) const override { return qemu::sets_wait(argument); }

    std::map<Slot, std::string> terminals(unsigned id) const override
    {
        std::map<Slot, std::string> found;
        if (!asks_) return found;
        const auto by_id = terminals_of(id);
        for (const Kind kind : {Kind::serial, Kind::parallel})
            for (unsigned index = 0; index < qemu::isa_serial_limit; ++index) {
                const auto terminal = by_id.find(chardev_id({kind, index}));
                if (terminal != by_id.end()) found.emplace(Slot{kind, index}, terminal->second);
            }
        return found;
    }

private:
    static Error too_old(const PlacedPort &placed, const Machine &machine)
    {
        return {
            ErrorKind::unsupported, placed.where,
            format(
                _("the old device model '%s' takes only one serial port, with libvirt's own options; leave <emulator> out for the one that Xen has now"),
                shown(machine.emulator).c_str())};
    }

    bool asks_;
};

}  // namespace

// Never destroyed: at the end of the process other threads may still use them.
const Policy &live_policy()
{
    static const auto &policy = *new XenPolicy(true);
    return policy;
}

const Policy &offline_policy()
{
    static const auto &policy = *new XenPolicy(false);
    return policy;
}

}  // namespace chardev::xen
