// SPDX-License-Identifier: LGPL-2.1-or-later
// What comes back of a port that was written in a native dialect: what is the same to QEMU comes back in one form.
#pragma once

#include "conf/model/model.hpp"

namespace chardev::qemu {

/// A peer's missing address is 127.0.0.1, no TLS is said by silence, /dev/ttyS3 is port 3, and the tag and the device are not
/// part of a back end.
[[nodiscard]] Port as_read(const Port &port);

/// append='no' is what a legacy string means, and cannot say.
void forget_append(Port &port);

}  // namespace chardev::qemu
