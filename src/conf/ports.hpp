// SPDX-License-Identifier: LGPL-2.1-or-later
// The ports that a document has, in whichever grammar, for those who translate them into other words than XML.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "conf/policy.hpp"
#include "conf/result.hpp"

namespace chardev {

struct DomainPorts {
    Machine machine;
    std::vector<PlacedPort> ports;     ///< in document order, without libvirt's mirror of serial 0
    std::vector<std::string> aliases;  ///< of each: the name its device will have ("serial0", "ua-x"); empty for none
    bool says_libvirt = false;         ///< some of it is in libvirt's grammar, or metadata of ours are
};

/// The policy of the hypervisor that a machine is for.
using PolicyOf = const Policy &(*)(const Machine &);

/// Of a <domain>, or of one <console>, <serial> or <parallel> alone. Our metadata count as far as they are fresh. Both
/// grammars, mixed or not; cross-port conflicts (number, listener, path) are errors. `file` names the source in errors.
[[nodiscard]] Result<DomainPorts> ports_of(std::string_view xml, std::string_view file, PolicyOf policy_of);

/// The same, but also of the domains of a <domainsnapshot> or <domaincheckpoint>.
[[nodiscard]] Result<std::vector<DomainPorts>> ports_of_each(std::string_view xml, std::string_view file, PolicyOf policy_of);

}  // namespace chardev
