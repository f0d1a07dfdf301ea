// SPDX-License-Identifier: LGPL-2.1-or-later
// Reads a -device argument, as text or as JSON, if all that it says can be said of a port.
#include <algorithm>

#include <glib.h>
#include <nlohmann/json.hpp>

#include "conf/value.hpp"
#include "qemu/device.hpp"
#include "qemu/device_address.hpp"
#include "qemu/front_end.hpp"

namespace chardev::qemu {

namespace {

using Json = nlohmann::ordered_json;

constexpr unsigned index_limit = 255;

// A number for a PCI address is not what the same digits are in a text.
std::optional<std::string> text_of(const std::string &name, const Json &value)
{
    if (value.is_string()) return value.get<std::string>();
    if (value.is_boolean()) return value.get<bool>() ? "on" : "off";
    if (value.is_number_unsigned() && name != "addr") return std::to_string(value.get<unsigned long long>());
    return std::nullopt;
}

std::optional<OptionList> read_json(std::string_view argument)
{
    const Json object = Json::parse(argument, nullptr, false);
    if (!object.is_object()) return std::nullopt;
    OptionList list;
    for (const auto &[name, value] : object.items()) {
        const std::optional<std::string> text = text_of(name, value);
        if (!text) return std::nullopt;
        if (name == "driver") list.first = *text;
        else list.options.push_back({name, text});
    }
    return list;
}

std::optional<OptionList> read_options(std::string_view argument)
{
    if (!g_utf8_validate_len(argument.data(), argument.size(), nullptr)) return std::nullopt;
    if (argument.starts_with('{')) return read_json(argument);
    Result<OptionList> list = read_option_list(argument);
    if (!list) return std::nullopt;
    if (const NamedValue *driver = list->find("driver"); driver && driver->value) list->first = *driver->value;
    return *list;
}

/// Takes an option that must have a value; false if it is there without one.
bool take_text(OptionList &list, std::string_view name, std::optional<std::string> &out)
{
    const NamedValue *option = list.find(name);
    if (!option) return true;
    if (!option->value) return false;
    out = option->value;
    std::erase_if(list.options, [name](const NamedValue &other) { return other.name == name; });
    return true;
}

bool take_index(OptionList &list, std::optional<unsigned> &out)
{
    std::optional<std::string> text;
    if (!take_text(list, "index", text)) return false;
    if (text) out = decimal(*text, index_limit);
    return !text || out;
}

}  // namespace

std::optional<DeviceFront> read_device(std::string_view argument)
{
    std::optional<OptionList> list = read_options(argument);
    const FrontEnd *front = list ? find_front_end(list->first) : nullptr;
    if (!front) return std::nullopt;
    std::erase_if(list->options, [](const NamedValue &option) { return option.name == "driver"; });
    DeviceFront read;
    read.kind = front->kind;
    if (!front->is_default) read.model = front->model;
    std::optional<std::string> chardev;
    if (!take_text(*list, "chardev", chardev) || !take_text(*list, "id", read.id) || !chardev || chardev->empty()) return std::nullopt;
    read.chardev = *chardev;
    if (front->is_numbered && !take_index(*list, read.index)) return std::nullopt;
    const std::optional<std::string> address = take_address(*list, front->address);
    if (!address || !list->options.empty()) return std::nullopt;
    if (!address->empty()) read.verbatim.push_back(*address);
    return read;
}

}  // namespace chardev::qemu
