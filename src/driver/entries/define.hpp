// SPDX-License-Identifier: LGPL-2.1-or-later
// Entries that store a definition.
#pragma once

#include "driver/load/table.hpp"

namespace chardev::driver {

void decorate_defines(Decorated &table);

}  // namespace chardev::driver
