// SPDX-License-Identifier: LGPL-2.1-or-later
// Whose driver a golden document is for: <domain type='xen'> is Xen's, any other QEMU's.
#pragma once

#include <string_view>

#include "qemu/policy.hpp"
#include "xen/policy.hpp"

namespace corpus {

inline const chardev::Policy &policy_of(const chardev::Machine &machine)
{
    return machine.type == "xen" ? chardev::xen::offline_policy() : chardev::qemu::offline_policy();
}

}  // namespace corpus
