// SPDX-License-Identifier: LGPL-2.1-or-later
// Finding the port of a domain that a device fragment means.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "conf/document/incoming_ports.hpp"

namespace chardev {

/// What is attached, or what the port to change or to remove looks like.
struct FragmentPort {
    Port port;
    bool in_port_grammar = false;  ///< or neutral
    Place where;
    std::string text;                                          ///< in libvirt's grammar
    std::optional<Error> unread;                               ///< in libvirt's grammar, why it cannot be read
    std::vector<std::pair<std::string, std::string>> address;  ///< the attributes of <address>

    /// What becomes of it, or of what stands in `element`.
    [[nodiscard]] IncomingPort item(xmlNode *element, const Slot &slot) const
    {
        return {element, port, slot, in_port_grammar, true, where, text, unread};
    }
};

[[nodiscard]] Result<FragmentPort> read_fragment_port(std::string_view fragment);

/// The one item of a definition that is meant: by its slot if the fragment says a number, else by the user's alias, else by equal
/// contents. A number and an alias have to agree.
[[nodiscard]] Result<std::size_t> find_wanted(const std::vector<IncomingPort> &items, const FragmentPort &wanted);
/// The one item of a running guest of which all is true that the fragment says.
[[nodiscard]] Result<std::size_t> find_live(const std::vector<IncomingPort> &items, const FragmentPort &wanted);
/// The first item with this alias of the user's.
[[nodiscard]] std::optional<std::size_t> find_alias(const std::vector<IncomingPort> &items, std::string_view alias);
/// The slot of one more port: the number it says, or the lowest free one.
[[nodiscard]] Result<Slot> slot_for(const std::vector<IncomingPort> &items, const FragmentPort &wanted);

}  // namespace chardev
