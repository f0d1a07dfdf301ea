// SPDX-License-Identifier: LGPL-2.1-or-later
// Command lines of QEMU as domain documents, which the stock driver has not read since libvirt 5.5.
#pragma once

#include "driver/load/table.hpp"

namespace chardev::driver {

/// Fills virConnectDomainXMLFromNative only where the stock driver has none and libvirt lets us ask who may call it.
void decorate_command_lines(Decorated &table);

}  // namespace chardev::driver
