// SPDX-License-Identifier: LGPL-2.1-or-later
// For tests whose documents are all for QEMU.
#pragma once

#include "conf/document/domain_ports.hpp"
#include "qemu/policy.hpp"

namespace chardev {

inline const Policy &for_qemu(const Machine &)
{
    return qemu::offline_policy();
}

}  // namespace chardev
