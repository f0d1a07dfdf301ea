// SPDX-License-Identifier: LGPL-2.1-or-later
// Documents on their way out: from what the stock driver shows to the port grammar.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "conf/document/policy.hpp"

namespace chardev {

/// How documents are shown: each port as it was written, or all of them in one grammar (?chardev= in the URI).
enum class View { written, port, libvirt };

/// Domain, domainsnapshot and domaincheckpoint documents on their way out, and also documents without our metadata when `view` asks for more.
/// Never fails for a document that the stock driver printed: what cannot be raised is shown as stock shows it.
[[nodiscard]] std::optional<std::string> raise(std::string_view xml, const Policy &policy, View view);

}  // namespace chardev
