// SPDX-License-Identifier: LGPL-2.1-or-later
// Decides what counts as an element's name, namespace and children.
#include "conf/tree.hpp"

#include <charconv>
#include <memory>

namespace chardev {

namespace {

std::string_view view(const xmlChar *text)
{
    return text ? reinterpret_cast<const char *>(text) : std::string_view();
}

std::string taken(xmlChar *text)
{
    const std::unique_ptr<xmlChar, decltype(xmlFree)> owner(text, xmlFree);
    return std::string(view(text));
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

std::optional<std::string> attribute_of(xmlNode *element, const char *name)
{
    const auto *key = reinterpret_cast<const xmlChar *>(name);
    if (!xmlHasNsProp(element, key, nullptr)) return std::nullopt;
    return taken(xmlGetNoNsProp(element, key));
}

std::optional<unsigned> number_of(xmlNode *element, const char *name)
{
    const auto text = attribute_of(element, name).value_or("");
    const auto *end = text.data() + text.size();
    unsigned value = 0;
    const auto [rest, error] = std::from_chars(text.data(), end, value);
    if (error != std::errc() || rest != end) return std::nullopt;
    return value;
}

std::string text_of(xmlNode *element)
{
    return taken(xmlNodeGetContent(element));
}

xmlNode *next_element(xmlNode *element, const xmlNode *root)
{
    if (auto *child = xmlFirstElementChild(element)) return child;
    for (; element != root; element = element->parent)
        if (auto *sibling = xmlNextElementSibling(element)) return sibling;
    return nullptr;
}

}  // namespace chardev
