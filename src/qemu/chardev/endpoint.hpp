// SPDX-License-Identifier: LGPL-2.1-or-later
// Which addresses and port numbers may stand on QEMU's command line: those that the grammars take, and no other text.
#pragma once

#include <string>

#include "conf/model/result.hpp"

namespace chardev::qemu {

/// This host's end may be on all addresses ("*") and on any port (0), the peer's not.
enum class Side { own, peer };

/// An IP address without brackets, or a host name.
[[nodiscard]] Result<std::string> checked_address(const std::string &text, Side side);

/// A decimal number up to 65535, or the name of a service. QEMU itself takes 70000 for 4464.
[[nodiscard]] Result<std::string> checked_service(const std::string &text, Side side);

}  // namespace chardev::qemu
