// SPDX-License-Identifier: LGPL-2.1-or-later
// An XML element as a plain tree: name, attributes, text and children. Both grammars are read from it and written as it;
// conf/xml makes it from libxml2's tree and writes it as text.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace chardev {

struct Element {
    std::string name;
    std::vector<std::pair<std::string, std::string>> attributes;
    std::vector<Element> children;
    std::string text;       ///< character data; text that is only white space is left out
    int line = 0;           ///< in the document that it was read from; 0: in none
    bool one_line = false;  ///< its children are written on its own line

    Element() = default;
    explicit Element(std::string element_name) : name(std::move(element_name)) {}

    void set(std::string attribute, std::string value);  ///< an attribute that is there gets the new value
    Element &add(Element child);

    [[nodiscard]] const std::string *attribute(std::string_view attribute_name) const;
    [[nodiscard]] const Element *child(std::string_view child_name) const;  ///< the first of that name

    /// The same content, in the same order, wherever it was read from and however it is laid out.
    friend bool operator==(const Element &a, const Element &b);
};

}  // namespace chardev
