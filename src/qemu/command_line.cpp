// SPDX-License-Identifier: LGPL-2.1-or-later
// Reads words as a POSIX shell does, as far as no shell is needed; GLib's own reader takes "$HOME" and ";" for plain text.
#include "qemu/command_line.hpp"

#include <algorithm>
#include <optional>

#include <glib.h>

#include "conf/gettext.hpp"
#include "conf/reader.hpp"
#include "qemu/option_json.hpp"

namespace chardev::qemu {

namespace {

constexpr std::string_view blanks = " \t\r\n";

bool is_in(std::string_view set, char c)
{
    return set.find(c) != set.npos;
}

/// A word, and whether a line ended before it without a backslash.
struct Word {
    std::string text;
    bool on_new_line = false;
    int line = 0;
};

class Lexer {
public:
    explicit Lexer(std::string_view text) : text_(text) {}

    [[nodiscard]] Result<std::vector<Word>> run()
    {
        std::vector<Word> words;
        while (skip_blanks() && !error_) {
            Word word{{}, new_line_, line_};
            read_word(word.text);
            words.push_back(std::move(word));
            new_line_ = false;
        }
        if (error_) return *error_;
        return words;
    }

private:
    [[nodiscard]] char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
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

    /// "\" and the end of its line, which may be written as CR LF, are nothing at all.
    bool skip_continuation()
    {
        if (peek() != '\\') return false;
        const std::size_t length = peek(1) == '\n' ? 2 : peek(1) == '\r' && peek(2) == '\n' ? 3 : 0;
        for (std::size_t i = 0; i < length; ++i) take();
        return length > 0;
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
        const std::size_t length = length_of_json(text_.substr(at_));
        for (std::size_t i = 0; i < length; ++i) out += take();
        return length > 0;
    }

    void read_word(std::string &out)
    {
        if (take_json(out)) return;
        if (peek() == '~') fail(_("only a shell can tell what '~' stands for; write the folder's whole path"));
        while (!ended() && !is_in(blanks, peek())) {
            if (skip_continuation()) continue;
            const char c = take();
            if (c == '\'') read_single(out);
            else if (c == '"') read_double(out);
            else if (c == '\\') out += ended() ? '\\' : take();
            else plain(c, out);
        }
    }

    void plain(char c, std::string &out)
    {
        if (is_in(";|&<>()", c))
            return fail(format(_("'%c' is an operator of the shell; write one command alone, and quote '%c' where it is meant literally"), c, c));
        check_expansion(c);
        out += c;
    }

    void check_expansion(char c)
    {
        const char next = peek();
        const bool name = g_ascii_isalnum(next) || is_in("_{('\"*@#?!$-", next);
        if (c == '`' || (c == '$' && name))
            fail(format(_("only a shell can tell what '%c%c' begins; write what it stands for, or put it into single quotes"), c,
                        next && !g_ascii_iscntrl(next) ? next : ' '));
    }

    void read_single(std::string &out)
    {
        while (!ended() && peek() != '\'') out += take();
        close('\'');
    }

    void read_double(std::string &out)
    {
        while (!ended() && peek() != '"') {
            if (skip_continuation()) continue;
            const char c = take();
            const bool escape = c == '\\' && !ended() && is_in("$`\"\\", peek());
            if (!escape && !(c == '$' && peek() == '"')) check_expansion(c);
            out += escape ? take() : c;
        }
        close('"');
    }

    void close(char quote)
    {
        if (ended()) return fail(format(_("the quote %c is not closed; write another %c where the word ends"), quote, quote));
        take();
    }

    std::string_view text_;
    std::size_t at_ = 0;
    int line_ = 1;
    bool new_line_ = false;
    std::optional<Error> error_;
};

bool is_assignment(const std::string &word)
{
    const auto equals = word.find('=');
    if (equals == word.npos || equals == 0 || g_ascii_isdigit(word[0])) return false;
    return std::all_of(word.begin(), word.begin() + static_cast<std::ptrdiff_t>(equals),
                       [](char c) { return g_ascii_isalnum(c) || c == '_'; });
}

/// Options that take a word of their own.
bool sudo_takes_word(const std::string &option)
{
    return option == "-u" || option == "-g" || option == "-h" || option == "-p" || option == "-C" || option == "-D";
}

/// Takes what stands before the program off: assignments, "sudo", "exec", "env".
CommandLine without_prefixes(const std::vector<Word> &words)
{
    CommandLine out;
    auto word = words.begin();
    bool sudo = false;
    for (; word != words.end(); ++word) {
        const std::string &text = word->text;
        if (is_assignment(text)) out.environment.push_back(text);
        else if (text == "sudo") sudo = true;
        else if (sudo && sudo_takes_word(text) && word + 1 != words.end()) ++word;
        else if (!(sudo && text.starts_with('-')) && text != "exec" && text != "env") break;
    }
    for (; word != words.end(); ++word) out.words.push_back(word->text);
    return out;
}

/// A new line begins a new command, but where an option or its value plainly goes on.
Result<Ok> check_one_command(const std::vector<Word> &words)
{
    for (std::size_t i = 1; i < words.size(); ++i) {
        const std::string &before = words[i - 1].text;
        const bool goes_on = words[i].text.starts_with('-') || before.starts_with('-') || is_assignment(before);
        if (words[i].on_new_line && !goes_on)
            return Error{ErrorKind::xml, {{}, words[i].line, {}},
                         format(_("'%s' begins a second command; write one command alone, and end each line of it but the last with a backslash"),
                                shown(words[i].text).c_str())};
    }
    return Ok{};
}

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

Result<std::vector<Word>> words_of(std::string_view text)
{
    auto words = Lexer(without_prompt(text, '$')).run();
    if (!words || !words->empty()) return words;
    return Lexer(without_prompt(text, '#')).run();  // root's prompt, and not a comment, if nothing else is there
}

}  // namespace

Result<CommandLine> read_command_line(std::string_view text)
{
    if (text.find('\0') != text.npos) return CommandLine{{}, split_at_nul(text)};
    const auto words = words_of(text);
    if (!words) return words.error();
    if (auto one = check_one_command(*words); !one) return one.error();
    CommandLine line = without_prefixes(*words);
    if (line.words.empty())
        return Error{ErrorKind::xml, {}, _("there is no command; write QEMU's program and its options")};
    return line;
}

std::string quoted(std::string_view word)
{
    const auto plain = [](char c) { return g_ascii_isalnum(c) || is_in("%+,-./:=@_^", c); };
    if (!word.empty() && std::all_of(word.begin(), word.end(), plain)) return std::string(word);
    std::string out = "'";
    for (const char c : word) {
        if (c == '\'') out += "'\\''";
        else out += c;
    }
    return out + "'";
}

}  // namespace chardev::qemu
