// SPDX-License-Identifier: LGPL-2.1-or-later
// Everything that is wrong with the ports of a document, for those who check it instead of defining it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "conf/policy.hpp"
#include "conf/result.hpp"

namespace chardev {

/// Of one domain, or of one element alone.
struct Findings {
    Machine machine{};
    std::vector<PlacedPort> ports{};      ///< those that can be read
    std::vector<Error> mistakes{};        ///< each is a reason for which it is refused when it is defined
    std::vector<Error> doubts{};          ///< taken all the same: it is in libvirt's grammar, but cannot start or be translated
    std::vector<std::string> warnings{};  ///< whole sentences
};

/// Of the domains of a <domain>, <domainsnapshot> or <domaincheckpoint>, or of one <console>, <serial> or <parallel>.
/// An error is one of the whole text: no XML, no domain. `file` names the source in all of them.
[[nodiscard]] Result<std::vector<Findings>> find_mistakes(std::string_view xml, std::string_view file, PolicyOf policy_of);

}  // namespace chardev
