// SPDX-License-Identifier: LGPL-2.1-or-later
// Elements made from libxml2's tree, and written as XML: single quotes, two blanks a level. The only place where XML is escaped.
#include "conf/xml/element_xml.hpp"

#include <algorithm>

#include <glib.h>

#include "conf/xml/tree.hpp"

namespace chardev {

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

// Attribute values are normalised by every XML reader, so white space other than a blank must be written as a number.
std::string escaped(std::string_view text, bool in_attribute)
{
    std::string out;
    for (const char c : text) {
        if (c == '&')
            out += "&amp;";
        else if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else if (c == '\'' && in_attribute)
            out += "&apos;";
        else if (c == '\r')
            out += "&#13;";
        else if (c == '\n' && in_attribute)
            out += "&#10;";
        else if (c == '\t' && in_attribute)
            out += "&#9;";
        else
            out += c;
    }
    return out;
}

std::string opening(const Element &element)
{
    std::string out = "<" + element.name;
    for (const auto &[name, value] : element.attributes) out += " " + name + "='" + escaped(value, true) + "'";
    return out;
}

// `newline` is a line break and the indent of the element itself, or empty to stay on one line.
void write(const Element &element, const std::string &newline, std::string &out)
{
    if (element.one_line && !newline.empty()) return write(element, {}, out);
    out += opening(element);
    if (element.children.empty() && element.text.empty()) {
        out += "/>";
        return;
    }
    out += ">" + escaped(element.text, false);
    const std::string deeper = newline.empty() ? newline : newline + "  ";
    for (const Element &child : element.children) {
        out += deeper;
        write(child, deeper, out);
    }
    if (!element.children.empty()) out += newline;
    out += "</" + element.name + ">";
}

}  // namespace

Element element_from(xmlNode *node)
{
    return copy(node, node->ns);
}

std::string write_lines(const Element &element, std::string_view indent)
{
    std::string out;
    write(element, "\n" + std::string(indent), out);
    return out;
}

std::string write_line(const Element &element)
{
    std::string out;
    write(element, "", out);
    return out;
}

bool xml_can_hold(std::string_view text)
{
    if (!g_utf8_validate(text.data(), static_cast<gssize>(text.size()), nullptr)) return false;
    const auto is_control = [](char c) { return c >= 0 && c < ' ' && c != '\t' && c != '\n' && c != '\r'; };
    return std::none_of(text.begin(), text.end(), is_control) && text.find("\uFFFE") == text.npos &&
           text.find("\uFFFF") == text.npos;
}

}  // namespace chardev
