// SPDX-License-Identifier: LGPL-2.1-or-later
// Decides by the document alone, and runs no program.
#include "tools/hypervisor.hpp"

#include "qemu/live.hpp"
#include "xen/live.hpp"

namespace chardev::tools {

bool is_xen(const Machine &machine)
{
    return machine.type == "xen";
}

const Policy &policy_of(const Machine &machine)
{
    return is_xen(machine) ? xen::offline_policy() : qemu::offline_policy();
}

const Policy &policy_of(const std::vector<DomainPorts> &domains)
{
    return policy_of(domains.empty() ? Machine{} : domains.front().machine);
}

}  // namespace chardev::tools
