// SPDX-License-Identifier: LGPL-2.1-or-later
// The tree that both grammars are read from and written as: names, attributes, children, and no XML syntax.
// Writing it is the one place where XML is escaped.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <libxml/tree.h>

namespace chardev {

struct Element {
    std::string name;
    std::vector<std::pair<std::string, std::string>> attributes;
    std::vector<Element> children;
    std::string text;  ///< character data; what is only blank is left out
    std::string raw;   ///< if not empty: the whole element as XML, and nothing else counts
    int line = 0;

    Element() = default;
    explicit Element(std::string element_name) : name(std::move(element_name)) {}

    void set(std::string attribute, std::string value);  ///< an attribute that is there gets the new value
    Element &add(Element child);
    void add_raw(std::string xml);

    [[nodiscard]] const std::string *attribute(std::string_view attribute_name) const;
    [[nodiscard]] const Element *child(std::string_view child_name) const;  ///< the first of that name
};

/// Copies `node`. A descendant or attribute in another namespace than `node`'s own has its prefix in its name, so that
/// it is never taken for one of ours. Comments and processing instructions are left out.
[[nodiscard]] Element element_from(xmlNode *node);

/// Over several lines; all but the first are led by `indent`, two more blanks for each level.
[[nodiscard]] std::string write_lines(const Element &element, std::string_view indent);
/// False for bytes that are no UTF-8, and for characters that XML has no way to write.
[[nodiscard]] bool xml_can_hold(std::string_view text);
/// On one line.
[[nodiscard]] std::string write_line(const Element &element);

}  // namespace chardev
