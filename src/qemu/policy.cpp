// SPDX-License-Identifier: LGPL-2.1-or-later
// Implements the policy of libvirt's QEMU driver: limits of ports, and the -set arguments that a port needs.
#include "qemu/policy.hpp"

#include "conf/model/gettext.hpp"
#include "qemu/chardev/extra_options.hpp"
#include "qemu/limits.hpp"

namespace chardev::qemu {

namespace {

/// qemu_set_option() reads "group.id.name=value" with 63 bytes for the id, in every release up to 11.1.
constexpr std::size_t id_limit = 63;

constexpr std::string_view waiting = ".wait=on";

class LivePolicy final : public Policy {
public:
    explicit LivePolicy(bool numbers_serials) : numbers_serials_(numbers_serials) {}

    std::string_view prefix() const override { return "qemu"; }
    std::string_view uri() const override { return "http://libvirt.org/schemas/domain/qemu/1.0"; }

    Result<Ok> check(const std::vector<PlacedPort> &ports, const Machine &machine) const override
    {
        const Result<Ok> counted = check_isa_limits(ports, machine);
        return counted ? check_releases(ports, machine) : counted;
    }

    /// isa-parallel gets no number, up to 12.8.
    bool numbers(Kind kind) const override { return kind == Kind::serial && numbers_serials_; }

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

    bool holds_start(std::string_view argument) const override { return sets_wait(argument); }

private:
    bool numbers_serials_;
};

}  // namespace

bool sets_wait(std::string_view argument)
{
    const bool is_name = argument.find('=') == argument.rfind('=');  // and not the end of another option's value
    return is_name && argument.starts_with("chardev.") && argument.ends_with(waiting);
}

Result<Ok> WithoutEmulator::check(const std::vector<PlacedPort> &ports, const Machine &machine) const
{
    return check_isa_limits(ports, machine);
}

const Policy &live_policy()
{
    // Never destroyed: at the end of the process other threads may still use it.
    static const auto &policy = *new LivePolicy(true);
    return policy;
}

const Policy &live_policy_without_numbers()
{
    static const auto &policy = *new LivePolicy(false);
    return policy;
}

const Policy &offline_policy()
{
    static const auto &policy = *new WithoutEmulator(live_policy());
    return policy;
}

}  // namespace chardev::qemu
