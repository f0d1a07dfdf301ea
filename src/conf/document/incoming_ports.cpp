// SPDX-License-Identifier: LGPL-2.1-or-later
// Reads the ports of a domain from elements and metadata, gives each its slot, and drops metadata that no longer fit
// an element.
#include "conf/document/incoming_ports.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "conf/document/argument_ports.hpp"
#include "conf/document/numbering.hpp"
#include "conf/document/own_arguments.hpp"
#include "conf/grammar/shared_children.hpp"
#include "conf/libvirt/grammar.hpp"
#include "conf/model/gettext.hpp"
#include "conf/port/grammar.hpp"
#include "conf/xml/tree.hpp"

namespace chardev {

namespace {

bool has_port_grammar(const std::vector<PortElement> &ports)
{
    const auto *mirror = mirror_among(ports);
    return std::any_of(ports.begin(), ports.end(),
                       [mirror](const PortElement &port) { return port.is_ours() && port.element != mirror; });
}

Error newer_version(const Domain &domain, std::string_view file)
{
    return {
        ErrorKind::xml, place_of(domain.ours.front(), file),
        _("the ports of this domain were kept by a newer release of libvirt-chardev; use that release, or take the element out to describe the ports anew")};
}

IncomingPort read_item(const PortElement &candidate, Neutral neutral, std::string_view file)
{
    IncomingPort item;
    item.element = candidate.element;
    item.where = place_of(candidate.element, file);
    item.in_port_grammar = candidate.is_ours() || (candidate.grammar == Grammar::neutral && neutral == Neutral::port);
    auto port = item.in_port_grammar ? port_grammar::parse(candidate.element, file)
                                     : libvirt_grammar::parse(candidate.element, file);
    if (!port) item.unread = port.error();
    item.port = port ? *std::move(port) : port_of_unread(candidate.element);
    item.slot.kind = kind_of(item.port.tag);
    item.to_render = item.in_port_grammar;
    return item;
}

/// Slots without a device, and ports that stand in arguments alone, leave no element behind: they are kept as long as no
/// element has their number, and the arguments are there.
void add_without_element(IncomingPorts &incoming, const OwnArguments &line)
{
    std::set<Slot> said;
    for (const auto &item : incoming.items)
        if (item.port.target.number) said.insert({item.slot.kind, *item.port.target.number});
    for (const auto &kept : incoming.metadata.ports) {
        if (said.contains(kept.slot) || !stands_without_element(kept, line)) continue;
        incoming.items.push_back({nullptr, kept.port, kept.slot, !kept.in_libvirt_grammar, true, {}});
    }
}

void number_items(std::vector<IncomingPort> &items, std::optional<Error> &mistakes)
{
    std::vector<NumberedPort> numbered;
    for (const auto &item : items) {
        numbered.push_back(
            {item.slot.kind, item.element ? item.port.target.number : item.slot.index, item.in_port_grammar});
    }
    const auto slots = assign(numbered);
    for (std::size_t i = 0; i < items.size(); ++i) items[i].slot = slots[i];
    for (const auto second : duplicates(numbered))
        join(mistakes, number_taken(items[second].where, items[second].slot));
}

/// A stock element that still says what a kept port was lowered to, is that port. One that cannot be read is taken for it if
/// it is of the same type: what it has beyond our understanding was not ours to say.
void recognise(IncomingPort &item, const MetadataPort &kept, std::string_view file)
{
    auto stock = libvirt_grammar::parse(item.element, file);
    if (!stock && !libvirt_grammar::is_of_type(item.element, kept.port, kept.slot)) return;
    if (stock && !libvirt_grammar::is_rendering_of(*stock, kept.port, kept.slot)) return;
    const auto found = stock ? *std::move(stock) : item.port;
    item.port = kept.port;
    item.port.alias = found.alias;
    item.port.uninterpreted = found.uninterpreted;
    item.in_port_grammar = !kept.in_libvirt_grammar;
    item.to_render = false;
}

void recognise_kept(IncomingPorts &incoming, const std::vector<PortElement> &candidates, std::string_view file)
{
    std::map<Slot, const MetadataPort *> kept;
    for (const auto &entry : incoming.metadata.ports) kept.emplace(entry.slot, &entry);
    std::set<const xmlNode *> of_port_grammar;
    for (const auto &candidate : candidates)
        if (candidate.is_ours()) of_port_grammar.insert(candidate.element);
    for (auto &item : incoming.items) {
        const auto entry = kept.find(item.slot);
        if (entry == kept.end() || !item.element || of_port_grammar.contains(item.element)) continue;
        recognise(item, *entry->second, file);
    }
}

/// Of ours; how many ports of libvirt's grammar there may be is the stock driver's to say.
constexpr std::ptrdiff_t most_ports = 256;

Error too_many(const Domain &domain, std::string_view file)
{
    return {ErrorKind::xml, place_of(domain.root, file),
            format(_("the domain has more than %td ports; remove some"), most_ports)};
}

Result<IncomingPorts> gather_incoming_ports(const Domain &domain, const Policy &policy,
                                            const std::vector<PortElement> &ports, Neutral neutral,
                                            std::string_view file)
{
    if (std::count_if(ports.begin(), ports.end(), [](const PortElement &port) { return port.is_ours(); }) > most_ports)
        return too_many(domain, file);
    IncomingPorts incoming;
    incoming.metadata = read_metadata(domain.ours);
    incoming.mirror = mirror_among(ports);
    for (const auto &candidate : ports) {
        if (candidate.element == incoming.mirror) continue;
        incoming.items.push_back(read_item(candidate, neutral, file));
        if (const auto &item = incoming.items.back(); item.is_mistake()) join(incoming.mistakes, *item.unread);
    }
    add_without_element(incoming, OwnArguments(domain, policy));
    number_items(incoming.items, incoming.mistakes);
    recognise_kept(incoming, ports, file);
    return incoming;
}

/// The document is the stock driver's, unless it has a port that a user must have meant as one of ours.
Result<std::optional<IncomingPorts>> left_to_stock(const std::vector<PortElement> &ports, const Error &reason,
                                                   std::string_view file)
{
    const auto *mirror = mirror_among(ports);
    for (const auto &port : ports) {
        auto *element = port.element;
        const bool empty_console =
            is_element(element, "console") && !element->properties && !xmlFirstElementChild(element);
        if (port.is_ours() && element != mirror && !empty_console) return reason.at(place_of(element, file));
    }
    return std::optional<IncomingPorts>();
}

}  // namespace

Port port_of_unread(xmlNode *element)
{
    Port port;
    port.tag = tag_named(local_name(element));
    port.backend = Foreign{attribute_of(element, "type").value_or("pty")};
    port.target.number = explicit_number(element);
    if (auto *alias = child_of(element, "alias")) port.alias = attribute_of(alias, "name");
    return port;
}

PortCount count_ports(const std::vector<PortElement> &ports)
{
    PortCount count;
    const auto *mirror = mirror_among(ports);
    for (const auto &port : ports) {
        if (port.element == mirror) continue;
        const bool parallel = is_element(port.element, "parallel");
        ++(parallel ? count.parallels : count.serials);
        if (!parallel) count.misplaced = count.serials == 1 && explicit_number(port.element).value_or(0) > 0;
    }
    return count;
}

Result<std::optional<IncomingPorts>> survey_incoming_ports(const Domain &domain, const Policy &policy,
                                                           std::string_view file)
{
    const auto ports = port_elements(domain.ports);
    const auto possible = policy.has_ports(domain.machine);
    if (!possible) return left_to_stock(ports, possible.error(), file);
    const bool in_port_grammar = has_port_grammar(ports);
    const bool ours =
        in_port_grammar || (policy.takes_any_over() && policy.takes_over(domain.machine, count_ports(ports)));
    if (!ours && domain.ours.empty()) return std::optional<IncomingPorts>();
    if (!is_readable(domain.ours)) {
        if (ours) return newer_version(domain, file);
        return std::optional<IncomingPorts>();
    }
    auto incoming =
        gather_incoming_ports(domain, policy, ports, in_port_grammar ? Neutral::port : Neutral::stock, file);
    if (!incoming) return incoming.error();
    return std::optional<IncomingPorts>(*std::move(incoming));
}

Result<IncomingPorts> survey_incoming_ports(const Domain &domain, const Policy &policy, Neutral neutral,
                                            std::string_view file)
{
    const auto ports = port_elements(domain.ports);
    if (const auto possible = policy.has_ports(domain.machine); !possible) {
        const auto none = left_to_stock(ports, possible.error(), file);
        return none ? Result<IncomingPorts>(IncomingPorts()) : none.error();
    }
    if (!is_readable(domain.ours)) return newer_version(domain, file);
    return gather_incoming_ports(domain, policy, ports, neutral, file);
}

Result<std::optional<IncomingPorts>> read_incoming_ports(const Domain &domain, const Policy &policy,
                                                         std::string_view file)
{
    auto incoming = survey_incoming_ports(domain, policy, file);
    return incoming && *incoming && (*incoming)->mistakes ? *(*incoming)->mistakes : std::move(incoming);
}

Result<IncomingPorts> read_incoming_ports(const Domain &domain, const Policy &policy, Neutral neutral,
                                          std::string_view file)
{
    auto incoming = survey_incoming_ports(domain, policy, neutral, file);
    return incoming && incoming->mistakes ? *incoming->mistakes : std::move(incoming);
}

std::vector<PlacedPort> placed(const std::vector<IncomingPort> &items, const Policy &policy)
{
    std::vector<PlacedPort> ports;
    for (const auto &item : items) ports.push_back({item.port, item.slot, item.where, item.is_ours(policy)});
    return ports;
}

std::vector<std::string> aliases(const std::vector<IncomingPort> &items, const Policy &policy)
{
    std::vector<std::string> names;
    unsigned serials = 0, parallels = 0;
    for (const auto &item : items) {
        if (item.is_none()) {
            names.emplace_back();
            continue;
        }
        if (item.by_arguments(policy)) {
            names.push_back(policy.alias(item.port, item.slot));
            continue;
        }
        const bool serial = item.slot.kind == Kind::serial;
        names.push_back(alias_by_slot(item.port, {item.slot.kind, serial ? serials++ : parallels++}));
    }
    return names;
}

Error number_taken(const Place &where, const Slot &slot)
{
    const auto *sentence =
        slot.kind == Kind::serial
            ? _("number '%u' is taken by another serial port; give each <target port='…'/> its own number")
            : _("number '%u' is taken by another parallel port; give each <target port='…'/> its own number");
    return {ErrorKind::xml, where, format(sentence, slot.index)};
}

}  // namespace chardev
