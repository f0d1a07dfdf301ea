// SPDX-License-Identifier: LGPL-2.1-or-later
// The policy of libvirt's QEMU driver, for documents that a daemon runs (live) or that are only translated
// (offline). What libvirt's device XML cannot say of a port goes to QEMU as `-set` pairs for the chardev that
// libvirt makes of it, and a port that it has no element for as -chardev and -device. A value of -set is taken literally to
// its end, so nothing in it needs escaping.
#pragma once

#include "conf/document/policy.hpp"

namespace chardev::qemu {

/// `numbers_serials`: libvirt gives isa-serial its number (9.0 does, 7.0 does not).
[[nodiscard]] const Policy &live_policy(bool numbers_serials);
/// The same without the release of the guest's emulator: no document makes a program run.
[[nodiscard]] const Policy &offline_policy(bool numbers_serials);

[[nodiscard]] inline const Policy &live_policy()
{
    return live_policy(true);
}
[[nodiscard]] inline const Policy &offline_policy()
{
    return offline_policy(true);
}

/// True for the value of a -set that holds the start until a client connects.
[[nodiscard]] bool sets_wait(std::string_view argument);

}  // namespace chardev::qemu
