// SPDX-License-Identifier: LGPL-2.1-or-later
// Configuration files of xl and xm: the stock driver converts all but the ports, which it gets wrong.
#pragma once

#include "driver/load/table.hpp"

namespace chardev::driver {

void decorate_configurations(Decorated &table);

}  // namespace chardev::driver
