// SPDX-License-Identifier: LGPL-2.1-or-later
// Ports that came from QEMU's words, in all the other words that there are.
#pragma once

#include "conf/model/model.hpp"
#include "fuzz/target.hpp"
#include "qemu/release/version.hpp"

namespace chardev::fuzz {

/// One on either side of each change in what QEMU can say.
inline constexpr qemu::Version releases[] = {{0, 8, 0}, {0, 9, 0}, {0, 10, 0}, {0, 12, 0}, {1, 4, 0}, {2, 2, 0},
                                             {2, 6, 0}, {5, 2, 0}, {6, 0, 0},  {7, 2, 0},  {9, 2, 0}, {10, 2, 0}};

/// The port with all that QEMU's words cannot leave out: a peer's address, and that there is no TLS.
[[nodiscard]] Port said(Port port);

/// As -chardev of every release, as QMP's JSON, and as an element: the same port, or a refusal that says why.
[[nodiscard]] Finding is_sayable(const Port &port, Kind kind);

}  // namespace chardev::fuzz
