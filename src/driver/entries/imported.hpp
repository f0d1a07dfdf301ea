// SPDX-License-Identifier: LGPL-2.1-or-later
// A domain document made of a hypervisor's own words, on its way to the client who asked for it.
#pragma once

#include <string>
#include <vector>

#include "driver/load/table.hpp"
#include "driver/text.hpp"

namespace chardev::driver {

/// `xml`, in the port grammar, as the connection shows documents, with `warnings` in a comment before it and in the log.
/// Empty: an error was reported.
[[nodiscard]] Text show_imported(const Decorated &our, const std::string &xml,
                                 const std::vector<std::string> &warnings);

}  // namespace chardev::driver
