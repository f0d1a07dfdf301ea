// SPDX-License-Identifier: LGPL-2.1-or-later
// What -device, -blockdev and others take since QEMU 6.0: JSON in place of an option list.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "qemu/chardev/option_list.hpp"

namespace chardev::qemu {

/// An option list in text, or in JSON: {"driver":"x","cache":{"direct":true}} is "x,cache.direct=on".
[[nodiscard]] std::optional<OptionList> list_in(std::string_view value);

/// How many bytes at the beginning of `text` are a JSON object; 0: it begins with none.
[[nodiscard]] std::size_t length_of_json(std::string_view text);

[[nodiscard]] bool is_json(std::string_view value);

/// Shows every value with its name to `change`, which may give it another text. One that nothing changes keeps every byte.
[[nodiscard]] std::string with_values(std::string_view value,
                                      const std::function<void(const std::string &name, std::string &text)> &change);

}  // namespace chardev::qemu
