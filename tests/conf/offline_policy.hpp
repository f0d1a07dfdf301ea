// SPDX-License-Identifier: LGPL-2.1-or-later
// QEMU's own policy, but for the release of an emulator: no document makes a test run a program.
#pragma once

#include "qemu/limits.hpp"
#include "qemu/live.hpp"

namespace chardev {

class OfflinePolicy final : public Policy {
public:
    std::string_view prefix() const override { return live_.prefix(); }
    std::string_view uri() const override { return live_.uri(); }
    Result<Ok> check(const std::vector<PlacedPort> &ports, const Machine &machine) const override
    {
        return qemu::check_isa_limits(ports, machine);
    }
    Result<std::vector<std::string>> arguments(const Port &port, std::string_view alias) const override
    {
        return live_.arguments(port, alias);
    }
    bool numbers(Kind kind) const override { return live_.numbers(kind); }
    bool holds_start(std::string_view argument) const override { return live_.holds_start(argument); }

private:
    const Policy &live_ = qemu::live_policy();
};

}  // namespace chardev
