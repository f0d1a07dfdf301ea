// SPDX-License-Identifier: LGPL-2.1-or-later
// The hypervisors whose stock drivers are decorated.
#include "driver/hypervisor.hpp"

#include <algorithm>
#include <array>

#include <libvirt/libvirt.h>

#include "qemu/live.hpp"

namespace chardev::driver {

namespace {

/// Seen: 9.0 gives isa-serial its number, 7.0 does not. What lies between counts as not, so that no port is misplaced.
constexpr unsigned long numbers_serials_from = 9'000'000;

const Policy &qemu_policy()
{
    unsigned long libvirt = 0;
    static const bool numbers = virGetVersion(&libvirt, nullptr, nullptr) == 0 && libvirt >= numbers_serials_from;
    return numbers ? qemu::live_policy() : qemu::live_policy_without_numbers();
}

constexpr std::array hypervisors{
    Hypervisor{"qemu", "qemu", "QEMU", "qemuRegister", true, &qemu_policy},
};

}  // namespace

const Hypervisor *find_hypervisor(std::string_view name)
{
    const auto *found =
        std::find_if(hypervisors.begin(), hypervisors.end(), [name](const Hypervisor &h) { return name == h.name; });
    return found == hypervisors.end() ? nullptr : found;
}

}  // namespace chardev::driver
