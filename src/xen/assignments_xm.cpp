// SPDX-License-Identifier: LGPL-2.1-or-later
// Reads as much of Python as it takes to tell plain assignments of literals from everything else. Nothing is run.
#include <algorithm>

#include <glib.h>

#include "conf/model/gettext.hpp"
#include "conf/xml/reader.hpp"
#include "xen/assignments.hpp"

namespace chardev::xen {

namespace {

enum class TokenKind { name, literal, sign };

struct Token {
    TokenKind kind;
    std::string_view text;
    std::size_t begin;
    int line;

    [[nodiscard]] std::size_t end() const { return begin + text.size(); }
    [[nodiscard]] bool is(std::string_view sign) const { return kind == TokenKind::sign && text == sign; }
};

/// What ends a statement.
enum class StatementEnd { semicolon, line, file };

struct Statement {
    std::vector<Token> tokens;
    StatementEnd end = StatementEnd::file;
    std::size_t begin = 0;  ///< with the blanks before it

    [[nodiscard]] bool is_indented() const { return !tokens.empty() && tokens[0].begin != begin; }
};

class Scanner {
public:
    Scanner(std::string_view text, std::string_view file) : text_(text), file_(file) {}

    [[nodiscard]] bool ended() const { return at_ == text_.size(); }

    [[nodiscard]] Result<Statement> next()
    {
        Statement statement;
        statement.begin = at_;
        std::vector<Token> open;
        for (skip_blanks(); !ended(); skip_blanks()) {
            const char c = text_[at_];
            const bool ends = (c == '\n' || c == ';') && open.empty();
            line_ += c == '\n' ? 1 : 0;
            if (ends || c == '\n') ++at_;
            if (ends) statement.end = c == ';' ? StatementEnd::semicolon : StatementEnd::line;
            if (ends) return statement;
            if (c == '\n') continue;
            const auto token = take_token();
            if (!token) return token.error();
            if (!pair(*token, open))
                return wrong(token->line, format(_("there is nothing for '%s' to close; take it away"),
                                                 std::string(token->text).c_str()));
            statement.tokens.push_back(*token);
        }
        if (!open.empty())
            return wrong(open.back().line, format(_("'%s' is not closed; write its counterpart at the end"),
                                                  std::string(open.back().text).c_str()));
        return statement;
    }

private:
    [[nodiscard]] Error wrong(int line, std::string sentence) const
    {
        return {ErrorKind::xml, {std::string(file_), line, {}}, std::move(sentence)};
    }

    void skip_blanks()
    {
        for (; !ended(); ++at_) {
            const char c = text_[at_];
            if (c == '#') at_ = std::min(text_.find('\n', at_), text_.size());
            if (ended() || text_[at_] == '\n') return;
            if (joins_lines()) {
                at_ = text_.find('\n', at_);
                ++line_;
            } else if (c != ' ' && c != '\t' && c != '\f' && c != '\r') {
                return;
            }
        }
    }
    [[nodiscard]] bool joins_lines() const
    {
        return text_.substr(at_, 2) == "\\\n" || text_.substr(at_, 3) == "\\\r\n";
    }

    Result<Token> take_token()
    {
        const std::size_t begin = at_;
        const int line = line_;
        while (!ended() && (g_ascii_isalnum(text_[at_]) || text_[at_] == '_')) ++at_;
        const bool quotes = !ended() && (text_[at_] == '"' || text_[at_] == '\'');
        if (quotes && is_prefix(text_.substr(begin, at_ - begin))) {
            if (!skip_string()) return wrong(line, _("the string is not closed; write its quotes again at its end"));
            return Token{TokenKind::literal, text_.substr(begin, at_ - begin), begin, line};
        }
        if (at_ > begin) return Token{TokenKind::name, text_.substr(begin, at_ - begin), begin, line};
        at_ += text_.substr(at_, 2) == "+=" || text_.substr(at_, 2) == "==" ? 2 : 1;
        return Token{TokenKind::sign, text_.substr(begin, at_ - begin), begin, line};
    }
    [[nodiscard]] static bool is_prefix(std::string_view text)
    {
        return text.size() <= 2 && text.find_first_not_of("rRbBuU") == text.npos;
    }

    bool skip_string()
    {
        const bool triple = text_.size() - at_ >= 3 && text_[at_ + 1] == text_[at_] && text_[at_ + 2] == text_[at_];
        const std::string_view quotes = text_.substr(at_, triple ? 3 : 1);
        for (at_ += quotes.size(); !ended(); ++at_) {
            if (text_.substr(at_, quotes.size()) == quotes) {
                at_ += quotes.size();
                return true;
            }
            const bool escapes = text_[at_] == '\\' && at_ + 1 < text_.size();
            if (escapes) ++at_;
            if (text_[at_] != '\n') continue;
            if (!triple && !escapes) return false;
            ++line_;
        }
        return false;
    }

    static bool pair(const Token &token, std::vector<Token> &open)
    {
        constexpr std::string_view opening = "([{", closing = ")]}";
        if (token.kind != TokenKind::sign) return true;
        if (opening.find(token.text[0]) != opening.npos) open.push_back(token);
        const auto which = closing.find(token.text[0]);
        if (which == closing.npos) return true;
        if (open.empty() || open.back().text[0] != opening[which]) return false;
        open.pop_back();
        return true;
    }

    std::string_view text_, file_;
    std::size_t at_ = 0;
    int line_ = 1;
};

bool is_one_of(std::string_view name, const std::vector<std::string_view> &names)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// The values of a string or a list, beginning at `token`; false: it is something else.
class Values {
public:
    Values(const std::vector<Token> &tokens, Assignment &out) : tokens_(tokens), out_(out) {}

    [[nodiscard]] bool read(std::size_t token)
    {
        at_ = token;
        const bool list = is("[");
        out_.shape = list ? Shape::list : Shape::text;
        if (list) return read_list() && at_ == tokens_.size();
        return read_literals() && at_ == tokens_.size();
    }

private:
    [[nodiscard]] bool is(std::string_view sign) const { return at_ < tokens_.size() && tokens_[at_].is(sign); }

    bool read_list()
    {
        for (++at_; !is("]");) {
            if (!read_literals()) return false;
            if (is(","))
                ++at_;
            else if (!is("]"))
                return false;
        }
        ++at_;
        return true;
    }
    bool read_literals()
    {
        std::vector<Literal> parts;
        for (; at_ < tokens_.size() && tokens_[at_].kind == TokenKind::literal; ++at_)
            parts.push_back({tokens_[at_].text, tokens_[at_].line});
        if (parts.empty()) return false;
        out_.values.push_back(std::move(parts));
        return true;
    }

    const std::vector<Token> &tokens_;
    Assignment &out_;
    std::size_t at_ = 0;
};

class XmReader {
public:
    XmReader(std::string_view text, const std::vector<std::string_view> &names, std::string_view file)
        : names_(names), scanner_(text, file)
    {
    }

    [[nodiscard]] Result<std::vector<Assignment>> assignments()
    {
        while (!scanner_.ended()) {
            const auto statement = scanner_.next();
            if (!statement) return statement.error();
            line_has_block_ = line_has_block_ || (begins_line_ && statement->is_indented());
            take(statement->tokens);
            if (statement->end == StatementEnd::semicolon) continue;
            line_has_block_ = false;
            begins_line_ = true;
        }
        return std::move(out_);
    }

private:
    void take(const std::vector<Token> &tokens)
    {
        const auto mention = std::find_if(tokens.begin(), tokens.end(), [this](const Token &token) {
            return token.kind == TokenKind::name && is_one_of(token.text, names_);
        });
        const bool plain = !line_has_block_;
        line_has_block_ = line_has_block_ || opens_block(tokens);
        begins_line_ = false;
        if (mention == tokens.end()) return;
        Assignment read;
        read.name = mention->text;
        read.line = mention->line;
        read.range = {tokens.front().begin, tokens.back().end()};
        const bool assigns = tokens.size() > 2 && mention == tokens.begin() && tokens[1].is("=");
        if (!plain || !assigns || !Values(tokens, read).read(2)) {
            read.shape = Shape::program;
            read.values.clear();
        }
        out_.push_back(std::move(read));
    }
    [[nodiscard]] static bool opens_block(const std::vector<Token> &tokens)
    {
        return std::any_of(tokens.begin(), tokens.end(), [](const Token &token) { return token.is(":"); });
    }

    const std::vector<std::string_view> &names_;
    Scanner scanner_;
    bool begins_line_ = true;
    bool line_has_block_ = false;  ///< "if x: …; …", or all of it is in one
    std::vector<Assignment> out_;
};

}  // namespace

Result<std::vector<Assignment>> xm_assignments(std::string_view text, const std::vector<std::string_view> &names,
                                               std::string_view file)
{
    return XmReader(text, names, file).assignments();
}

}  // namespace chardev::xen
