// SPDX-License-Identifier: LGPL-2.1-or-later
// Reads numbers without a sign, with the C++ library's own function, which knows no locale and no blanks.
#include "conf/model/number.hpp"

#include <charconv>

namespace chardev {

std::optional<unsigned> take_number(std::string_view &text, int base)
{
    unsigned value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
    if (error != std::errc()) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return value;
}

std::optional<unsigned> number_in(std::string_view text, unsigned max, int base)
{
    const auto value = take_number(text, base);
    return value && text.empty() && *value <= max ? value : std::nullopt;
}

}  // namespace chardev
