// SPDX-License-Identifier: LGPL-2.1-or-later
// virDomainOpenConsole on ports that the stock driver does not know of, because they stand in arguments alone.
#pragma once

#include "driver/load/table.hpp"

namespace chardev::driver {

/// Does nothing where libvirt has no streams for us.
void decorate_console(Decorated &table);

}  // namespace chardev::driver
