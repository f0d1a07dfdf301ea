// SPDX-License-Identifier: LGPL-2.1-or-later
// Looks up elements, attributes and text in a parsed document. "Plain" elements are those without a namespace.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <libxml/tree.h>

namespace chardev {

[[nodiscard]] std::string_view local_name(const xmlNode *element);
/// True for the element `name` in the namespace `uri` (empty: in none).
[[nodiscard]] bool is_element(const xmlNode *node, std::string_view name, std::string_view uri = {});
/// The child elements, of whatever namespace.
[[nodiscard]] std::vector<xmlNode *> children_of(xmlNode *element);
[[nodiscard]] std::vector<xmlNode *> children_of(xmlNode *element, std::string_view name, std::string_view uri = {});
/// The first plain child of that name, or nullptr.
[[nodiscard]] xmlNode *child_of(xmlNode *element, std::string_view name);
/// The value of an attribute that has no namespace.
[[nodiscard]] std::optional<std::string> attribute_of(xmlNode *element, std::string_view name);
/// The same as a decimal number.
[[nodiscard]] std::optional<unsigned> number_of(xmlNode *element, const char *name);
/// Entities stay references, "&name;": what they stand for may be of any size.
[[nodiscard]] std::string value_of(const xmlAttr *attribute);
/// The text right inside the element, entities as above.
[[nodiscard]] std::string text_of(const xmlNode *element);
/// Of one node alone; an element has none itself. A reference to an entity stays one: "&x;".
[[nodiscard]] std::string text_of_node(const xmlNode *node);
/// The element after `element` in document order, not leaving `root`; nullptr at the end. No recursion.
[[nodiscard]] xmlNode *next_element(xmlNode *element, const xmlNode *root);

}  // namespace chardev
