// SPDX-License-Identifier: LGPL-2.1-or-later
// Names, namespaces, attributes and text of libxml2's elements, without recursion and without expanding entities.
#include "conf/xml/tree.hpp"

#include "conf/model/number.hpp"

namespace chardev {

namespace {

std::string_view view(const xmlChar *text)
{
    return text ? reinterpret_cast<const char *>(text) : std::string_view();
}

std::string text_among(const xmlNode *first)
{
    std::string text;
    for (const auto *node = first; node; node = node->next) text += text_of_node(node);
    return text;
}

}  // namespace

std::string_view local_name(const xmlNode *element)
{
    return view(element->name);
}

bool is_element(const xmlNode *node, std::string_view name, std::string_view uri)
{
    if (node->type != XML_ELEMENT_NODE || local_name(node) != name) return false;
    return uri == (node->ns ? view(node->ns->href) : std::string_view());
}

std::vector<xmlNode *> children_of(xmlNode *element)
{
    std::vector<xmlNode *> result;
    for (auto *child = xmlFirstElementChild(element); child; child = xmlNextElementSibling(child))
        result.push_back(child);
    return result;
}

std::vector<xmlNode *> children_of(xmlNode *element, std::string_view name, std::string_view uri)
{
    auto result = children_of(element);
    std::erase_if(result, [&](const xmlNode *child) { return !is_element(child, name, uri); });
    return result;
}

xmlNode *child_of(xmlNode *element, std::string_view name)
{
    for (auto *child = xmlFirstElementChild(element); child; child = xmlNextElementSibling(child))
        if (is_element(child, name)) return child;
    return nullptr;
}

std::optional<std::string> attribute_of(xmlNode *element, std::string_view name)
{
    for (const auto *attribute = element->properties; attribute; attribute = attribute->next)
        if (!attribute->ns && view(attribute->name) == name) return value_of(attribute);
    return std::nullopt;
}

std::string value_of(const xmlAttr *attribute)
{
    return text_among(attribute->children);
}

std::optional<unsigned> number_of(xmlNode *element, const char *name)
{
    return number_in(attribute_of(element, name).value_or(""));
}

// libxml2's own functions put entities in, and a few bytes of references can stand for terabytes.
std::string text_of_node(const xmlNode *node)
{
    if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) return std::string(view(node->content));
    return node->type == XML_ENTITY_REF_NODE ? "&" + std::string(view(node->name)) + ";" : std::string();
}

std::string text_of(const xmlNode *element)
{
    return text_among(element->children);
}

xmlNode *next_element(xmlNode *element, const xmlNode *root)
{
    if (auto *child = xmlFirstElementChild(element)) return child;
    for (; element != root; element = element->parent)
        if (auto *sibling = xmlNextElementSibling(element)) return sibling;
    return nullptr;
}

}  // namespace chardev
