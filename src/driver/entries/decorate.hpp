// SPDX-License-Identifier: LGPL-2.1-or-later
// The decisions: which entries of the stock driver's table are ours.
#pragma once

#include <memory>
#include <span>

#include "driver/load/table.hpp"

namespace chardev::driver {

/// A copy of the stock table with our entries on top. `stock` must outlive it.
[[nodiscard]] std::unique_ptr<Decorated> decorate(std::span<void *const> words, const Stock &stock, View view);

}  // namespace chardev::driver
