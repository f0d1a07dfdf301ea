// SPDX-License-Identifier: LGPL-2.1-or-later
// A domain document without its ports, and one with ports put in: for conversions that the stock driver does, and in which
// only the ports are ours.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "conf/document/policy.hpp"
#include "conf/model/result.hpp"

namespace chardev {

/// Of a domain that can have ports, all of them go, in whichever grammar; in any case our metadata and our arguments. The
/// user's own arguments stay.
[[nodiscard]] Result<std::string> without_ports(std::string_view xml, const Policy &policy, std::string_view file);

/// `ports` in the port grammar, behind all other devices. The error of Policy::has_ports if it cannot have any.
[[nodiscard]] Result<std::string> with_ports(std::string_view xml, const std::vector<PlacedPort> &ports,
                                             const Policy &policy, std::string_view file);

}  // namespace chardev
