// SPDX-License-Identifier: LGPL-2.1-or-later
// The QEMU side of the live path: what libvirt's device XML cannot say of a port goes to QEMU as `-set` pairs for the
// chardev that libvirt makes of it. A value of -set is taken literally to its end, so nothing in it needs escaping.
#pragma once

#include "conf/policy.hpp"

namespace chardev::qemu {

/// For a libvirt that gives isa-serial its number (9.0 does), and for one that does not (7.0).
[[nodiscard]] const Policy &live_policy();
[[nodiscard]] const Policy &live_policy_without_numbers();

}  // namespace chardev::qemu
