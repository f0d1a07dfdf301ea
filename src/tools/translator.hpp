// SPDX-License-Identifier: LGPL-2.1-or-later
// The live path's rules for a document that no daemon has: limits of the machine count, its emulator is not asked.
#pragma once

#include "conf/policy.hpp"

namespace chardev::tools {

[[nodiscard]] const Policy &translator();

}  // namespace chardev::tools
