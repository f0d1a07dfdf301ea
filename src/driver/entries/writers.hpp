// SPDX-License-Identifier: LGPL-2.1-or-later
// Locks around the entries that can write a stored definition: nothing that the stock driver writes while a definition of ours
// is read, changed and stored anew is lost.
#pragma once

#include "driver/load/table.hpp"

namespace chardev::driver {

/// To be called last: whatever is in the table by then is what the locks are around.
void decorate_writers(Decorated &table);

}  // namespace chardev::driver
