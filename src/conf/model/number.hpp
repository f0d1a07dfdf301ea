// SPDX-License-Identifier: LGPL-2.1-or-later
// Reads numbers without a sign in any base. Leading zeros are allowed here; who forbids them looks for them first.
#pragma once

#include <limits>
#include <optional>
#include <string_view>

namespace chardev {

inline constexpr unsigned any_unsigned = std::numeric_limits<unsigned>::max();

/// All of `text` as a number; std::nullopt: it is anything else, or more than `max`.
[[nodiscard]] std::optional<unsigned> number_in(std::string_view text, unsigned max = any_unsigned, int base = 10);

/// Takes the number at the beginning off `text`; std::nullopt: there is none, and `text` is as it was.
[[nodiscard]] std::optional<unsigned> take_number(std::string_view &text, int base = 10);

}  // namespace chardev
