// SPDX-License-Identifier: LGPL-2.1-or-later
// The <console>, <serial> and <parallel> elements of a domain: which grammar each is in, and which one is only libvirt's mirror:
// a <console> that repeats serial port 0. libvirt prints one, and is given one by many tools.
#pragma once

#include <vector>

#include <libxml/tree.h>

#include "conf/xml/element_xml.hpp"

namespace chardev {

/// neutral: nothing in it decides, e.g. <console type='pty'/>. bare: of a type that needs parts, and without any of either
/// grammar, e.g. <console type='tcp'/>; an error for which port_grammar::parse has a sentence, unless it is libvirt's mirror.
enum class Grammar { port, libvirt, neutral, bare };

/// An element with marks of both counts as port: port_grammar::parse has a sentence for it.
[[nodiscard]] Grammar grammar_of(const Element &element);
[[nodiscard]] Grammar grammar_of(xmlNode *element);

struct PortElement {
    xmlNode *element = nullptr;
    Grammar grammar = Grammar::neutral;

    /// A user must have meant it as a port of ours, if it is not the mirror.
    [[nodiscard]] bool is_ours() const { return grammar == Grammar::port || grammar == Grammar::bare; }
};

[[nodiscard]] std::vector<PortElement> port_elements(const std::vector<xmlNode *> &ports);
/// The mirror among them, or nullptr.
[[nodiscard]] xmlNode *mirror_among(const std::vector<PortElement> &ports);

}  // namespace chardev
