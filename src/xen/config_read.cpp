// SPDX-License-Identifier: LGPL-2.1-or-later
// Reads the ports of a configuration file, and writes the file without them.
#include <algorithm>
#include <map>

#include "conf/model/gettext.hpp"
#include "conf/xml/reader.hpp"
#include "conf/xml/text_edits.hpp"
#include "xen/assignments.hpp"
#include "xen/device_model.hpp"
#include "xen/quoting.hpp"

namespace chardev::xen {

namespace {

constexpr std::string_view common_arguments = "device_model_args", hvm_arguments = "device_model_args_hvm";

/// What a name stands for when all of the file has been read.
struct ConfigSetting {
    Shape shape = Shape::text;
    std::vector<ConfigWord> words;
    Place where;
};

bool is_none(const ConfigWord &word)
{
    return word.text == "none";
}

Result<std::string> value_of(const Literal &literal, ConfigFormat form, const Place &where)
{
    const bool number = literal.text[0] >= '0' && literal.text[0] <= '9';
    return number ? std::string(literal.text) : unquoted(literal.text, form, where);
}

Result<Ok> add_values(const Assignment &assignment, ConfigFormat form, std::string_view file,
                      std::vector<ConfigWord> &words)
{
    for (const auto &parts : assignment.values) {
        ConfigWord word{{}, parts.front().line};
        for (const Literal &literal : parts) {
            const auto text = value_of(literal, form, {std::string(file), literal.line, std::string(assignment.name)});
            if (!text) return text.error();
            word.text += *text;
        }
        words.push_back(std::move(word));
    }
    return Ok{};
}

/// The whole line, if the assignment is all that it has; what else there is stays.
Range extent(const Assignment &assignment, std::string_view text)
{
    const std::size_t begin = assignment.range.begin;
    std::size_t end = assignment.range.end;
    const auto skip = [&text, &end] { end = std::min(text.find_first_not_of(" \t\r", end), text.size()); };
    const auto line = begin == 0 ? text.npos : text.find_last_not_of(" \t", begin - 1);
    const bool begins_line = line == text.npos || text[line] == '\n';
    skip();
    if (end < text.size() && text[end] == ';') {
        ++end;
        skip();
    }
    const bool ends_line = end == text.size() || text[end] == '\n';
    if (begins_line && ends_line) return {line == text.npos ? 0 : line + 1, std::min(end + 1, text.size())};
    return {begin, ends_line ? assignment.range.end : end};
}

class ConfigReader {
public:
    ConfigReader(std::string_view text, ConfigFormat form, std::string_view file)
        : text_(text), form_(form), file_(file)
    {
    }

    [[nodiscard]] Result<ReadConfig> run()
    {
        const std::vector<std::string_view> names{"serial", "parallel"};
        auto assignments =
            form_ == ConfigFormat::xl ? xl_assignments(text_, file_) : xm_assignments(text_, names, file_);
        if (!assignments) return assignments.error();
        assignments_ = *std::move(assignments);
        for (const Assignment &assignment : assignments_)
            if (auto done = take(assignment); !done) return done.error();
        return form_ == ConfigFormat::xl ? xl() : xm();
    }

private:
    [[nodiscard]] bool is_ours(std::string_view name) const
    {
        const bool port = name == "serial" || name == "parallel";
        return port || (form_ == ConfigFormat::xl && (name == common_arguments || name == hvm_arguments));
    }

    Result<Ok> take(const Assignment &assignment)
    {
        if (!is_ours(assignment.name)) return Ok{};
        const Place where = assignment.place(file_);
        if (assignment.shape == Shape::program)
            return Error{
                ErrorKind::unsupported, where,
                format(
                    _("'%s' is worked out by the program that this file is, and that is not run here; write it as one string"),
                    where.element.c_str())};
        ConfigSetting added{assignment.shape, {}, where};
        if (auto done = add_values(assignment, form_, file_, added.words); !done) return done;
        const auto before = settings_.find(where.element);
        if (assignment.adds && before != settings_.end()) return join(before->second, std::move(added));
        settings_.insert_or_assign(where.element, std::move(added));
        return Ok{};
    }
    static Result<Ok> join(ConfigSetting &before, ConfigSetting added)
    {
        if ((before.shape == Shape::text) != (added.shape == Shape::text))
            return Error{
                ErrorKind::xml, added.where,
                _("'+=' cannot put a list to a string, nor a string to a list; write all of it in one setting")};
        if (before.shape == Shape::nested || added.shape == Shape::nested) before.shape = Shape::nested;
        if (before.shape == Shape::text)
            before.words[0].text += added.words[0].text;
        else
            before.words.insert(before.words.end(), added.words.begin(), added.words.end());
        return Ok{};
    }

    [[nodiscard]] std::vector<ConfigWord> words_of(std::string_view name) const
    {
        const auto found = settings_.find(std::string(name));
        return found == settings_.end() ? std::vector<ConfigWord>() : found->second.words;
    }
    /// Of Shape::text only where `text` says so.
    [[nodiscard]] Result<Ok> check(std::string_view name, bool text, bool list) const
    {
        const auto found = settings_.find(std::string(name));
        if (found == settings_.end()) return Ok{};
        const auto &[shape, words, where] = found->second;
        if ((shape == Shape::text && text) || (shape == Shape::list && list)) return Ok{};
        if (!list)
            return Error{ErrorKind::unsupported, where,
                         format(_("a guest of xm has one port for '%s', and this is a list; write one string"),
                                where.element.c_str())};
        return Error{ErrorKind::xml, where,
                     format(_("xl does not take this value of '%s'; write a list of strings"), where.element.c_str())};
    }

    [[nodiscard]] Result<ReadConfig> xl()
    {
        for (const auto &[name, text] : {std::pair("serial", true), std::pair("device_model_args", false),
                                         std::pair("device_model_args_hvm", false)})
            if (auto fine = check(name, text, true); !fine) return fine.error();
        auto words = words_of(common_arguments);
        const auto hvm = words_of(hvm_arguments);
        words.insert(words.end(), hvm.begin(), hvm.end());
        auto found = ports_among(words_of("serial"), words, file_);
        if (!found) return found.error();
        ReadConfig out{std::move(found->ports), {}, std::move(found->warnings)};
        const auto parallel = settings_.find("parallel");
        if (parallel != settings_.end() && !(parallel->second.words.size() == 1 && is_none(parallel->second.words[0])))
            out.warnings.push_back(format(
                _("line %d: xl ignores 'parallel', so it is no port; write device_model_args_hvm = [ \"-parallel\", … ]"),
                parallel->second.where.line));
        const bool rewrites = found->took_words || settings_.contains(std::string(hvm_arguments));
        auto rest = without(rewrites, found->rest);
        if (!rest) return rest.error();
        out.rest = *std::move(rest);
        return out;
    }

    [[nodiscard]] Result<ReadConfig> xm()
    {
        std::vector<ConfigWord> serials, parallels;
        for (const char *name : {"serial", "parallel"})
            if (auto fine = check(name, true, false); !fine) return fine.error();
        for (const ConfigWord &word : words_of("parallel"))
            if (!is_none(word)) parallels = {{"-parallel", word.line}, word};
        auto found = ports_among(words_of("serial"), parallels, file_);
        if (!found) return found.error();
        auto rest = without(false, {});
        if (!rest) return rest.error();
        return ReadConfig{std::move(found->ports), *std::move(rest), std::move(found->warnings)};
    }

    /// libvirt knows one name for arguments of the device model.
    [[nodiscard]] Result<std::string> arguments_line(const std::vector<std::string> &words) const
    {
        std::string line;
        for (const std::string &word : words) {
            const auto value = quoted_for_libvirt(word, {std::string(file_), 0, std::string(common_arguments)});
            if (!value) return value.error();
            line += (line.empty() ? " = [ " : ", ") + *value;
        }
        return line.empty() ? line : std::string(common_arguments) + line + " ]\n";
    }

    [[nodiscard]] Result<std::string> without(bool arguments_too, const std::vector<std::string> &words) const
    {
        Edits edits;
        for (const Assignment &assignment : assignments_) {
            const bool port = assignment.name == "serial" || assignment.name == "parallel";
            if (port || (arguments_too && is_ours(assignment.name))) edits.remove(extent(assignment, text_));
        }
        std::string rest = edits.apply(text_);
        const auto line = arguments_too ? arguments_line(words) : Result<std::string>(std::string());
        if (!line) return line.error();
        if (!line->empty() && !rest.empty() && !rest.ends_with('\n')) rest += '\n';
        return rest + *line;
    }

    std::string_view text_;
    ConfigFormat form_;
    std::string_view file_;
    std::vector<Assignment> assignments_;
    std::map<std::string, ConfigSetting> settings_;
};

Error has_nul(std::string_view text, std::string_view file)
{
    const auto line = std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(text.find('\0')), '\n') + 1;
    return {ErrorKind::xml,
            {std::string(file), static_cast<int>(line), {}},
            _("there is a NUL byte in the file, which is no text; take it away")};
}

}  // namespace

Result<ReadConfig> read_config(std::string_view text, ConfigFormat form, std::string_view file)
{
    if (text.find('\0') != text.npos) return has_nul(text, file);
    return ConfigReader(text, form, file).run();
}

}  // namespace chardev::xen
