// SPDX-License-Identifier: LGPL-2.1-or-later
// Asks a guest's device model for its terminals, over the second monitor that libxl gives it (/run/xen/qmp-libxenstat-ID).
#pragma once

#include <map>
#include <string>

namespace chardev::xen {

/// Terminals by chardev id: {"serial1", "/dev/pts/4"}. Waits at most a second for an answer; empty if there is none.
[[nodiscard]] std::map<std::string, std::string> terminals_of(unsigned domain,
                                                              const std::string &directory = "/run/xen");

}  // namespace chardev::xen
