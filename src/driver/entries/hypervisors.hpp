// SPDX-License-Identifier: LGPL-2.1-or-later
// The list of hypervisors whose stock drivers are decorated.
#pragma once

#include <string_view>

#include "driver/hypervisor.hpp"

namespace chardev::driver {

/// nullptr: we know no such hypervisor.
[[nodiscard]] const Hypervisor *find_hypervisor(std::string_view name);

}  // namespace chardev::driver
