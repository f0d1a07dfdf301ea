// SPDX-License-Identifier: LGPL-2.1-or-later
// The texts that virt-chardev is given to read.
#pragma once

#include <string>

#include "conf/model/result.hpp"

namespace chardev::tools {

/// All of a file, "-" for standard input; at most 16 MiB. Errors name it.
[[nodiscard]] Result<std::string> read_source(const std::string &file);

}  // namespace chardev::tools
