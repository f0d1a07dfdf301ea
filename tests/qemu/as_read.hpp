// SPDX-License-Identifier: LGPL-2.1-or-later
// What comes back of a port that was written in QEMU's words, in releases on either side of each change: what is the same to
// QEMU comes back in one form.
#pragma once

#include "conf/model/model.hpp"
#include "qemu/release/version.hpp"

namespace chardev::qemu {

/// One release on either side of each change in what QEMU can say.
inline constexpr Version releases[] = {{0, 8, 0}, {0, 9, 0}, {0, 10, 0}, {0, 12, 0}, {1, 4, 0}, {2, 2, 0},
                                       {2, 6, 0}, {5, 2, 0}, {6, 0, 0},  {7, 2, 0},  {9, 2, 0}, {10, 2, 0}};

/// A peer's missing address is 127.0.0.1, no TLS is said by silence, /dev/ttyS3 is port 3, and the tag and the device are not
/// part of a back end.
[[nodiscard]] Port as_read(const Port &port);

/// append='no' is what a legacy string means, and cannot say.
void forget_append(Port &port);

}  // namespace chardev::qemu
