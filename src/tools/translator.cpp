// SPDX-License-Identifier: LGPL-2.1-or-later
// All is as for libvirt's QEMU driver, but for what depends on the host.
#include "tools/translator.hpp"

#include "qemu/limits.hpp"
#include "qemu/live.hpp"

namespace chardev::tools {

namespace {

class Translator final : public Policy {
public:
    std::string_view prefix() const override { return live_.prefix(); }
    std::string_view uri() const override { return live_.uri(); }
    bool numbers(Kind kind) const override { return live_.numbers(kind); }
    bool holds_start(std::string_view argument) const override { return live_.holds_start(argument); }

    Result<Ok> check(const std::vector<PlacedPort> &ports, const Machine &machine) const override
    {
        return qemu::check_isa_limits(ports, machine);
    }
    Result<std::vector<std::string>> arguments(const Port &port, std::string_view alias) const override
    {
        return live_.arguments(port, alias);
    }

private:
    const Policy &live_ = qemu::live_policy();
};

}  // namespace

const Policy &translator()
{
    static const Translator policy;
    return policy;
}

}  // namespace chardev::tools
