// SPDX-License-Identifier: LGPL-2.1-or-later
// Where a new child is put into an element, and how it is set off from its neighbours.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "conf/xml/dom.hpp"
#include "conf/xml/text_edits.hpp"

namespace chardev {

/// The blanks that lead a new child of `parent`.
[[nodiscard]] std::string child_indent(const SourceText &source, xmlNode *parent);
/// Puts `children` (XML) behind what `parent` has, each on a line of its own if the others are.
void append_children(Edits &edits, const SourceText &source, xmlNode *parent, const std::vector<std::string> &children);
/// Puts `sibling` (XML) right behind `element`.
void insert_behind(Edits &edits, const SourceText &source, xmlNode *element, const std::string &sibling);
/// Puts `sibling` (XML) right before `element`.
void insert_before(Edits &edits, const SourceText &source, xmlNode *element, const std::string &sibling);
/// Takes `element` out, with the blanks before it.
void take_out(Edits &edits, const SourceText &source, const xmlNode *element);
/// The indent of the line that `element` begins.
[[nodiscard]] std::string indent_of(const SourceText &source, const xmlNode *element);

}  // namespace chardev
