// SPDX-License-Identifier: LGPL-2.1-or-later
// Takes options out of a list one by one, and reports those that are missing, have no value, or remain at the end.
#include "qemu/chardev/option_reader.hpp"

#include <algorithm>

#include <glib.h>

#include "conf/model/gettext.hpp"

namespace chardev::qemu {

std::string OptionReader::printable(const std::string &word)
{
    return g_utf8_validate_len(word.data(), word.size(), nullptr) ? shown(word) : "?";
}

OptionReader::OptionReader(const OptionList &list, std::string path)
    : list_(list), in_(nothing_, std::move(path), report_)
{
    for (const auto &[name, value] : list.options)
        if (value && !g_utf8_validate_len(value->data(), value->size(), nullptr))
            unsupported(
                format(_("the value of the option '%s' is not UTF-8; rename what it names"), printable(name).c_str()));
}

std::string OptionReader::as_written(const char *name) const
{
    const NamedValue *option = list_.find(name);
    return option ? printable(option->name) : name;
}

const NamedValue *OptionReader::ask(const char *name)
{
    names_.emplace_back(name);
    return list_.find(name);
}

std::optional<std::string> OptionReader::text(const char *name)
{
    const NamedValue *option = ask(name);
    if (!option) return std::nullopt;
    if (!option->value) fail(format(_("the option '%s' has no value; write one behind an equals sign"), name));
    return option->value.value_or(std::string());
}

std::string OptionReader::must_text(const char *name)
{
    const std::optional<std::string> said = text(name);
    if (!said) fail(format(_("the option '%s' is missing; add it"), name));
    return said.value_or(std::string());
}

std::optional<bool> OptionReader::flag(const char *name)
{
    const NamedValue *option = ask(name);
    if (!option) return std::nullopt;
    const Result<bool> value = flag_of(*option);
    if (!value) fail(value.error().what);
    return value && *value;
}

void OptionReader::refuse_rest()
{
    const auto is_known = [this](const NamedValue &option) {
        return std::any_of(names_.begin(), names_.end(), [&option](const std::string &name) {
            return OptionList{{}, {option}}.find(name) != nullptr;
        });
    };
    const auto unknown = std::find_if_not(list_.options.begin(), list_.options.end(), is_known);
    if (unknown != list_.options.end())
        unsupported(format(_("the option '%s' says what no port here can have; take it away"),
                           printable(unknown->name).c_str()));
}

}  // namespace chardev::qemu
