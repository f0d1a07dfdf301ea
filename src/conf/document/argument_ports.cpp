// SPDX-License-Identifier: LGPL-2.1-or-later
// Matches the ports of our metadata with the arguments in the document, and gives those of a running guest their
// terminals.
#include "conf/document/argument_ports.hpp"

#include <algorithm>

#include "conf/document/metadata.hpp"
#include "conf/document/own_arguments.hpp"
#include "conf/libvirt/grammar.hpp"
#include "conf/model/parts.hpp"
#include "conf/xml/dom.hpp"
#include "conf/xml/element_xml.hpp"
#include "conf/xml/tree.hpp"

namespace chardev {

namespace {

bool is_terminal(const MetadataPort &kept)
{
    return !kept.whole.empty() && facts_about(kept.port.backend).is_terminal;
}

Element alias_element(const std::string &name)
{
    Element alias("alias");
    alias.set("name", name);
    return alias;
}

void add_live_parts(std::vector<MetadataPort> &ports, unsigned id, const Policy &policy)
{
    const bool ask = std::any_of(ports.begin(), ports.end(), is_terminal);
    const auto terminals = ask ? policy.terminals(id) : std::map<Slot, std::string>();
    for (auto &kept : ports) {
        if (kept.whole.empty()) continue;
        auto &port = kept.port;
        if (!port.alias) {
            port.alias = policy.alias(port, kept.slot);
            port.uninterpreted.insert(port.uninterpreted.begin(), alias_element(*port.alias));
        }
        const auto terminal = terminals.find(kept.slot);
        if (is_terminal(kept) && terminal != terminals.end()) port.tty = terminal->second;
    }
}

/// libvirt fills in what its default is.
Target filled(const Target &target, const Slot &slot)
{
    if (slot.kind == Kind::parallel || target.type) return target;
    return {target.number, "isa-serial", "isa-serial"};
}

}  // namespace

void forget_filled(Target &target, const Slot &slot)
{
    const Target bare{target.number, {}, {}};
    if (target == filled(bare, slot)) target = bare;
}

bool stands_without_element(const MetadataPort &kept, const OwnArguments &line)
{
    if (is_none(kept.port)) return true;
    return !kept.whole.empty() && line.has(kept.whole);
}

std::vector<MetadataPort> ports_without_element(const Domain &domain, const Policy &policy, const Metadata &metadata)
{
    const OwnArguments line(domain, policy);
    std::vector<MetadataPort> ports;
    for (const auto &kept : metadata.ports)
        if (stands_without_element(kept, line)) ports.push_back(kept);
    if (const auto id = number_of(domain.root, "id")) add_live_parts(ports, *id, policy);
    return ports;
}

Result<std::string> shown_by_libvirt(const Port &port, const Slot &slot, std::string_view indent)
{
    auto full = port;
    if (!port.model) full.target = filled(port.target, slot);
    auto element = libvirt_grammar::element_of(full, slot);
    if (!element) return element.error();
    if (port.tty) {
        Element source("source");
        source.set("path", *port.tty);
        element->children.insert(element->children.begin(), std::move(source));
    }
    return write_lines(*element, indent);
}

std::vector<ArgumentPort> argument_ports(std::string_view xml, const Policy &policy)
{
    std::vector<ArgumentPort> found;
    if (!mentions_metadata(xml)) return found;
    const auto dom = Dom::parse(xml, {});
    if (!dom || !*dom) return found;
    for (const auto &domain : domains_of((*dom)->root())) {
        if (!is_readable(domain.ours) || !policy.has_ports(domain.machine)) continue;
        const OwnArguments line(domain, policy);
        for (const auto &kept : read_metadata(domain.ours).ports)
            if (!kept.whole.empty() && line.has(kept.whole))
                found.push_back({kept.slot, policy.alias(kept.port, kept.slot), is_terminal(kept)});
    }
    return found;
}

}  // namespace chardev
