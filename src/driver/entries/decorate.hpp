// SPDX-License-Identifier: LGPL-2.1-or-later
// Decorates the stock driver's table: a copy of it in which our entries stand in place of some of the stock driver's.
// The groups of entries are each defined in a file of their own: autostart.cpp, define.cpp, edit.cpp, migrate.cpp, start.cpp,
// writers.cpp, console.cpp, and the two conversions from and to native formats in native.cpp.
#pragma once

#include <memory>
#include <span>

#include "driver/load/table.hpp"

namespace chardev::driver {

/// A copy of the stock table with our entries on top. `stock` must outlive it.
[[nodiscard]] std::unique_ptr<Decorated> decorate(std::span<void *const> stock_table, const StockDriver &stock,
                                                  View view);

// For every hypervisor.

void decorate_autostart(Decorated &table);
void decorate_defines(Decorated &table);
void decorate_edits(Decorated &table);
void decorate_migration(Decorated &table);
void decorate_starts(Decorated &table);
/// Locks around entries that can write a stored definition. To be called last: each lock is around the entry, the stock
/// driver's or ours, that is in the table by then.
void decorate_writers(Decorated &table);

// For one hypervisor: see hypervisors.cpp.

/// Does nothing if libvirt does not let us open streams.
void decorate_console(Decorated &table);
/// Fills virConnectDomainXMLFromNative, but only if the stock driver has none and libvirt lets us ask who may call it.
void decorate_command_lines(Decorated &table);
void decorate_configurations(Decorated &table);

}  // namespace chardev::driver
