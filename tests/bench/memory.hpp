// SPDX-License-Identifier: LGPL-2.1-or-later
// Whether a process that translates for months stays as small as it was.
#pragma once

namespace chardev::bench {

/// Makes a million translations of all kinds and prints how much memory they left in use; true if hardly any.
[[nodiscard]] bool memory_stays();

}  // namespace chardev::bench
