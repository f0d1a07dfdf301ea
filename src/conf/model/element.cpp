// SPDX-License-Identifier: LGPL-2.1-or-later
// Access to an element's attributes and children, and comparison.
#include "conf/model/element.hpp"

#include <algorithm>
#include <tuple>

namespace chardev {

void Element::set(std::string attribute, std::string value)
{
    for (auto &[name_here, value_here] : attributes)
        if (name_here == attribute) {
            value_here = std::move(value);
            return;
        }
    attributes.emplace_back(std::move(attribute), std::move(value));
}

Element &Element::add(Element child)
{
    children.push_back(std::move(child));
    return children.back();
}

const std::string *Element::attribute(std::string_view attribute_name) const
{
    for (const auto &[name_here, value] : attributes)
        if (name_here == attribute_name) return &value;
    return nullptr;
}

const Element *Element::child(std::string_view child_name) const
{
    const auto found = std::find_if(children.begin(), children.end(),
                                    [child_name](const Element &child) { return child.name == child_name; });
    return found == children.end() ? nullptr : &*found;
}

bool operator==(const Element &a, const Element &b)
{
    return std::tie(a.name, a.attributes, a.text, a.children) == std::tie(b.name, b.attributes, b.text, b.children);
}

}  // namespace chardev
