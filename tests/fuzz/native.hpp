// SPDX-License-Identifier: LGPL-2.1-or-later
// Ports that came from QEMU's words, in all the other words that there are.
#pragma once

#include "conf/model/model.hpp"
#include "fuzz/target.hpp"
#include "qemu/as_read.hpp"

namespace chardev::fuzz {

using qemu::releases;

/// The port with all that QEMU's words cannot leave out: a peer's address, and that there is no TLS.
[[nodiscard]] Port said(Port port);

/// As -chardev of every release, as QMP's JSON, and as an element: the same port, or a refusal that says why.
[[nodiscard]] Finding is_sayable(const Port &port, Kind kind);

}  // namespace chardev::fuzz
