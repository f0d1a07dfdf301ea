// SPDX-License-Identifier: LGPL-2.1-or-later
// What libvirt's own conversion does for a whole guest, with the lines of its ports exchanged for ours.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "conf/model/result.hpp"
#include "xen/config.hpp"

namespace chardev::xen {

/// The stock driver's conversion; std::nullopt: it failed and has said why.
using Conversion = std::function<std::optional<std::string>(const std::string &)>;

/// std::nullopt: `stock` failed. `xml` may be in either grammar, with our metadata or without; `stock` is given the same
/// domain without ports, and the port lines of what it answers are exchanged for ours.
[[nodiscard]] Result<std::optional<std::string>> to_config(std::string_view xml, const Version &xen, ConfigFormat form,
                                                           const Conversion &stock);

struct ImportedConfig {
    std::string xml;                    ///< a <domain> with its ports in the port grammar
    std::vector<std::string> warnings;  ///< whole sentences
};
/// `stock` is given the configuration without its ports.
[[nodiscard]] Result<std::optional<ImportedConfig>> from_config(std::string_view text, ConfigFormat form,
                                                                const Conversion &stock);

/// The port elements of a configuration alone, in the port grammar, one after the other.
[[nodiscard]] Result<std::string> config_ports(std::string_view text, ConfigFormat form, std::string_view file);

}  // namespace chardev::xen
