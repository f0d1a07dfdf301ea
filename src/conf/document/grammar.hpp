// SPDX-License-Identifier: LGPL-2.1-or-later
// Which of the two grammars a <console>, <serial> or <parallel> element is in.
#pragma once

#include <libxml/tree.h>

#include "conf/xml/element.hpp"

namespace chardev {

/// neutral: nothing in it decides, e.g. <console type='pty'/>. bare: of a type that needs parts, and without any of either
/// grammar, e.g. <console type='tcp'/>; an error for which port_grammar::parse has a sentence, unless it is libvirt's mirror.
enum class Grammar { port, libvirt, neutral, bare };

/// An element with marks of both counts as port: port_grammar::parse has a sentence for it.
[[nodiscard]] Grammar grammar_of(const Element &element);
[[nodiscard]] Grammar grammar_of(xmlNode *element);

}  // namespace chardev
