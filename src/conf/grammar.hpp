// SPDX-License-Identifier: LGPL-2.1-or-later
// Which of the two grammars a <console>, <serial> or <parallel> element is in.
#pragma once

#include <libxml/tree.h>

#include "conf/element.hpp"

namespace chardev {

/// neutral: nothing in it decides, e.g. <console type='pty'/>.
enum class Grammar { port, libvirt, neutral };

/// An element with marks of both, or of a type that cannot be without its parts and has none, counts as port:
/// port_grammar::parse has a sentence for each.
[[nodiscard]] Grammar grammar_of(const Element &element);
[[nodiscard]] Grammar grammar_of(xmlNode *element);

}  // namespace chardev
