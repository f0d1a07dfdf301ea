// SPDX-License-Identifier: LGPL-2.1-or-later
// From libxml2's tree to ours, and the element's own small operations.
#include "conf/xml/element.hpp"

#include <algorithm>

#include "conf/xml/tree.hpp"

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

void Element::add_raw(std::string xml)
{
    children.emplace_back().raw = std::move(xml);
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

namespace {

std::string string_of(const xmlChar *text)
{
    return text ? reinterpret_cast<const char *>(text) : "";
}

bool same_namespace(const xmlNs *a, const xmlNs *b)
{
    if (!a || !b) return a == b;
    return xmlStrEqual(a->href, b->href) != 0;
}

// A name that no table of ours contains: "prefix:name", or ":name" where the other namespace has no prefix.
std::string foreign_name(const xmlNs *ns, const xmlChar *name)
{
    return (ns ? string_of(ns->prefix) : std::string()) + ":" + string_of(name);
}

void copy_attributes(const xmlNode *node, Element &out)
{
    for (const xmlAttr *attribute = node->properties; attribute; attribute = attribute->next)
        out.attributes.emplace_back(attribute->ns ? foreign_name(attribute->ns, attribute->name)
                                                  : string_of(attribute->name),
                                    value_of(attribute));
}

bool is_blank(const std::string &text)
{
    return text.find_first_not_of(" \t\r\n") == std::string::npos;
}

Element copy(xmlNode *node, const xmlNs *ours)
{
    Element out(same_namespace(node->ns, ours) ? string_of(node->name) : foreign_name(node->ns, node->name));
    out.line = static_cast<int>(xmlGetLineNo(node));
    copy_attributes(node, out);
    for (auto *child : children_of(node)) out.add(copy(child, ours));
    out.text = text_of(node);
    if (is_blank(out.text)) out.text.clear();
    return out;
}

}  // namespace

Element element_from(xmlNode *node)
{
    return copy(node, node->ns);
}

}  // namespace chardev
