// SPDX-License-Identifier: LGPL-2.1-or-later
// Writes strings as literals of xl or xm, and reads such literals, with the escapes of both languages.
#include "xen/quoting.hpp"

#include <algorithm>
#include <optional>

#include <glib.h>

#include "conf/model/gettext.hpp"
#include "conf/model/number.hpp"
#include "conf/xml/reader.hpp"

namespace chardev::xen {

namespace {

bool is_control(char c)
{
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
}

Error has_control(std::string_view value, const Place &where)
{
    return {
        ErrorKind::unsupported, where,
        format(
            _("'%s' has a control character, which a configuration file of Xen cannot say; choose a name without one"),
            shown(value).c_str())};
}

/// The character that a letter after a backslash stands for, in xl and in Python.
std::optional<char> simple_escape(char letter)
{
    constexpr std::string_view letters = "abfnrtv\\'\"";
    constexpr std::string_view characters = "\a\b\f\n\r\t\v\\'\"";
    const auto found = letters.find(letter);
    if (found == letters.npos) return std::nullopt;
    return characters[found];
}

bool is_octal(char c)
{
    return c >= '0' && c <= '7';
}

/// One literal, from its quotes inwards.
class Literal {
public:
    Literal(std::string_view text, ConfigFormat form, const Place &where) : whole_(text), form_(form), where_(where)
    {
        const auto quote = text.find_first_of("'\"");
        prefix_ = text.substr(0, quote);
        const auto quoted = text.substr(std::min(quote, text.size()));
        const bool triple =
            form == ConfigFormat::xm && quoted.size() >= 6 && quoted.substr(0, 3) == std::string(3, quoted[0]);
        const std::size_t width = triple ? 3 : 1;
        text_ = quoted.size() < 2 * width ? std::string_view() : quoted.substr(width, quoted.size() - 2 * width);
    }

    [[nodiscard]] Result<std::string> value()
    {
        while (at_ < text_.size()) {
            const char c = text_[at_++];
            if (c != '\\' || at_ == text_.size())
                out_ += c;
            else if (is_raw())
                (out_ += c) += text_[at_++];
            else if (auto read = form_ == ConfigFormat::xm ? python_escape() : xl_escape(); !read)
                return read.error();
        }
        return std::move(out_);
    }

private:
    [[nodiscard]] bool is_raw() const { return prefix_.find_first_of("rR") != prefix_.npos; }
    [[nodiscard]] bool is_unicode() const { return prefix_.find_first_of("uU") != prefix_.npos; }

    Result<Ok> xl_escape()
    {
        const char letter = text_[at_++];
        if (const auto meant = simple_escape(letter)) {
            out_ += *meant;
            return Ok{};
        }
        return Error{
            ErrorKind::unsupported, where_,
            format(
                _("xl loses or refuses the escape '\\%s' in %s; write '\\\\' for a backslash, and any character as it is"),
                shown({&letter, 1}).c_str(), shown(whole_).c_str())};
    }

    Result<Ok> python_escape()
    {
        const char letter = text_[at_++];
        if (letter == '\n') return Ok{};
        if (const auto meant = simple_escape(letter))
            out_ += *meant;
        else if (letter == 'x')
            return numeric(at_, 2, 16);
        else if (is_octal(letter))
            return octal();
        else if (is_unicode() && (letter == 'u' || letter == 'U' || letter == 'N'))
            return no_number();
        else
            (out_ += '\\') += letter;
        return Ok{};
    }
    Result<Ok> octal()
    {
        const std::size_t begin = at_ - 1;
        std::size_t end = begin;
        while (end < text_.size() && end < begin + 3 && is_octal(text_[end])) ++end;
        return numeric(begin, end - begin, 8);
    }
    Result<Ok> numeric(std::size_t begin, std::size_t digits, int base)
    {
        const auto text = text_.substr(begin, digits);
        const auto value = number_in(text, any_unsigned, base);
        if (!value || text.size() < digits) return no_number();
        out_ += static_cast<char>(*value);
        at_ = begin + digits;
        return Ok{};
    }
    [[nodiscard]] Error no_number() const
    {
        return {ErrorKind::unsupported, where_,
                format(_("%s has an escape that is not understood here; write the character as it is, or as '\\x41'"),
                       shown(whole_).c_str())};
    }

    std::string_view whole_, prefix_, text_;
    ConfigFormat form_;
    const Place &where_;
    std::size_t at_ = 0;
    std::string out_;
};

}  // namespace

Result<std::string> quoted(std::string_view value, ConfigFormat form, const Place &where)
{
    if (std::any_of(value.begin(), value.end(), is_control)) return has_control(value, where);
    std::string out = "\"";
    for (const char c : value) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '\\' || c == '"')
            (out += '\\') += c;
        else if (byte >= 0x80 && form == ConfigFormat::xm)
            out += format("\\x%02x", byte);
        else
            out += c;
    }
    return out + '"';
}

Result<std::string> unquoted(std::string_view literal, ConfigFormat form, const Place &where)
{
    auto value = Literal(literal, form, where).value();
    if (!value || g_utf8_validate(value->data(), static_cast<gssize>(value->size()), nullptr)) return value;
    return Error{
        ErrorKind::unsupported, where,
        _("there are bytes in it that are no text in UTF-8, which a domain document has to be; choose another name")};
}

Result<std::string> quoted_for_libvirt(std::string_view value, const Place &where)
{
    for (const char *quote : {"\"", "'", "\"\"\""})
        if (value.find(quote) == value.npos && !value.ends_with(quote[0]))
            return std::string(quote).append(value) + quote;
    return Error{ErrorKind::unsupported, where,
                 format(_("libvirt has no way to write '%s' in a configuration of Xen; leave one of its quotes out"),
                        shown(value).c_str())};
}

}  // namespace chardev::xen
