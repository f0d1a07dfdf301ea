// SPDX-License-Identifier: LGPL-2.1-or-later
// How an element is written as XML: single quotes, two blanks a level, and the only escaping there is.
#include "conf/xml/element.hpp"

#include <algorithm>

#include <glib.h>

namespace chardev {

namespace {

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
    if (!element.raw.empty()) {
        out += element.raw;
        return;
    }
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
