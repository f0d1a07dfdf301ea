// SPDX-License-Identifier: LGPL-2.1-or-later
// Decides the blanks around what is put into a document.
#include "conf/placement.hpp"

namespace chardev {

namespace {

/// The line break and indent before `offset`, if it begins a line.
std::string line_break(std::string_view xml, std::size_t offset)
{
    const bool begins_line = blanks_before(xml, offset).find('\n') != std::string_view::npos;
    return begins_line ? "\n" + std::string(indent_at(xml, offset)) : std::string();
}

std::string joined(const std::vector<std::string> &children, const std::string &separator)
{
    std::string text;
    for (const auto &child : children) text += separator + child;
    return text;
}

void fill(Edits &edits, const Dom &dom, xmlNode *parent, const std::vector<std::string> &children)
{
    const auto &span = dom.span_of(parent);
    const auto outer = "\n" + indent_of(dom, parent);
    const auto content = joined(children, outer + "  ");
    if (!span.empty_tag()) {
        edits.replace({span.open_end, span.close_begin}, content + outer);
        return;
    }
    const auto name = dom.text().substr(span.begin + 1, name_end(dom.text(), span) - span.begin - 1);
    edits.replace({span.end - 2, span.end}, ">" + content + outer + "</" + std::string(name) + ">");
}

bool is_hollow(const Dom &dom, const xmlNode *parent)
{
    const auto &span = dom.span_of(parent);
    const auto content = dom.text().substr(span.open_end, span.close_begin - span.open_end);
    return content.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

}  // namespace

std::string indent_of(const Dom &dom, const xmlNode *element)
{
    return std::string(indent_at(dom.text(), dom.span_of(element).begin));
}

std::string child_indent(const Dom &dom, xmlNode *parent)
{
    if (auto *last = xmlLastElementChild(parent)) return indent_of(dom, last);
    return indent_of(dom, parent) + "  ";
}

void append_children(Edits &edits, const Dom &dom, xmlNode *parent, const std::vector<std::string> &children)
{
    auto *last = xmlLastElementChild(parent);
    if (!last && is_hollow(dom, parent)) return fill(edits, dom, parent, children);
    if (last) return edits.insert(dom.span_of(last).end, joined(children, line_break(dom.text(), dom.span_of(last).begin)));
    const auto outer = "\n" + indent_of(dom, parent);
    edits.insert(dom.span_of(parent).open_end, joined(children, outer + "  "));
}

void insert_behind(Edits &edits, const Dom &dom, xmlNode *element, const std::string &sibling)
{
    const auto &span = dom.span_of(element);
    edits.insert(span.end, line_break(dom.text(), span.begin) + sibling);
}

void insert_before(Edits &edits, const Dom &dom, xmlNode *element, const std::string &sibling)
{
    const auto begin = dom.span_of(element).begin;
    edits.insert(begin, sibling + line_break(dom.text(), begin));
}

void take_out(Edits &edits, const Dom &dom, const xmlNode *element)
{
    edits.remove(with_blanks(dom.text(), dom.span_of(element).range()));
}

}  // namespace chardev
