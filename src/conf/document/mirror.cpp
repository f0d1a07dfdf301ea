// SPDX-License-Identifier: LGPL-2.1-or-later
// Decides which <console> is no port of its own.
#include "conf/document/mirror.hpp"

#include <algorithm>

#include "conf/xml/tree.hpp"

namespace chardev {

namespace {

bool says_serial(xmlNode *console)
{
    auto *target = child_of(console, "target");
    return target && attribute_of(target, "type") == "serial";
}

}  // namespace

std::vector<Candidate> candidates(const std::vector<xmlNode *> &ports)
{
    std::vector<Candidate> result;
    for (auto *element : ports) result.push_back({element, grammar_of(element)});
    return result;
}

xmlNode *mirror_among(const std::vector<Candidate> &ports)
{
    const auto is_serial = [](const Candidate &port) { return is_element(port.element, "serial"); };
    const auto is_foreign = [](const Candidate &port) { return port.grammar != Grammar::port; };
    const auto first = std::find_if(ports.begin(), ports.end(), [&](const Candidate &port) {
        return is_element(port.element, "console") && is_foreign(port);
    });
    if (first == ports.end() || std::none_of(ports.begin(), ports.end(), is_serial)) return nullptr;
    const bool foreign_serial = std::any_of(ports.begin(), ports.end(),
                                            [&](const Candidate &port) { return is_serial(port) && is_foreign(port); });
    // Beside port-grammar <serial>s alone, <console type='pty'/> is most likely meant as one more port.
    if (!foreign_serial && first->grammar != Grammar::libvirt && !says_serial(first->element)) return nullptr;
    return first->element;
}

}  // namespace chardev
