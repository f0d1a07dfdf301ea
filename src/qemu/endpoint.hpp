// SPDX-License-Identifier: LGPL-2.1-or-later
// Which addresses and port numbers may stand on QEMU's command line: those that the grammars take, and no other text.
#pragma once

#include <string>

#include "conf/result.hpp"

namespace chardev::qemu {

/// An IP address without brackets, or a host name.
[[nodiscard]] Result<std::string> checked_address(const std::string &text);

/// A decimal number from `min` to 65535, or the name of a service. QEMU itself takes 70000 for 4464.
[[nodiscard]] Result<std::string> checked_service(const std::string &text, unsigned min);

}  // namespace chardev::qemu
