// SPDX-License-Identifier: LGPL-2.1-or-later
// Migration: XML in is lowered, nothing is raised (the other side may be stock), and what arrives never waits.
#pragma once

#include "driver/load/table.hpp"

namespace chardev::driver {

void decorate_migration(Decorated &table);

}  // namespace chardev::driver
