// SPDX-License-Identifier: LGPL-2.1-or-later
// Reads and writes option lists with their escapes, and reads QEMU's spellings of a flag.
#include "qemu/chardev/option_list.hpp"

#include <algorithm>
#include <array>

#include "conf/model/gettext.hpp"
#include "conf/xml/reader.hpp"

namespace chardev::qemu {

namespace {

constexpr char separator = ',';
constexpr char assignment = '=';
constexpr std::string_view negation = "no";

constexpr std::array<std::string_view, 4> words_for_on{"on", "yes", "true", "y"};
constexpr std::array<std::string_view, 4> words_for_off{"off", "no", "false", "n"};

bool is_one_of(const std::array<std::string_view, 4> &words, const std::string &word)
{
    return std::find(words.begin(), words.end(), word) != words.end();
}

void append_escaped(std::string &out, std::string_view value)
{
    for (const char c : value) {
        out += c;
        if (c == separator) out += c;
    }
}

/// Takes the text up to the next comma that stands alone, and that comma.
std::string take_value(std::string_view &rest)
{
    std::string value;
    while (!rest.empty()) {
        const char c = rest.front();
        rest.remove_prefix(1);
        if (c == separator) {
            if (!rest.starts_with(separator)) break;
            rest.remove_prefix(1);
        }
        value += c;
    }
    return value;
}

bool begins_with_name(std::string_view text)
{
    const std::size_t end = text.find_first_of(std::string{separator, assignment});
    return end != std::string_view::npos && text[end] == assignment;
}

NamedValue take_option(std::string_view &rest)
{
    NamedValue option;
    const std::size_t end = std::min(rest.find_first_of(std::string{separator, assignment}), rest.size());
    option.name = rest.substr(0, end);
    rest.remove_prefix(end);
    const bool has_value = rest.starts_with(assignment);
    if (!rest.empty()) rest.remove_prefix(1);
    if (has_value) option.value = take_value(rest);
    return option;
}

bool is_negation_of(const NamedValue &option, std::string_view name)
{
    return !option.value && option.name.starts_with(negation) && option.name.substr(negation.size()) == name;
}

bool is_bare_negation(const NamedValue &option)
{
    return !option.value && option.name.starts_with(negation);
}

}  // namespace

const NamedValue *OptionList::find(std::string_view name) const
{
    const auto says = [name](const NamedValue &option) {
        return is_bare_negation(option) ? is_negation_of(option, name) : option.name == name;
    };
    const auto last = std::find_if(options.rbegin(), options.rend(), says);
    return last == options.rend() ? nullptr : &*last;
}

std::string write_option_list(const OptionList &list)
{
    std::string out;
    append_escaped(out, list.first);
    // A bare name that stood at the beginning would be read as `first`.
    bool separated = !list.first.empty() || (!list.options.empty() && !list.options.front().value);
    for (const auto &[name, value] : list.options) {
        if (separated) out += separator;
        separated = true;
        out += name;
        if (!value) continue;
        out += assignment;
        append_escaped(out, *value);
    }
    return out;
}

Result<OptionList> read_option_list(std::string_view text)
{
    OptionList list;
    std::string_view rest = text;
    if (!begins_with_name(rest)) list.first = take_value(rest);
    while (!rest.empty()) {
        NamedValue option = take_option(rest);
        if (option.name.empty())
            return Error{
                ErrorKind::xml,
                {},
                format(_("an option without a name is in '%s'; write name=value, and a comma in a value twice"),
                       shown(text).c_str())};
        list.options.push_back(std::move(option));
    }
    return list;
}

Result<bool> flag_of(const NamedValue &option)
{
    if (!option.value) return !is_bare_negation(option);
    if (is_one_of(words_for_on, *option.value)) return true;
    if (is_one_of(words_for_off, *option.value)) return false;
    return Error{ErrorKind::xml,
                 {},
                 format(_("the option '%s' is '%s'; write 'on' or 'off'"), shown(option.name).c_str(),
                        shown(*option.value).c_str())};
}

std::optional<Setting> setting_in(std::string_view value)
{
    const auto equals = value.find('=');
    const auto dot = value.find('.');
    const auto second = dot == value.npos ? dot : value.find('.', dot + 1);
    if (equals == value.npos || second == value.npos || equals < second) return std::nullopt;
    return Setting{std::string(value.substr(0, dot)), std::string(value.substr(dot + 1, second - dot - 1)),
                   std::string(value.substr(second + 1, equals - second - 1)), std::string(value.substr(equals + 1))};
}

}  // namespace chardev::qemu
