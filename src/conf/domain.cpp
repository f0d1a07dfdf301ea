// SPDX-License-Identifier: LGPL-2.1-or-later
// Decides which places of a document can hold ports.
#include "conf/domain.hpp"

#include <algorithm>

#include "conf/metadata.hpp"
#include "conf/tree.hpp"

namespace chardev {

namespace {

std::string attribute_or_empty(xmlNode *element, const char *name)
{
    return element ? attribute_of(element, name).value_or("") : std::string();
}

Machine machine_of(const Domain &domain)
{
    auto *os = child_of(domain.root, "os");
    auto *type = os ? child_of(os, "type") : nullptr;
    auto *emulator = domain.devices ? child_of(domain.devices, "emulator") : nullptr;
    return {attribute_or_empty(domain.root, "type"), type ? text_of(type) : std::string(),
            attribute_or_empty(type, "arch"), attribute_or_empty(type, "machine"),
            emulator ? text_of(emulator) : std::string()};
}

Domain domain_at(xmlNode *root)
{
    Domain domain;
    domain.root = root;
    domain.metadata = child_of(root, "metadata");
    for (auto *metadata : children_of(root, "metadata", {})) {
        const auto ours = children_of(metadata, "ports", metadata_uri);
        auto &place = metadata == domain.metadata ? domain.ours : domain.astray;
        place.insert(place.end(), ours.begin(), ours.end());
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

std::vector<Domain> domains_of(xmlNode *root)
{
    std::vector<Domain> domains;
    if (is_element(root, "domain")) domains.push_back(domain_at(root));
    const bool snapshot = is_element(root, "domainsnapshot");
    if (!snapshot && !is_element(root, "domaincheckpoint")) return domains;
    for (auto *child : children_of(root))
        if (is_element(child, "domain") || (snapshot && is_element(child, "inactiveDomain")))
            domains.push_back(domain_at(child));
    return domains;
}

bool is_port_element(const xmlNode *element)
{
    return is_element(element, "console") || is_element(element, "serial") || is_element(element, "parallel");
}

bool is_other_console(xmlNode *element)
{
    if (!is_element(element, "console")) return false;
    auto *target = child_of(element, "target");
    return target && attribute_of(target, "type").value_or("serial") != "serial";
}

std::optional<unsigned> said_number(xmlNode *port)
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
