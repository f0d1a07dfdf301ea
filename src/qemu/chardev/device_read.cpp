// SPDX-License-Identifier: LGPL-2.1-or-later
// Reads a -device argument, as text or as JSON, if all that it says can be said of a port.
#include <algorithm>

#include <glib.h>

#include "conf/grammar/value.hpp"
#include "qemu/chardev/device.hpp"
#include "qemu/chardev/device_address.hpp"
#include "qemu/chardev/front_end.hpp"
#include "qemu/chardev/option_json.hpp"

namespace chardev::qemu {

namespace {

constexpr unsigned index_limit = 255;

std::optional<OptionList> read_options(std::string_view argument)
{
    if (!g_utf8_validate_len(argument.data(), argument.size(), nullptr)) return std::nullopt;
    std::optional<OptionList> list = list_in(argument);
    const NamedValue *driver = list ? list->find("driver") : nullptr;
    if (driver && driver->value) list->first = *driver->value;
    return list;
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
    if (!take_text(*list, "chardev", chardev) || !take_text(*list, "id", read.id) || !chardev || chardev->empty())
        return std::nullopt;
    read.chardev = *chardev;
    if (front->is_numbered && !take_index(*list, read.index)) return std::nullopt;
    const std::optional<Element> address = take_address(*list, front->address);
    if (!address || !list->options.empty()) return std::nullopt;
    if (!address->name.empty()) read.address = *address;
    return read;
}

}  // namespace chardev::qemu
