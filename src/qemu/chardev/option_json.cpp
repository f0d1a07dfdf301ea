// SPDX-License-Identifier: LGPL-2.1-or-later
// Reads JSON on QEMU's command line as the option list that means the same.
#include "qemu/chardev/option_json.hpp"

#include <algorithm>
#include <array>

#include <nlohmann/json.hpp>

#include "conf/xml/element_xml.hpp"

namespace chardev::qemu {

namespace {

using Json = nlohmann::ordered_json;

/// The name that says what an object is, where the text form has it first.
constexpr std::array<std::string_view, 3> kinds{"qom-type", "driver", "type"};

/// A PCI address as a number is not what the same digits are in a text.
std::optional<std::string> scalar(const std::string &name, const Json &value)
{
    if (value.is_string() && !xml_can_hold(value.get_ref<const std::string &>())) return std::nullopt;
    if (value.is_string()) return value.get<std::string>();
    if (value.is_boolean()) return std::string(value.get<bool>() ? "on" : "off");
    if (value.is_number_integer() && name != "addr") return value.dump();
    return std::nullopt;
}

/// False: something in it has no text.
bool flatten(const Json &object, const std::string &prefix, unsigned depth, OptionList &out)
{
    std::size_t index = 0;
    for (const auto &[key, value] : object.items()) {
        const std::string name = prefix + (object.is_array() ? std::to_string(index++) : key);
        if (value.is_structured()) {
            if (depth == 0 || !flatten(value, name + ".", depth - 1, out)) return false;
        } else if (const auto text = scalar(name, value)) {
            out.options.push_back({name, *text});
        } else if (!value.is_null()) {
            return false;
        }
    }
    return true;
}

/// More than any option of QEMU's needs; the library copies and prints by recursion, and a daemon's threads have small stacks.
constexpr std::size_t deepest_nesting = 64;

/// Up to the bracket that closes the first one; 0: `text` begins with no object, or it does not end, or is nested too deeply.
std::size_t length_of_brackets(std::string_view text)
{
    if (!text.starts_with('{')) return 0;
    std::size_t depth = 0;
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (quoted && c == '\\')
            ++i;
        else if (c == '"')
            quoted = !quoted;
        else if (!quoted && (c == '{' || c == '[') && ++depth > deepest_nesting)
            return 0;
        else if (!quoted && (c == '}' || c == ']') && --depth == 0)
            return i + 1;
    }
    return 0;
}

/// QEMU takes 'single quotes' in JSON too.
std::string in_double_quotes(std::string_view text)
{
    std::string out;
    char quote = '\0';
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool escape = quote && c == '\\' && i + 1 < text.size();
        if (escape && text[i + 1] == '\'')
            out += text[++i];
        else if (escape)
            out.append({c, text[++i]});
        else if (!quote && (c == '\'' || c == '"'))
            out += '"', quote = c;
        else if (quote == c)
            out += '"', quote = '\0';
        else if (quote && c == '"')
            out += "\\\"";
        else
            out += c;
    }
    return out;
}

/// A value that is no object where `text` is none.
Json parsed(std::string_view text)
{
    const std::string json = in_double_quotes(text);
    return length_of_brackets(json) ? Json::parse(json, nullptr, false) : Json();
}

std::optional<OptionList> list_in_json(std::string_view text)
{
    constexpr unsigned deepest = 8;
    const Json json = parsed(text);
    OptionList out;
    if (!json.is_object() || !flatten(json, "", deepest, out)) return std::nullopt;
    for (const auto kind : kinds) {
        const auto found = std::find_if(out.options.begin(), out.options.end(),
                                        [kind](const NamedValue &option) { return option.name == kind; });
        if (found == out.options.end()) continue;
        out.first = *found->value;
        out.options.erase(found);
        break;
    }
    return out;
}

using Change = std::function<void(const std::string &name, std::string &text)>;

void change_json(Json &json, const std::string &name, unsigned depth, const Change &change)
{
    if (json.is_string()) change(name, json.get_ref<std::string &>());
    if (!json.is_structured() || depth == 0) return;
    std::size_t index = 0;
    for (auto &[key, value] : json.items())
        change_json(value, (name.empty() ? name : name + ".") + (json.is_array() ? std::to_string(index++) : key),
                    depth - 1, change);
}

}  // namespace

std::size_t length_of_json(std::string_view text)
{
    const std::size_t length = length_of_brackets(text);
    return Json::accept(text.substr(0, length)) ? length : 0;
}

bool is_json(std::string_view value)
{
    return parsed(value).is_object();
}

std::string with_values(std::string_view value, const Change &change)
{
    constexpr unsigned deepest = 8;
    Json json = value.starts_with('{') ? parsed(value) : Json();
    if (json.is_object()) {
        const Json before = json;
        change_json(json, "", deepest, change);
        return json == before ? std::string(value) : json.dump();
    }
    const auto list = read_option_list(value);
    if (!list) return std::string(value);
    OptionList changed = *list;
    if (!changed.first.empty()) change("", changed.first);
    for (auto &[name, text] : changed.options)
        if (text) change(name, *text);
    return changed == *list ? std::string(value) : write_option_list(changed);
}

std::optional<OptionList> list_in(std::string_view value)
{
    constexpr std::size_t most_options = 512;  // some 200 features of a processor are the most that people write
    if (value.starts_with('{')) {
        auto list = list_in_json(value);
        return list && list->options.size() <= most_options ? std::move(list) : std::nullopt;
    }
    auto list = read_option_list(value);
    if (!list || list->options.size() > most_options) return std::nullopt;
    return *std::move(list);
}

}  // namespace chardev::qemu
