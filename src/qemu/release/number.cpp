// SPDX-License-Identifier: LGPL-2.1-or-later
// Decimal and hexadecimal numbers without a sign, and nothing behind them.
#include "qemu/release/number.hpp"

#include <charconv>

#include "conf/model/gettext.hpp"

namespace chardev::qemu {

namespace {

std::optional<unsigned> number_in(std::string_view text, int base, unsigned max)
{
    unsigned value = 0;
    const char *const end = text.data() + text.size();
    const auto [next, failed] = std::from_chars(text.data(), end, value, base);
    if (failed != std::errc() || next != end || value > max) return std::nullopt;
    return value;
}

}  // namespace

std::optional<unsigned> any_number(std::string_view text, unsigned max)
{
    return text.starts_with("0x") ? number_in(text.substr(2), 16, max) : number_in(text, 10, max);
}

std::optional<unsigned> hex_number(std::string_view text, unsigned max)
{
    return number_in(text.starts_with("0x") ? text.substr(2) : text, 16, max);
}

std::string hex(unsigned value, int digits)
{
    return format("0x%0*x", digits, value);
}

std::optional<PciSlot> pci_slot(std::string_view text)
{
    const auto dot = text.find('.');
    const auto slot = hex_number(text.substr(0, dot), 0x1f);
    const auto function = dot == text.npos ? 0 : hex_number(text.substr(dot + 1), 7);
    if (!slot || !function) return std::nullopt;
    return PciSlot{*slot, *function};
}

bool is_usb_port(std::string_view text)
{
    constexpr unsigned limit = 255;
    for (std::size_t dot = text.find('.'); dot != std::string_view::npos; dot = text.find('.')) {
        if (!number_in(text.substr(0, dot), 10, limit)) return false;
        text.remove_prefix(dot + 1);
    }
    return number_in(text, 10, limit).has_value();
}

}  // namespace chardev::qemu
