// SPDX-License-Identifier: LGPL-2.1-or-later
// Inserts elements into a document and removes them, with the white space around them.
#include "conf/xml/insertion.hpp"

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

void fill(Edits &edits, const SourceText &source, xmlNode *parent, const std::vector<std::string> &children)
{
    const auto &span = source.span_of(parent);
    const auto outer = "\n" + indent_of(source, parent);
    const auto content = joined(children, outer + "  ");
    if (!span.empty_tag()) {
        edits.replace({span.open_end, span.close_begin}, content + outer);
        return;
    }
    const auto name = source.text().substr(span.begin + 1, name_end(source.text(), span) - span.begin - 1);
    edits.replace({span.end - 2, span.end}, ">" + content + outer + "</" + std::string(name) + ">");
}

bool is_hollow(const SourceText &source, const xmlNode *parent)
{
    const auto &span = source.span_of(parent);
    const auto content = source.text().substr(span.open_end, span.close_begin - span.open_end);
    return content.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

}  // namespace

std::string indent_of(const SourceText &source, const xmlNode *element)
{
    return std::string(indent_at(source.text(), source.span_of(element).begin));
}

std::string child_indent(const SourceText &source, xmlNode *parent)
{
    if (auto *last = xmlLastElementChild(parent)) return indent_of(source, last);
    return indent_of(source, parent) + "  ";
}

void append_children(Edits &edits, const SourceText &source, xmlNode *parent, const std::vector<std::string> &children)
{
    auto *last = xmlLastElementChild(parent);
    if (!last && is_hollow(source, parent)) return fill(edits, source, parent, children);
    if (last)
        return edits.insert(source.span_of(last).end,
                            joined(children, line_break(source.text(), source.span_of(last).begin)));
    const auto outer = "\n" + indent_of(source, parent);
    edits.insert(source.span_of(parent).open_end, joined(children, outer + "  "));
}

void insert_behind(Edits &edits, const SourceText &source, xmlNode *element, const std::string &sibling)
{
    const auto &span = source.span_of(element);
    edits.insert(span.end, line_break(source.text(), span.begin) + sibling);
}

void insert_before(Edits &edits, const SourceText &source, xmlNode *element, const std::string &sibling)
{
    const auto begin = source.span_of(element).begin;
    edits.insert(begin, sibling + line_break(source.text(), begin));
}

void take_out(Edits &edits, const SourceText &source, const xmlNode *element)
{
    edits.remove(with_blanks(source.text(), source.span_of(element).range()));
}

}  // namespace chardev
