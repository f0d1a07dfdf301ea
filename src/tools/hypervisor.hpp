// SPDX-License-Identifier: LGPL-2.1-or-later
// Whose driver a document is for: <domain type='xen'> is for Xen's; any other, and one element alone, for QEMU's.
#pragma once

#include <vector>

#include "conf/document/domain_ports.hpp"

namespace chardev::tools {

[[nodiscard]] bool is_xen(const Machine &machine);

[[nodiscard]] const Policy &policy_of(const Machine &machine);
/// Of a document with these domains: all of them are states of one guest.
[[nodiscard]] const Policy &policy_of(const std::vector<DomainPorts> &domains);

}  // namespace chardev::tools
