// SPDX-License-Identifier: LGPL-2.1-or-later
// Where each element stands in the bytes of a document, so that a rewriting can leave all other bytes as they are.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace chardev {

/// Bytes [begin, end).
struct Range {
    std::size_t begin = 0, end = 0;
    friend bool operator==(const Range &, const Range &) = default;
};

/// An element: its start tag is [begin, open_end), its content [open_end, close_begin), its end tag [close_begin, end).
/// In <a/> all of the last three are equal. The root has depth 1.
struct Span {
    std::size_t begin = 0, open_end = 0, close_begin = 0, end = 0;
    std::size_t depth = 1;

    [[nodiscard]] Range range() const { return {begin, end}; }
    [[nodiscard]] bool empty_tag() const { return open_end == end; }
};

/// The elements in the order of their start tags. `xml` should be well-formed and without a DTD; of any other text
/// the answer means nothing, but comes in linear time. Comments, CDATA sections and instructions are skipped.
[[nodiscard]] std::vector<Span> element_spans(std::string_view xml);

/// How deep elements are nested; for text that is not well-formed, how deep they seem to be.
[[nodiscard]] std::size_t nesting(const std::vector<Span> &spans);

/// True if a document type is declared before the root.
[[nodiscard]] bool has_document_type(std::string_view xml);

/// The blanks right before `offset`.
[[nodiscard]] std::string_view blanks_before(std::string_view xml, std::size_t offset);
/// `range` and the blanks before it: what goes when an element is taken out.
[[nodiscard]] Range with_blanks(std::string_view xml, Range range);
/// The blanks that lead the line of `offset`, 80 at most because every new line repeats them; empty if something else
/// stands before it in its line.
[[nodiscard]] std::string_view indent_at(std::string_view xml, std::size_t offset);

/// The attribute `name` in the start tag of `span`, with the blanks before it.
[[nodiscard]] std::optional<Range> attribute_range(std::string_view xml, const Span &span, std::string_view name);
/// Where the element's name ends in its start tag.
[[nodiscard]] std::size_t name_end(std::string_view xml, const Span &span);

}  // namespace chardev
