// SPDX-License-Identifier: LGPL-2.1-or-later
// Attach, update and detach of ports. A change of the stored definition (--config) that concerns ports of ours is made by the
// stock driver's own calls, or the definition is stored anew, as the caller; all else is the stock driver's.
#pragma once

#include "driver/load/table.hpp"

namespace chardev::driver {

void decorate_edits(Decorated &table);

}  // namespace chardev::driver
