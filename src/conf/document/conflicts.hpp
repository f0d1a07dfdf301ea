// SPDX-License-Identifier: LGPL-2.1-or-later
// Conflicts between the ports of one domain, which are errors, and warnings about what is valid but may be surprising.
#pragma once

#include <string>
#include <vector>

#include "conf/document/policy.hpp"

namespace chardev {

/// The same listener, socket path or host device twice, if one of the two ports is ours. A listener without an address has its port on all of them;
/// TCP and UDP ports are counted apart.
[[nodiscard]] Result<Ok> check_conflicts(const std::vector<PlacedPort> &ports);

/// A port of ours that the guest would find in another place than its number says: ports of a kind that the stock driver does
/// not number have to be in order and without a gap.
[[nodiscard]] Result<Ok> check_slots(const std::vector<PlacedPort> &ports, const Policy &policy);

/// Sentences for the log: what will hold or refuse the start, and what is open to everybody.
[[nodiscard]] std::vector<std::string> warnings_about(const PlacedPort &port);

}  // namespace chardev
