// SPDX-License-Identifier: LGPL-2.1-or-later
// The hypervisors whose stock drivers are decorated.
#include "driver/hypervisor.hpp"

#include <algorithm>
#include <array>

#include "qemu/live.hpp"

namespace chardev::driver {

namespace {

constexpr std::array hypervisors{
    Hypervisor{"qemu", "qemu", "QEMU", "qemuRegister", true, &qemu::live_policy},
};

}  // namespace

const Hypervisor *find_hypervisor(std::string_view name)
{
    const auto *found =
        std::find_if(hypervisors.begin(), hypervisors.end(), [name](const Hypervisor &h) { return name == h.name; });
    return found == hypervisors.end() ? nullptr : found;
}

}  // namespace chardev::driver
