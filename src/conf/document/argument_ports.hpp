// SPDX-License-Identifier: LGPL-2.1-or-later
// The ports of a stock document that stand in none of its elements: slots without a device, and ports that are known by
// arguments alone.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "conf/document/domain.hpp"
#include "conf/document/metadata.hpp"

namespace chardev {

class OwnArguments;

/// True for a slot without a device, and for a port all of whose arguments are there.
[[nodiscard]] bool stands_without_element(const MetadataPort &kept, const OwnArguments &line);

/// Those of `metadata`; of a running guest with their aliases and terminals.
[[nodiscard]] std::vector<MetadataPort> ports_without_element(const Domain &domain, const Policy &policy,
                                                              const Metadata &metadata);

/// Of a port that is known by arguments alone, what shown_by_libvirt adds: shown and sent in again, it is kept the same.
void forget_filled(Target &target, const Slot &slot);

/// A port that is known by arguments alone, as libvirt would show its element.
[[nodiscard]] Result<std::string> shown_by_libvirt(const Port &port, const Slot &slot, std::string_view indent);

/// A port of a stock document that stands in no element of it, but in our arguments.
struct ArgumentPort {
    Slot slot;
    std::string alias;  ///< "serial1", as a running guest's document shows it, or the user's own
    bool is_terminal = false;
};
[[nodiscard]] std::vector<ArgumentPort> argument_ports(std::string_view xml, const Policy &policy);

}  // namespace chardev
