// SPDX-License-Identifier: LGPL-2.1-or-later
// Finds out which word of the stock driver's table each entry is, by calling the public API on a connection whose driver
// pointer is aimed at numbered probes. Nothing is assumed of the release.
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
    std::size_t word;
};

struct Measured {
    std::vector<Position> positions;  ///< one per entry that this release has
    std::optional<Error> missing;     ///< why one that is not needed has none
};

/// An entry that is not reached, reached more than once, or at the place of another or outside of `table_size`, is a
/// contradiction: an error, for the log only, if the entry is needed.
/// `conn` is open, known to this thread only, and its driver pointer is at word `driver`; it is put back.
[[nodiscard]] Result<Measured> measure(virConnectPtr conn, std::size_t driver, std::size_t table_size,
                                       std::span<const Entry> entries);

}  // namespace chardev::driver
