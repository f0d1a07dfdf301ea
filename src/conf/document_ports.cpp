// SPDX-License-Identifier: LGPL-2.1-or-later
// Decides what of a document is of its ports, and where ports that come from elsewhere are put.
#include "conf/document_ports.hpp"

#include "conf/commandline.hpp"
#include "conf/gettext.hpp"
#include "conf/lowering.hpp"
#include "conf/placement.hpp"
#include "conf/port_grammar.hpp"
#include "conf/tree.hpp"

namespace chardev {

namespace {

Result<Dom> parsed(std::string_view xml, std::string_view file)
{
    auto dom = Dom::parse_ours(xml, file);
    if (dom && !is_element(dom->root(), "domain"))
        return Error{ErrorKind::xml, place_of(dom->root(), file), _("this is no <domain>; give a whole domain document")};
    return dom;
}

}  // namespace

Result<std::string> without_ports(std::string_view xml, const Policy &policy, std::string_view file)
{
    const auto dom = parsed(xml, file);
    if (!dom) return dom.error();
    const auto domain = domains_of(dom->root()).front();
    const auto metadata = is_readable(domain.ours) ? read_metadata(domain.ours) : Metadata();
    Edits edits;
    if (policy.has_ports(domain.machine))
        for (const auto *port : domain.ports) take_out(edits, *dom, port);
    for (const auto *element : domain.astray) take_out(edits, *dom, element);
    remove_metadata(edits, *dom, domain, metadata.own_container);
    const CommandLine line(domain, policy);
    line.change(edits, *dom, line.matching(metadata.all_arguments()), {}, true);
    return edits.apply(xml);
}

Result<std::string> with_ports(std::string_view xml, const std::vector<PlacedPort> &ports, const Policy &policy, std::string_view file)
{
    if (ports.empty()) return std::string(xml);
    const auto dom = parsed(xml, file);
    if (!dom) return dom.error();
    const auto domain = domains_of(dom->root()).front();
    if (auto possible = policy.has_ports(domain.machine); !possible) return possible.error();
    auto *parent = domain.devices ? domain.devices : domain.root;
    const auto indent = child_indent(*dom, parent) + (domain.devices ? "" : "  ");
    std::vector<std::string> elements;
    for (const auto &placed : ports) {
        auto element = port_grammar::render(placed.port, indent);
        if (!element) return element.error();
        elements.push_back(*std::move(element));
    }
    if (!domain.devices) {
        std::string devices = "<devices>";
        for (const auto &element : elements) devices += "\n" + indent + element;
        elements = {devices + "\n" + child_indent(*dom, parent) + "</devices>"};
    }
    Edits edits;
    append_children(edits, *dom, parent, elements);
    return edits.apply(xml);
}

}  // namespace chardev
