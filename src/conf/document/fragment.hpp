// SPDX-License-Identifier: LGPL-2.1-or-later
// Device fragments: one <console>, <serial> or <parallel> for the stock driver's live attach, update and detach.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "conf/document/policy.hpp"
#include "conf/model/result.hpp"

namespace chardev {

/// True if the stock driver takes `xml` for a port: its root is a <console>, <serial> or <parallel>, in whichever grammar and
/// namespace, but no console of another target type than serial (virtio, xen…). Also if it is beyond our bounds.
[[nodiscard]] bool is_port_fragment(std::string_view xml);
/// True if the root is one in the port grammar.
[[nodiscard]] bool is_port_grammar_fragment(std::string_view xml);
/// A device fragment for the stock driver's live attach, update or detach. std::nullopt: not ours, untouched.
/// An option that would need arguments (nodelay, waiting…) is an error: it cannot be given to a running guest.
[[nodiscard]] Result<std::optional<std::string>> lower_fragment(std::string_view xml, const Policy &policy);

}  // namespace chardev
