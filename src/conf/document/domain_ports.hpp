// SPDX-License-Identifier: LGPL-2.1-or-later
// All ports of a domain document, in whichever grammar, for translation into arguments or configuration files.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "conf/document/incoming_ports.hpp"
#include "conf/document/policy.hpp"
#include "conf/model/result.hpp"

namespace chardev {

struct DomainPorts {
    Machine machine;
    std::vector<PlacedPort> ports;     ///< in document order, without libvirt's mirror of serial 0
    std::vector<std::string> aliases;  ///< of each: the name its device will have ("serial0", "ua-x"); empty for none
    bool has_libvirt_grammar = false;  ///< some of it is in libvirt's grammar, or metadata of ours are
};

/// Of a <domain>, or of one <console>, <serial> or <parallel> alone. Our metadata count as far as they are fresh. Both
/// grammars, mixed or not; cross-port conflicts (number, listener, socket, host device, stdio) are errors. `file` names the source in errors.
[[nodiscard]] Result<DomainPorts> ports_of(std::string_view xml, std::string_view file, PolicyOf policy_of);

/// The same, but also of the domains of a <domainsnapshot> or <domaincheckpoint>.
[[nodiscard]] Result<std::vector<DomainPorts>> ports_of_each(std::string_view xml, std::string_view file,
                                                             PolicyOf policy_of);

/// For a document without one.
[[nodiscard]] Error no_domain(const xmlNode *root, std::string_view file);
/// The stock driver takes one <console> as a serial port, and refuses each after it. With a port of ours beside them they are
/// <serial>s to it.
[[nodiscard]] std::optional<Error> further_consoles(const Domain &domain, std::string_view file);
/// Why nobody can say these ports in other words, although libvirt may take them.
[[nodiscard]] std::optional<Error> untranslatable(const std::vector<IncomingPort> &items, const Policy &policy);

}  // namespace chardev
