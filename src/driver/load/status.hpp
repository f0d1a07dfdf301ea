// SPDX-License-Identifier: LGPL-2.1-or-later
// What the module found, for the status file (status_file.h).
#pragma once

#include <cstddef>
#include <string>

#include "driver/hypervisor.hpp"

namespace chardev::driver {

struct Status {
    std::size_t measured = 0;  ///< entries of the stock table that were found
    std::size_t ours = 0;      ///< of these, decorated
    std::string fallback;      ///< why the stock driver runs alone; empty: it does not
};

void write_status(const Hypervisor &hypervisor, const Status &status);

/// The file's text.
[[nodiscard]] std::string status_text(const Status &status);

}  // namespace chardev::driver
