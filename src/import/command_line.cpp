// SPDX-License-Identifier: LGPL-2.1-or-later
// Reads words as a POSIX shell does, as far as no shell is needed; GLib's own reader takes "$HOME" and ";" for plain text.
#include "import/command_line.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include <glib.h>

#include "conf/model/gettext.hpp"
#include "conf/xml/reader.hpp"
#include "import/command_prefix.hpp"
#include "import/program.hpp"
#include "qemu/chardev/option_json.hpp"

namespace chardev::qemu {

namespace {

constexpr std::string_view blanks = " \t\r\n";

bool is_in(std::string_view set, char c)
{
    return set.find(c) != set.npos;
}

/// What a word has outside single quotes.
struct Seen {
    bool drive = false;     ///< "C:\"
    bool variable = false;  ///< "%NAME%"
    char pattern = '\0';    ///< "*" or "{a,b}"
    unsigned braces = 0;    ///< how much of "{a,b}": 1 the brace, 2 the comma too
};

class Lexer {
public:
    Lexer(std::string_view text, HostOs host) : text_(text), windows_(host == HostOs::windows) {}

    [[nodiscard]] Result<std::vector<ShellWord>> run()
    {
        std::vector<ShellWord> words;
        bool options = false;
        while (skip_blanks() && !error_) {
            ShellWord word{{}, new_line_, line_};
            begin_ = at_;
            read_word(word.text);
            options = options || word.text.starts_with('-');
            if (!windows_ && !options && is_windows_program(word.text)) {  // again, now that it is known
                windows_ = true;
                at_ = begin_;
                line_ = word.line;
                continue;
            }
            words.push_back(std::move(word));
            new_line_ = false;
        }
        if (error_) return *error_;
        return words;
    }

private:
    [[nodiscard]] char peek(std::size_t ahead = 0) const
    {
        return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
    }
    [[nodiscard]] bool ended() const { return at_ >= text_.size() || error_.has_value(); }
    char take()
    {
        if (text_[at_] == '\n') ++line_;
        return text_[at_++];
    }
    void fail(std::string what)
    {
        if (!error_) error_ = Error{ErrorKind::xml, {{}, line_, {}}, std::move(what)};
    }

    /// How long the end of a line is that stands `ahead`: "\n", "\r\n", or none. The end of the text is one too.
    [[nodiscard]] std::optional<std::size_t> line_end(std::size_t ahead) const
    {
        if (at_ + ahead >= text_.size()) return 0;
        if (peek(ahead) == '\n') return 1;
        return peek(ahead) == '\r' && peek(ahead + 1) == '\n' ? std::optional<std::size_t>(2) : std::nullopt;
    }

    /// "\" and the end of its line are nothing at all; so are "^" of cmd.exe and "`" of PowerShell.
    bool skip_continuation(std::string_view marks = "\\^`")
    {
        if (ended() || !is_in(marks, peek())) return false;
        const auto length = line_end(1);
        for (std::size_t i = 0; length && i < *length + 1; ++i) take();
        return length.has_value();
    }

    /// A continuation that a blank has spoilt; at the beginning of a word, a comment too.
    void check_continuation(bool at_beginning)
    {
        if (!is_in(at_beginning ? "\\^`" : "\\", peek())) return;
        std::size_t ahead = 1;
        while (peek(ahead) != '\0' && is_in(" \t\r", peek(ahead))) ++ahead;
        if (ahead > 1 && (line_end(ahead) || (at_beginning && peek(ahead) == '#')))
            fail(format(
                _("the space after '%c' prevents the command from continuing on the next line; remove everything after '%c'"),
                peek(), peek()));
    }

    /// True if a word follows.
    bool skip_blanks()
    {
        while (!ended()) {
            if (skip_continuation()) continue;
            if (peek() == '#') {
                while (!ended() && peek() != '\n') take();
                continue;
            }
            if (!is_in(blanks, peek())) return true;
            if (take() == '\n') new_line_ = true;
        }
        return false;
    }

    /// JSON as ps prints it, without the quotes that a shell needs: no shell would leave anything of it that QEMU takes.
    bool take_json(std::string &out)
    {
        constexpr unsigned most_attempts = 64;  // each may look through all of the text
        if (peek() != '{' || attempts_ == most_attempts) return false;
        const std::size_t length = length_of_json(text_.substr(at_));
        const char behind = peek(length);
        if (length <= 2 || (behind != '\0' && !is_in(blanks, behind))) {
            ++attempts_;
            return false;
        }
        for (std::size_t i = 0; i < length; ++i) out += take();
        return length > 0;
    }

    void read_word(std::string &out)
    {
        if (take_json(out)) return;
        seen_ = {};
        check_continuation(true);
        if (peek() == '~') fail(_("only a shell can tell what '~' stands for; write the folder's whole path"));
        while (!ended() && !is_in(blanks, peek())) {
            check_character();
            if (take_backslashes(out, false) || skip_continuation()) continue;
            check_continuation(false);
            const char c = take();
            if (c == '\'')
                read_single(out);
            else if (c == '"')
                read_double(out);
            else if (c == '\\')
                out += take();
            else
                plain(c, out);
        }
        check_word(out);
    }

    /// What word processors and web pages make of plain characters.
    void check_character()
    {
        if (static_cast<signed char>(peek()) >= 0) return;
        constexpr std::array<gunichar, 3> dashes{0x2013, 0x2014, 0x2212};
        const gunichar c = g_utf8_get_char_validated(text_.data() + at_, static_cast<gssize>(text_.size() - at_));
        const bool blank = c == 0x00A0 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F || c == 0x3000;
        if (blank)
            fail(format(_("U+%04X does not separate words in a shell; use an ordinary space"),
                        static_cast<unsigned>(c)));
        if (c >= 0x2018 && c <= 0x201F)
            fail(format(_("U+%04X is not a quote to a shell; use ' or \""), static_cast<unsigned>(c)));
        if (at_ == begin_ && std::find(dashes.begin(), dashes.end(), c) != dashes.end())
            fail(format(_("U+%04X is a dash and does not start an option; use a hyphen, '-'"),
                        static_cast<unsigned>(c)));
    }

    /// What only a shell could expand, and what it does where depends on the whole word.
    void check_word(const std::string &word)
    {
        if (seen_.variable)
            fail(format(
                _("only cmd.exe can tell what the name between percent signs in '%s' stands for; write what it stands for"),
                shown(word).c_str()));
        const auto raw = text_.substr(begin_);
        if (seen_.pattern && (raw.starts_with('/') || raw.starts_with("./") || raw.starts_with("../")))
            fail(format(
                _("only a shell can tell which files '%s' stands for; write the name of one, or put the word into single quotes"),
                shown(word).c_str()));
    }

    void plain(char c, std::string &out)
    {
        if (is_in(";|&<>()", c))
            return fail(format(
                _("'%c' is an operator of the shell; write one command alone, and quote '%c' where it is meant literally"),
                c, c));
        check_expansion(c);
        if (c == '*') seen_.pattern = c;
        if (c == '{') seen_.braces = 1;
        if (c == ',' && seen_.braces == 1) seen_.braces = 2;
        if (c == '}' && seen_.braces == 2) seen_.pattern = c;
        out += c;
    }

    void check_expansion(char c)
    {
        const char next = peek();
        const bool name = g_ascii_isalnum(next) || is_in("_{('\"*@#?!$-", next);
        if (c == '`' || (c == '$' && name))
            fail(format(
                _("only a shell can tell what '%c%c' begins; write what it stands for, or put it into single quotes"),
                c, next && !g_ascii_iscntrl(next) ? next : ' '));
        if (c == '%' && begins_variable()) seen_.variable = true;
    }

    /// "NAME%" of cmd.exe's, such as "ProgramFiles(x86)%"; elsewhere only where a folder of Windows follows.
    [[nodiscard]] bool begins_variable() const
    {
        std::size_t length = 0;
        while (g_ascii_isalnum(peek(length)) || (peek(length) != '\0' && is_in("_()", peek(length)))) ++length;
        return length > 0 && peek(length) == '%' && (windows_ || peek(length + 1) == '\\');
    }

    /// True if backslashes come that mean themselves. "C:\\" has been written for a shell.
    bool is_literal(const std::string &out)
    {
        const std::size_t size = out.size();
        const bool drive = size >= 2 && out.back() == ':' && g_ascii_isalpha(out[size - 2]) &&
                           (size == 2 || is_in("=:,", out[size - 3]));
        if (drive && (windows_ || !is_in("\\\"", peek(1)))) seen_.drive = true;
        return seen_.drive || (windows_ && !line_end(1));
    }

    /// As Windows' programs read them: backslashes are special only before a double quote. One before the last quote of a
    /// folder's name ("C:\vm\") cannot have been meant to be.
    bool take_backslashes(std::string &out, bool quoted)
    {
        if (peek() != '\\') return false;
        if (!is_literal(out)) return false;
        std::size_t count = 0;
        for (; peek() == '\\'; take()) ++count;
        const bool last = quoted && seen_.drive && (at_ + 1 >= text_.size() || is_in(blanks, peek(1)));
        const bool special = peek() == '"' && !(last && count % 2 == 1);
        out.append(special ? count / 2 : count, '\\');
        if (special && count % 2 == 1) out += take();
        return true;
    }

    void read_single(std::string &out)
    {
        while (!ended() && peek() != '\'') out += take();
        close('\'');
    }

    void read_double(std::string &out)
    {
        while (!ended() && peek() != '"') {
            if (take_backslashes(out, true) || skip_continuation("\\")) continue;
            const char c = take();
            const bool escape = c == '\\' && !ended() && is_in("$`\"\\", peek());
            if (!escape && !(c == '$' && peek() == '"')) check_expansion(c);
            out += escape ? take() : c;
        }
        close('"');
    }

    void close(char quote)
    {
        if (ended())
            return fail(format(_("the quote %c is not closed; write another %c where the word ends"), quote, quote));
        take();
    }

    std::string_view text_;
    bool windows_;
    std::size_t at_ = 0;
    std::size_t begin_ = 0;  ///< of the word
    unsigned attempts_ = 0;  ///< words that begin as JSON does, and are none
    int line_ = 1;
    bool new_line_ = false;
    Seen seen_;
    std::optional<Error> error_;
};

std::vector<std::string> split_at_nul(std::string_view text)
{
    std::vector<std::string> words;
    while (!text.empty()) {
        const auto end = std::min(text.find('\0'), text.size());
        words.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return words;
}

std::string_view without_prompt(std::string_view text, char prompt)
{
    const auto start = text.find_first_not_of(blanks);
    if (start == text.npos || text[start] != prompt || start + 1 >= text.size()) return text;
    return is_in(blanks, text[start + 1]) ? text.substr(start + 1) : text;
}

Result<std::vector<ShellWord>> words_of(std::string_view text, HostOs host)
{
    auto words = Lexer(without_prompt(text, '$'), host).run();
    if (!words || !words->empty()) return words;
    return Lexer(without_prompt(text, '#'), host).run();  // root's prompt, and not a comment, if nothing else is there
}

/// /proc/PID/cmdline, which needs no quotes. Its first word is a program's name alone.
Result<UnwrappedCommand> line_of_proc(std::string_view text)
{
    UnwrappedCommand line{{}, split_at_nul(text), {}};
    if (line.words[0].find(" -") != std::string::npos)
        return Error{
            ErrorKind::xml,
            {},
            _("words are separated by spaces as well as by NUL bytes; write a shell command, or copy /proc/PID/cmdline as it is")};
    return line;
}

/// As files for containers have it.
Result<Ok> check_no_list(std::string_view text)
{
    const auto bracket = text.find_first_not_of(blanks);
    if (bracket == text.npos || text[bracket] != '[') return Ok{};
    const auto quote = text.find_first_not_of(blanks, bracket + 1);
    if (quote == text.npos || !is_in("\"'", text[quote])) return Ok{};
    return Error{ErrorKind::xml,
                 {},
                 _("the command line is a JSON list; write it as a shell command, without brackets and commas")};
}

}  // namespace

Result<UnwrappedCommand> read_command_line(std::string_view text, HostOs host)
{
    constexpr std::string_view mark = "\xEF\xBB\xBF";  // Windows' editors put it before UTF-8
    if (text.starts_with(mark)) text.remove_prefix(mark.size());
    constexpr std::size_t most_bytes = 1 << 20;
    if (text.size() > most_bytes)
        return Error{ErrorKind::xml, {}, _("the command line is longer than 1 MiB; shorten it")};
    if (text.find('\0') != text.npos) return line_of_proc(text);
    if (auto good = check_no_list(text); !good) return good.error();
    if (auto good = check_escapes(text); !good) return good.error();
    auto words = words_of(text, host);
    if (!words) return words.error();
    if (auto one = check_one_command(*words, host); !one) return one.error();
    auto line = without_prefixes(*std::move(words), host);
    if (line && line->words.empty())
        return Error{ErrorKind::xml, {}, _("there is no command; write QEMU's program and its options")};
    return line;
}

std::string quoted(std::string_view word)
{
    const auto plain = [](char c) { return g_ascii_isalnum(c) || is_in("%+,-./:=@_^", c); };
    if (!word.empty() && std::all_of(word.begin(), word.end(), plain)) return std::string(word);
    std::string out = "'";
    for (const char c : word) {
        if (c == '\'')
            out += "'\\''";
        else
            out += c;
    }
    return out + "'";
}

}  // namespace chardev::qemu
