// SPDX-License-Identifier: LGPL-2.1-or-later
// Finds a hypervisor by name. This is not in driver/hypervisor.hpp because the list needs the entries, and they need
// that file.
#pragma once

#include <string_view>

#include "driver/hypervisor.hpp"

namespace chardev::driver {

/// nullptr: we know no such hypervisor.
[[nodiscard]] const Hypervisor *find_hypervisor(std::string_view name);

}  // namespace chardev::driver
