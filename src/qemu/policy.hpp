// SPDX-License-Identifier: LGPL-2.1-or-later
// The policy of libvirt's QEMU driver, for documents that a daemon runs (live) or that are only translated
// (offline). What libvirt's device XML cannot say of a port goes to QEMU as `-set` pairs for the chardev that
// libvirt makes of it. A value of -set is taken literally to its end, so nothing in it needs escaping.
#pragma once

#include "conf/document/policy.hpp"

namespace chardev::qemu {

/// For a libvirt that gives isa-serial its number (9.0 does), and for one that does not (7.0).
[[nodiscard]] const Policy &live_policy();
[[nodiscard]] const Policy &live_policy_without_numbers();

/// `real`, but for the release of the guest's emulator: no document makes a program run. `real` must outlive it.
class WithoutEmulator final : public Policy {
public:
    explicit WithoutEmulator(const Policy &real) : real_(real) {}

    std::string_view prefix() const override { return real_.prefix(); }
    std::string_view uri() const override { return real_.uri(); }
    Result<Ok> check(const std::vector<PlacedPort> &ports, const Machine &machine) const override;
    bool numbers(Kind kind) const override { return real_.numbers(kind); }
    Result<std::vector<std::string>> arguments(const Port &port, std::string_view alias) const override
    {
        return real_.arguments(port, alias);
    }
    bool holds_start(std::string_view argument) const override { return real_.holds_start(argument); }

private:
    const Policy &real_;
};

/// True for the value of a -set that holds the start until a client connects.
[[nodiscard]] bool sets_wait(std::string_view argument);

/// live_policy() without an emulator.
[[nodiscard]] const Policy &offline_policy();

}  // namespace chardev::qemu
