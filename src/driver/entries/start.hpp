// SPDX-License-Identifier: LGPL-2.1-or-later
// Entries that start a guest from what the stock driver has stored: its definition, an image or a snapshot.
#pragma once

#include "driver/load/table.hpp"

namespace chardev::driver {

void decorate_starts(Decorated &table);

}  // namespace chardev::driver
