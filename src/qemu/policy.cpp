// SPDX-License-Identifier: LGPL-2.1-or-later
// Implements the policy of libvirt's QEMU driver: limits of ports, the -set arguments that a port needs, and all of a port
// that libvirt has no element for.
#include "qemu/policy.hpp"

#include "conf/libvirt/backend.hpp"
#include "conf/model/gettext.hpp"
#include "conf/model/parts.hpp"
#include "qemu/arguments.hpp"
#include "qemu/chardev/device.hpp"
#include "qemu/chardev/extra_options.hpp"
#include "qemu/chardev/front_end.hpp"
#include "qemu/limits.hpp"
#include "qemu/release/emulator.hpp"

namespace chardev::qemu {

namespace {

/// qemu_set_option() reads "group.id.name=value" with 63 bytes for the id, in every release up to 11.1.
constexpr std::size_t id_limit = 63;

constexpr std::string_view waiting = ".wait=on";

/// Why a port cannot be given as arguments alone; std::nullopt: it can.
std::optional<Error> why_not_as_arguments(const PlacedPort &placed, const Machine &machine)
{
    const FrontEnd *front = front_end_of(placed.port, placed.slot.kind, machine);
    if (!front || !front->driver || front->address != std::string_view("isa"))
        return Error{
            ErrorKind::unsupported, placed.where,
            _("a port of this type can only be an ISA device, because libvirt has no element for it; leave the model out, or choose another type")};
    if (!facts_about(placed.port.backend).has_tls) return std::nullopt;
    return Error{
        ErrorKind::unsupported, placed.where,
        _("a port of this type cannot use TLS, because libvirt has no element for it and so makes no credentials; take <tls/> away")};
}

/// `asks`: may run the guest's emulator to learn its release.
class QemuPolicy final : public Policy {
public:
    QemuPolicy(bool numbers_serials, bool asks) : numbers_serials_(numbers_serials), asks_(asks) {}

    std::string_view prefix() const override { return "qemu"; }
    std::string_view uri() const override { return "http://libvirt.org/schemas/domain/qemu/1.0"; }

    Result<Ok> check(const std::vector<PlacedPort> &ports, const Machine &machine) const override
    {
        const Result<Ok> counted = check_isa_limits(ports, machine);
        return counted && asks_ ? check_releases(ports, machine) : counted;
    }

    /// isa-parallel gets no number, up to 12.8.
    bool numbers(Kind kind) const override { return kind == Kind::serial && numbers_serials_; }

    Route route(const Port &port, const Slot &) const override
    {
        return libvirt_grammar::has_element(port.backend) ? Route::element : Route::arguments;
    }

    Result<std::vector<std::string>> arguments(const Port &port, std::string_view alias) const override
    {
        const std::string id = "char" + std::string(alias);
        std::vector<std::string> words;
        for (const Option &option : extra_options(port.backend)) {
            if (id.size() > id_limit)
                return Error{
                    ErrorKind::unsupported,
                    {},
                    format(
                        _("the alias '%s' is too long for a port with the option '%s': give it at most %zu characters"),
                        std::string(alias).c_str(), option.name, id_limit - 4)};
            words.emplace_back("-set");
            words.push_back("chardev." + id + "." + option.name + "=" + option.value);
        }
        return words;
    }

    Result<std::vector<std::string>> whole(const PlacedPort &placed, const Machine &machine) const override
    {
        if (const auto refused = why_not_as_arguments(placed, machine)) return *refused;
        const auto release = asks_ ? emulator_version(emulator_of(machine)) : std::nullopt;
        const Version version = release.value_or(usual_release(placed));
        const std::string name = alias(placed.port, placed.slot);
        Result<DeviceArgument> device = device_of(placed, name, machine, version);
        if (!device) return device.error();
        return chardev_and_device(placed, "char" + name, std::move(device->value), version);
    }
    /// libvirt calls its own serial<n>, in the order of its elements and not by their numbers.
    std::string alias(const Port &port, const Slot &slot) const override
    {
        const std::string name = alias_by_slot(port, slot);
        return is_user_alias(name) ? name : "argument-" + name;
    }

    bool holds_start(std::string_view argument) const override { return sets_wait(argument); }

private:
    bool numbers_serials_;
    bool asks_;
};

}  // namespace

bool sets_wait(std::string_view argument)
{
    const bool is_name = argument.find('=') == argument.rfind('=');  // and not the end of another option's value
    return is_name && argument.starts_with("chardev.") && argument.ends_with(waiting);
}

// Never destroyed: at the end of the process other threads may still use them.
const Policy &live_policy(bool numbers_serials)
{
    static const auto &numbers = *new QemuPolicy(true, true), &counts = *new QemuPolicy(false, true);
    return numbers_serials ? numbers : counts;
}

const Policy &offline_policy(bool numbers_serials)
{
    static const auto &numbers = *new QemuPolicy(true, false), &counts = *new QemuPolicy(false, false);
    return numbers_serials ? numbers : counts;
}

}  // namespace chardev::qemu
