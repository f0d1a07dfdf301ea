// SPDX-License-Identifier: LGPL-2.1-or-later
// Finds the index of each entry in the stock driver's table: calls the public API on a connection whose driver pointer is aimed
// at a table of numbered probes. Nothing is assumed about the release of libvirt.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include <libvirt/libvirt.h>

#include "conf/model/result.hpp"
#include "driver/load/entry.hpp"
#include "driver/load/table.hpp"

namespace chardev::driver {

struct Position {
    const Entry *entry;
    std::size_t index;  ///< in the table
};

struct Measured {
    std::vector<Position> positions;  ///< one per entry that this release has
    std::optional<Error> missing;     ///< why an entry that is not needed has no position
};

/// It is a contradiction if a call reaches no entry, several, the one of another call, or one beyond `table_size`: an error, for
/// the log only, if the entry is needed.
/// `conn` is open, known to this thread only, and its driver pointer is its word `driver`, which is put back.
[[nodiscard]] Result<Measured> measure(virConnectPtr conn, std::size_t driver, std::size_t table_size,
                                       std::span<const Entry> entries);

}  // namespace chardev::driver
