// SPDX-License-Identifier: LGPL-2.1-or-later
// What the translations may cost, and whether they cost no more.
#pragma once

#include "bench/measures.hpp"

namespace chardev::bench {

/// Prints a table with one line for each target; true if all that were measured are met.
[[nodiscard]] bool print_verdicts(const Figures &figures);

}  // namespace chardev::bench
