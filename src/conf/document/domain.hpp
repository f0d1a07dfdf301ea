// SPDX-License-Identifier: LGPL-2.1-or-later
// Where in a document the domains are, and in each of them the ports, our metadata and the hypervisor's arguments.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include <libxml/tree.h>

#include "conf/document/policy.hpp"

namespace chardev {

struct Domain {
    xmlNode *root = nullptr;        ///< <domain>, or a snapshot's <inactiveDomain>
    xmlNode *devices = nullptr;     ///< the last one; nullptr: none
    xmlNode *metadata = nullptr;    ///< the stock driver looks at the first one only
    std::vector<xmlNode *> ours;    ///< our metadata in it: <chardev:ports>, and each <chardev:port> noted later
    std::vector<xmlNode *> astray;  ///< the same in further <metadata>, which may become the first one
    std::vector<xmlNode *> ports;   ///< <console>, <serial>, <parallel>, but no console of another target type
    Machine machine;
};

/// The domains of a <domain>, <domainsnapshot> or <domaincheckpoint>.
[[nodiscard]] std::vector<Domain> domains_of(xmlNode *root);
/// True for a plain <console>, <serial> or <parallel>.
[[nodiscard]] bool is_port_element(const xmlNode *element);
/// A console of virtio, xen, sclp… is no serial port: never counted, never touched.
[[nodiscard]] bool is_other_console(xmlNode *element);
/// The number in its <target port='…'/>, if it says one that makes sense.
[[nodiscard]] std::optional<unsigned> explicit_number(xmlNode *port);
[[nodiscard]] Place place_of(const xmlNode *element, std::string_view file);

}  // namespace chardev
