// SPDX-License-Identifier: LGPL-2.1-or-later
// Takes all ports, our metadata and our arguments out of a document, and puts other ports in behind the devices.
#include "conf/document/replace_ports.hpp"

#include "conf/document/lower.hpp"
#include "conf/document/metadata.hpp"
#include "conf/document/own_arguments.hpp"
#include "conf/model/gettext.hpp"
#include "conf/port/grammar.hpp"
#include "conf/xml/insertion.hpp"
#include "conf/xml/text_edits.hpp"
#include "conf/xml/tree.hpp"

namespace chardev {

namespace {

Result<SourceText> parsed(std::string_view xml, std::string_view file)
{
    auto source = SourceText::parse(xml, file);
    if (source && !is_element(source->root(), "domain"))
        return Error{ErrorKind::xml, place_of(source->root(), file),
                     _("this is no <domain>; give a whole domain document")};
    return source;
}

}  // namespace

Result<std::string> without_ports(std::string_view xml, const Policy &policy, std::string_view file)
{
    const auto source = parsed(xml, file);
    if (!source) return source.error();
    const auto domain = domains_of(source->root()).front();
    const auto metadata = is_readable(domain.ours) ? read_metadata(domain.ours) : Metadata();
    Edits edits;
    if (policy.has_ports(domain.machine))
        for (const auto *port : domain.ports) take_out(edits, *source, port);
    for (const auto *element : domain.astray) take_out(edits, *source, element);
    remove_metadata(edits, *source, domain, metadata.own_container);
    const OwnArguments line(domain, policy);
    line.change(edits, *source, line.matching(metadata.all_arguments()), {}, true);
    return edits.apply(xml);
}

Result<std::string> with_ports(std::string_view xml, const std::vector<PlacedPort> &ports, const Policy &policy,
                               std::string_view file)
{
    if (ports.empty()) return std::string(xml);
    const auto source = parsed(xml, file);
    if (!source) return source.error();
    const auto domain = domains_of(source->root()).front();
    if (auto possible = policy.has_ports(domain.machine); !possible) return possible.error();
    auto *parent = domain.devices ? domain.devices : domain.root;
    const auto indent = child_indent(*source, parent) + (domain.devices ? "" : "  ");
    std::vector<std::string> elements;
    for (const auto &placed : ports) {
        auto element = port_grammar::render(placed.port, indent);
        if (!element) return element.error();
        elements.push_back(*std::move(element));
    }
    if (!domain.devices) {
        std::string devices = "<devices>";
        for (const auto &element : elements) devices += "\n" + indent + element;
        elements = {devices + "\n" + child_indent(*source, parent) + "</devices>"};
    }
    Edits edits;
    append_children(edits, *source, parent, elements);
    return edits.apply(xml);
}

}  // namespace chardev
