// SPDX-License-Identifier: LGPL-2.1-or-later
// Walks a document for its domains, and a domain for the elements that can be ports.
#include "conf/document/domain.hpp"

#include <algorithm>

#include "conf/document/metadata.hpp"
#include "conf/xml/tree.hpp"

namespace chardev {

namespace {

std::string attribute_or_empty(xmlNode *element, const char *name)
{
    return element ? attribute_of(element, name).value_or("") : std::string();
}

/// The first there is, as libvirt takes it: string(./os/type[1]).
xmlNode *os_type(xmlNode *root)
{
    for (auto *os : children_of(root, "os", {}))
        if (auto *type = child_of(os, "type")) return type;
    return nullptr;
}

std::string all_text_of(xmlNode *element)
{
    std::string text;
    for (auto *node = element->children; node; node = node->next)
        text += node->type == XML_ELEMENT_NODE ? all_text_of(node) : text_of_node(node);
    return text;
}

Machine machine_of(const Domain &domain)
{
    auto *type = os_type(domain.root);
    auto *emulator = domain.devices ? child_of(domain.devices, "emulator") : nullptr;
    return {attribute_or_empty(domain.root, "type"), type ? all_text_of(type) : std::string(),
            attribute_or_empty(type, "arch"), attribute_or_empty(type, "machine"),
            emulator ? text_of(emulator) : std::string()};
}

Domain domain_at(xmlNode *root)
{
    Domain domain;
    domain.root = root;
    domain.metadata = child_of(root, "metadata");
    for (auto *metadata : children_of(root, "metadata", {})) {
        auto &place = metadata == domain.metadata ? domain.ours : domain.astray;
        for (auto *child : children_of(metadata))
            if (is_metadata(child)) place.push_back(child);
    }
    for (auto *devices : children_of(root, "devices")) {
        domain.devices = devices;
        for (auto *device : children_of(devices))
            if (is_port_element(device) && !is_other_console(device)) domain.ports.push_back(device);
    }
    domain.machine = machine_of(domain);
    return domain;
}

}  // namespace

// The stock driver looks at the name of a root alone, and not at its namespace.
std::vector<Domain> domains_of(xmlNode *root)
{
    std::vector<Domain> domains;
    const auto name = local_name(root);
    if (name == "domain") domains.push_back(domain_at(root));
    const bool snapshot = name == "domainsnapshot";
    if (!snapshot && name != "domaincheckpoint") return domains;
    for (auto *child : children_of(root))
        if (is_element(child, "domain") || (snapshot && is_element(child, "inactiveDomain")))
            domains.push_back(domain_at(child));
    return domains;
}

bool is_port_element(const xmlNode *element)
{
    return is_element(element, local_name(element)) && is_port_name(local_name(element));
}

bool is_other_console(xmlNode *element)
{
    if (!is_element(element, "console")) return false;
    auto *target = child_of(element, "target");
    return target && attribute_of(target, "type").value_or("serial") != "serial";
}

std::optional<unsigned> explicit_number(xmlNode *port)
{
    auto *target = child_of(port, "target");
    return target ? number_of(target, "port") : std::nullopt;
}

Place place_of(const xmlNode *element, std::string_view file)
{
    const auto line = static_cast<int>(xmlGetLineNo(element));
    return {std::string(file), std::max(line, 0), "<" + std::string(local_name(element)) + ">"};
}

}  // namespace chardev
