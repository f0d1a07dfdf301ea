// SPDX-License-Identifier: LGPL-2.1-or-later
// The ports of one domain document that comes in: each with its grammar, its model and its slot.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "conf/document/domain.hpp"
#include "conf/document/metadata.hpp"
#include "conf/document/port_elements.hpp"

namespace chardev {

struct IncomingPort {
    xmlNode *element =
        nullptr;  ///< nullptr: of type none, known by arguments alone, or attached and without an element yet
    Port port;
    Slot slot;
    bool in_port_grammar = false;  ///< and so shown to the user; goes into the metadata
    bool to_render = false;        ///< in libvirt's grammar; else the element stays, but for its name and number
    Place where;
    std::string text{};  ///< of an element of libvirt's grammar that is to be put in
    std::optional<Error>
        unread{};  ///< why it cannot be read: one of libvirt's grammar is left to the stock driver as it is

    /// It holds the place of a port in the port grammar.
    [[nodiscard]] bool is_mistake() const { return in_port_grammar && to_render && unread; }
    [[nodiscard]] bool is_none() const { return chardev::is_none(port); }
    [[nodiscard]] bool by_arguments(const Policy &policy) const
    {
        return !is_none() && policy.route(port, slot) == Route::arguments;
    }
    /// Whether what is wrong with it is ours to say; else it is the stock driver's.
    [[nodiscard]] bool is_ours(const Policy &policy) const { return in_port_grammar || by_arguments(policy); }
};

struct IncomingPorts {
    std::vector<IncomingPort> items;  ///< in document order, then those without an element
    xmlNode *mirror = nullptr;
    Metadata metadata;                ///< as it came in; its ports are among the items as far as they are fresh
    std::optional<Error> mistakes{};  ///< in ports of ours
};

/// What neutral elements are read as.
enum class Neutral { stock, port };

/// std::nullopt: the document is not ours.
[[nodiscard]] Result<std::optional<IncomingPorts>> read_incoming_ports(const Domain &domain, const Policy &policy,
                                                                       std::string_view file);
/// The same for a document that is ours in any case.
[[nodiscard]] Result<IncomingPorts> read_incoming_ports(const Domain &domain, const Policy &policy, Neutral neutral,
                                                        std::string_view file);
/// Both for those who want the ports that are right, too: mistakes in ports are left to them.
[[nodiscard]] Result<std::optional<IncomingPorts>> survey_incoming_ports(const Domain &domain, const Policy &policy,
                                                                         std::string_view file);
[[nodiscard]] Result<IncomingPorts> survey_incoming_ports(const Domain &domain, const Policy &policy, Neutral neutral,
                                                          std::string_view file);

[[nodiscard]] std::vector<PlacedPort> placed(const std::vector<IncomingPort> &items, const Policy &policy);

/// What is known of an element of libvirt's grammar that cannot be read: it is left to the stock driver as it is.
[[nodiscard]] Port port_of_unread(xmlNode *element);

/// The ports in libvirt's words, without its mirror of serial 0.
[[nodiscard]] PortCount count_ports(const std::vector<PortElement> &ports);

/// The name each item's device has in a running guest; empty for none.
[[nodiscard]] std::vector<std::string> aliases(const std::vector<IncomingPort> &items, const Policy &policy);
[[nodiscard]] Error number_taken(const Place &where, const Slot &slot);

}  // namespace chardev
