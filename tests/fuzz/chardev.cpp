// SPDX-License-Identifier: LGPL-2.1-or-later
// Fuzzing what follows -chardev and -device: an option list, and the port or front end that it says.
#include "conf/xml/dom.hpp"
#include "conf/xml/element_xml.hpp"
#include "fuzz/port.hpp"
#include "qemu/chardev/backend.hpp"
#include "qemu/chardev/device.hpp"

namespace chardev::fuzz {

namespace {

Finding is_the_same_list(const qemu::OptionList &list)
{
    const std::string text = qemu::write_option_list(list);
    const auto again = qemu::read_option_list(text);
    if (!again) return broken("a list that was written can be read", {text, again.error().message()});
    if (*again != list)
        return broken("a list that was written is the one that was read", {text, qemu::write_option_list(*again)});
    return std::nullopt;
}

Finding is_front_end(std::string_view input)
{
    const auto front = qemu::read_device(input);
    if (!front) return std::nullopt;
    if (front->chardev.empty()) return broken("a front end names its -chardev", {input});
    if (!front->address) return std::nullopt;
    const auto address = write_line(*front->address);
    const auto dom = Dom::parse(address, "x.xml");
    if (!dom || !*dom) return broken("an address is an element", {input, address});
    return std::nullopt;
}

}  // namespace

Finding chardev(std::string_view input)
{
    if (auto finding = is_front_end(input)) return finding;
    const auto list = qemu::read_option_list(input);
    if (!list) return list.error().what.empty() ? Finding(broken("an error says something", {input})) : std::nullopt;
    if (auto finding = is_the_same_list(*list)) return finding;
    for (const auto kind : {Kind::serial, Kind::parallel}) {
        const auto port = qemu::read_chardev(*list, kind);
        if (!port && port.error().what.empty()) return broken("an error says something", {input});
        if (!port) continue;
        if (auto finding = is_sayable(*port, kind)) return finding;
    }
    return std::nullopt;
}

}  // namespace chardev::fuzz
