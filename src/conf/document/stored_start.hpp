// SPDX-License-Identifier: LGPL-2.1-or-later
// Starts from documents that the stock driver has stored or saved, or that it is sent.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "conf/document/policy.hpp"
#include "conf/model/result.hpp"

namespace chardev {

/// True if a stock document carries arguments of ours that hold the start until a client connects.
[[nodiscard]] bool waits(std::string_view xml, const Policy &policy);
/// The document without those arguments; std::nullopt: there are none.
[[nodiscard]] std::optional<std::string> without_waits(std::string_view xml, const Policy &policy);
/// Ok unless the stock driver cannot start a domain that it has stored or saved, or that it is sent, without our having seen
/// its ports: an error of kind invalid that says to define it again.
[[nodiscard]] Result<Ok> startable(std::string_view xml, const Policy &policy);

}  // namespace chardev
