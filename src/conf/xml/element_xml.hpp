// SPDX-License-Identifier: LGPL-2.1-or-later
// Elements made from libxml2's tree, and written as XML, which is escaped here and nowhere else.
#pragma once

#include <string>
#include <string_view>

#include <libxml/tree.h>

#include "conf/model/element.hpp"

namespace chardev {

/// Copies `node`. A descendant or attribute in another namespace than `node`'s own has its prefix in its name, so that
/// it is never taken for one of ours. Comments and processing instructions are left out.
[[nodiscard]] Element element_from(xmlNode *node);

/// Over several lines; all but the first are led by `indent`, two more blanks for each level.
[[nodiscard]] std::string write_lines(const Element &element, std::string_view indent);
/// On one line.
[[nodiscard]] std::string write_line(const Element &element);
/// False for bytes that are no UTF-8, and for characters that XML has no way to write.
[[nodiscard]] bool xml_can_hold(std::string_view text);

}  // namespace chardev
