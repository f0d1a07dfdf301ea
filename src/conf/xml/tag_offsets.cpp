// SPDX-License-Identifier: LGPL-2.1-or-later
// Scans a text for where its tags begin and end; libxml2 has already found it to be well-formed.
#include "conf/xml/tag_offsets.hpp"

#include <algorithm>

namespace chardev {

namespace {

constexpr std::string_view blanks = " \t\r\n";
constexpr auto npos = std::string_view::npos;
constexpr std::size_t widest_indent = 80;

/// Behind the next `mark`, or the end of the text.
std::size_t behind(std::string_view xml, std::size_t from, std::string_view mark)
{
    const auto at = xml.find(mark, from);
    return at == npos ? xml.size() : at + mark.size();
}

/// Behind a comment, CDATA section, instruction or declaration at `at`; npos if a tag is there.
std::size_t behind_markup(std::string_view xml, std::size_t at)
{
    const auto rest = xml.substr(at);
    if (rest.starts_with("<!--")) return behind(xml, at + 4, "-->");
    if (rest.starts_with("<![CDATA[")) return behind(xml, at + 9, "]]>");
    if (rest.starts_with("<?")) return behind(xml, at + 2, "?>");
    if (rest.starts_with("<!")) return behind(xml, at + 2, ">");
    return npos;
}

/// Behind the '>' of the tag at `at`; a '>' inside quotes is part of a value.
std::size_t behind_tag(std::string_view xml, std::size_t at)
{
    for (auto i = at + 1; i < xml.size(); ++i) {
        if (xml[i] == '>') return i + 1;
        if (xml[i] != '\'' && xml[i] != '"') continue;
        i = xml.find(xml[i], i + 1);
        if (i == npos) break;
    }
    return xml.size();
}

class Scanner {
public:
    explicit Scanner(std::string_view xml) : xml_(xml) {}

    std::vector<Span> run()
    {
        for (auto at = xml_.find('<'); at < xml_.size(); at = xml_.find('<', at)) {
            if (const auto next = behind_markup(xml_, at); next != npos)
                at = next;
            else
                at = tag(at);
        }
        return std::move(spans_);
    }

private:
    std::size_t tag(std::size_t at)
    {
        const auto end = behind_tag(xml_, at);
        if (xml_.substr(at).starts_with("</"))
            close(at, end);
        else
            open(at, end);
        return end;
    }
    void open(std::size_t at, std::size_t end)
    {
        spans_.push_back({at, end, end, end, open_.size() + 1});
        if (!xml_.substr(at, end - at).ends_with("/>")) open_.push_back(spans_.size() - 1);
    }
    void close(std::size_t at, std::size_t end)
    {
        if (open_.empty()) return;
        spans_[open_.back()].close_begin = at;
        spans_[open_.back()].end = end;
        open_.pop_back();
    }

    std::string_view xml_;
    std::vector<Span> spans_;
    std::vector<std::size_t> open_;
};

bool is_blank(char c)
{
    return blanks.find(c) != npos;
}

}  // namespace

std::vector<Span> element_spans(std::string_view xml)
{
    return Scanner(xml).run();
}

std::size_t nesting(const std::vector<Span> &spans)
{
    std::size_t deepest = 0;
    for (const auto &span : spans) deepest = std::max(deepest, span.depth);
    return deepest;
}

bool has_document_type(std::string_view xml)
{
    for (auto at = xml.find('<'); at < xml.size(); at = xml.find('<', at)) {
        if (xml.substr(at).starts_with("<!DOCTYPE")) return true;
        at = behind_markup(xml, at);
    }
    return false;
}

std::string_view blanks_before(std::string_view xml, std::size_t offset)
{
    const auto last = xml.substr(0, offset).find_last_not_of(blanks);
    const auto begin = last == npos ? 0 : last + 1;
    return xml.substr(begin, offset - begin);
}

Range with_blanks(std::string_view xml, Range range)
{
    return {range.begin - blanks_before(xml, range.begin).size(), range.end};
}

std::string_view indent_at(std::string_view xml, std::size_t offset)
{
    const auto before = blanks_before(xml, offset);
    const auto newline = before.rfind('\n');
    return newline == npos ? std::string_view() : before.substr(newline + 1, widest_indent);
}

std::size_t name_end(std::string_view xml, const Span &span)
{
    return std::min(xml.find_first_of(" \t\r\n/>", span.begin + 1), span.open_end);
}

std::optional<Range> attribute_range(std::string_view xml, const Span &span, std::string_view name)
{
    for (auto at = name_end(xml, span); at < span.open_end;) {
        const auto begin = at;
        while (at < span.open_end && is_blank(xml[at])) ++at;
        const auto word = at;
        const auto quote = xml.find_first_of("'\"", at);
        if (quote >= span.open_end) break;
        at = behind(xml, quote + 1, xml.substr(quote, 1));
        const auto key = xml.substr(word, xml.find_first_of(" \t\r\n=", word) - word);
        if (key == name) return Range{begin, at};
    }
    return std::nullopt;
}

}  // namespace chardev
