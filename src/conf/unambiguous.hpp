// SPDX-License-Identifier: LGPL-2.1-or-later
// Ports that were neutral when they were written, and that their neighbours of today would make something else of.
#pragma once

#include <vector>

#include "conf/raising.hpp"

namespace chardev {

/// Sees to it that the shown document, coming in again, has the same ports: a neutral <console> that would be taken for
/// a mirror is shown as <serial>, and ports that only the stock driver would count say their numbers.
void make_unambiguous(std::vector<StockPort> &ports);

}  // namespace chardev
