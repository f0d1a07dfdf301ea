// SPDX-License-Identifier: LGPL-2.1-or-later
// The list of hypervisors: the policy, the entries and the image directory of each.
#include "driver/entries/hypervisors.hpp"

#include <algorithm>
#include <array>

#include <libvirt/libvirt.h>
#include <unistd.h>

#include "driver/entries/daemon.hpp"
#include "driver/entries/decorate.hpp"
#include "driver/uri.hpp"
#include "qemu/policy.hpp"
#include "xen/policy.hpp"

namespace chardev::driver {

namespace {

/// The first libvirt that numbers serial ports. Seen: 9.0 gives isa-serial its number, 7.0 does not. Releases in between are taken
/// for ones that do not, so that no port is misplaced.
constexpr unsigned long numbers_serials_from = 9'000'000;

bool numbers_serials()
{
    unsigned long libvirt = 0;
    static const bool numbers = virGetVersion(&libvirt, nullptr, nullptr) == 0 && libvirt >= numbers_serials_from;
    return numbers;
}

const Policy &qemu_policy()
{
    return qemu::live_policy(numbers_serials());
}

const Policy &qemu_offline_policy()
{
    return qemu::offline_policy(numbers_serials());
}

void decorate_xen(Decorated &table)
{
    decorate_configurations(table);
    decorate_console(table);
}

std::string saved_images(const Hypervisor &hypervisor, std::string_view uri)
{
    const std::string name = hypervisor.name;
    if (const auto root = parameter_of(uri, "root"); root && uri.find(":///embed?") != uri.npos)
        return std::string(*root) + "/lib/" + name + "/save";
    if (::geteuid() == 0) return LOCALSTATE_DIR "/lib/libvirt/" + name + "/save";
    return configuration_directory() + '/' + name + "/save";
}

constexpr std::array hypervisors{
    Hypervisor{.name = "qemu",
               .scheme = "qemu",
               .driver_name = "QEMU",
               .register_function = "qemuRegister",
               .embeddable = true,
               .policy = &qemu_policy,
               .offline = &qemu_offline_policy,
               .decorate = &decorate_command_lines,
               .saved_images = &saved_images},
    Hypervisor{.name = "libxl",
               .scheme = "xen",
               .driver_name = "Xen",
               .register_function = "libxlRegister",
               .embeddable = false,
               .policy = &xen::live_policy,
               .offline = &xen::offline_policy,
               .decorate = &decorate_xen,
               .saved_images = &saved_images},
};

}  // namespace

const Hypervisor *find_hypervisor(std::string_view name)
{
    const auto *found =
        std::find_if(hypervisors.begin(), hypervisors.end(), [name](const Hypervisor &h) { return name == h.name; });
    return found == hypervisors.end() ? nullptr : found;
}

}  // namespace chardev::driver
