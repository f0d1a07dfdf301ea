// SPDX-License-Identifier: LGPL-2.1-or-later
// Reads the assignments of xl's files as its own reader (libxlutil) does.
#include <algorithm>

#include "conf/model/gettext.hpp"
#include "conf/xml/reader.hpp"
#include "xen/assignments.hpp"

namespace chardev::xen {

namespace {

constexpr std::string_view digits = "0123456789";
constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz";
constexpr std::string_view name_characters = "._0123456789abcdefghijklmnopqrstuvwxyz";
constexpr std::string_view number_characters = "0123456789abcdefx";

class XlReader {
public:
    XlReader(std::string_view text, std::string_view file) : text_(text), file_(file) {}

    [[nodiscard]] Result<std::vector<Assignment>> assignments()
    {
        for (skip_blank_lines(); !ended(); skip_blank_lines()) {
            if (Result<Ok> read = statement(); !read) return read.error();
        }
        return std::move(out_);
    }

private:
    [[nodiscard]] bool ended() const { return at_ == text_.size(); }
    [[nodiscard]] char peek() const { return ended() ? '\n' : text_[at_]; }
    [[nodiscard]] bool is_at(std::string_view characters) const
    {
        return !ended() && characters.find(text_[at_]) != characters.npos;
    }
    [[nodiscard]] Error wrong(std::string sentence) const
    {
        if (is_at("\r"))
            sentence = _("the line ends in CR and LF, as on Windows, which xl does not take; end it in LF alone");
        return {ErrorKind::xml, {std::string(file_), line_, {}}, std::move(sentence)};
    }

    void skip_blanks()
    {
        while (is_at(" \t")) ++at_;
        if (peek() == '#') at_ = std::min(text_.find('\n', at_), text_.size());
    }
    void skip_lines()
    {
        for (skip_blanks(); is_at("\n"); skip_blanks()) {
            ++at_;
            ++line_;
        }
    }
    void skip_blank_lines()
    {
        for (skip_lines(); is_at(";"); skip_lines()) ++at_;
    }
    std::string_view take(std::string_view characters)
    {
        const auto end = std::min(text_.find_first_not_of(characters, at_), text_.size());
        const auto taken = text_.substr(at_, end - at_);
        at_ = end;
        return taken;
    }

    Result<Ok> statement()
    {
        Assignment read;
        read.range.begin = at_;
        read.line = line_;
        if (!is_at(letters)) return no_assignment();
        read.name = take(name_characters);
        skip_blanks();
        read.adds = is_at("+");
        if (read.adds) ++at_;
        if (!is_at("=")) return no_assignment();
        ++at_;
        skip_blanks();
        if (Result<Ok> value = is_at("[") ? list(read) : single(read); !value) return value;
        read.range.end = at_;
        out_.push_back(std::move(read));
        skip_blanks();
        if (ended() || is_at("\n;")) return Ok{};
        return wrong(format(_("'%s' does not belong behind the value; write each setting on a line of its own"),
                            here().c_str()));
    }

    Result<Ok> single(Assignment &read)
    {
        read.shape = Shape::text;
        const auto literal = atom();
        if (!literal) return literal.error();
        read.values.push_back({*literal});
        return Ok{};
    }

    // No recursion: nesting has no limit here.
    Result<Ok> list(Assignment &read)
    {
        read.shape = Shape::list;
        const int begin = line_;
        std::size_t depth = 0;
        bool separated = true;
        do {
            skip_lines();
            const char c = peek();
            if (ended())
                return wrong(format(_("the list that begins in line %d is not closed; write ']' at its end"), begin));
            const bool closes = c == ']', separates = c == ',';
            if (separates == separated && !closes) return wrong(misplaced(separates));
            separated = separates || c == '[';
            if (closes || separates || c == '[') {
                ++at_;
                depth = depth + (c == '[' ? 1 : 0) - (closes ? 1 : 0);
                if (depth > 1) read.shape = Shape::nested;
                continue;
            }
            const auto literal = atom();
            if (!literal) return literal.error();
            if (depth == 1) read.values.push_back({*literal});
        } while (depth > 0);
        return Ok{};
    }
    [[nodiscard]] std::string misplaced(bool separates) const
    {
        if (separates) return _("a value is missing before ','; write one, or take the comma away");
        return format(_("a comma is missing before '%s'; write one between the values of a list"), here().c_str());
    }

    Result<Literal> atom()
    {
        const std::size_t begin = at_;
        if (is_at("'\"")) {
            if (!skip_string())
                return wrong(_("the string is not closed on its line; write its quote again at its end"));
        } else if (is_at(digits)) {
            take(number_characters);
        } else {
            return wrong(format(_("'%s' is no value; write a string in quotes, a number or a list"), here().c_str()));
        }
        return Literal{text_.substr(begin, at_ - begin), line_};
    }
    bool skip_string()
    {
        const char quote = text_[at_++];
        while (!ended() && text_[at_] != quote && text_[at_] != '\n') {
            const bool escapes = text_[at_] == '\\' && at_ + 1 < text_.size() && text_[at_ + 1] != '\n';
            if (text_[at_] == '\\' && !escapes) return false;
            at_ += escapes ? 2 : 1;
        }
        if (peek() != quote) return false;
        ++at_;
        return true;
    }

    /// The rest of the line, for messages.
    [[nodiscard]] std::string here() const
    {
        return shown(text_.substr(at_, std::min(text_.find('\n', at_), text_.size()) - at_));
    }
    [[nodiscard]] Error no_assignment() const
    {
        return wrong(
            format(_("'%s' is no setting of xl; write NAME = VALUE, with NAME in small letters"), here().c_str()));
    }

    std::string_view text_, file_;
    std::size_t at_ = 0;
    int line_ = 1;
    std::vector<Assignment> out_;
};

}  // namespace

Result<std::vector<Assignment>> xl_assignments(std::string_view text, std::string_view file)
{
    return XlReader(text, file).assignments();
}

}  // namespace chardev::xen
