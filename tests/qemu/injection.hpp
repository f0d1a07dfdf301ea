// SPDX-License-Identifier: LGPL-2.1-or-later
// What a hostile user might write into any field that is text, in the hope that it becomes an option of its own.
#pragma once

#include <span>
#include <string>

#include "conf/model/model.hpp"

namespace chardev::qemu {

/// A harmless text that fits every field.
inline constexpr const char *harmless = "marker";

/// One field of the model that is text; `with` makes a port that has `text` in it (a path gets its slash).
struct Field {
    const char *name;
    Port (*with)(const std::string &text);
};

[[nodiscard]] std::span<const Field> text_fields();
[[nodiscard]] std::span<const std::string> attempts();

/// `benign`, with `text` wherever the harmless one stands: what the attempt may change, and nothing else.
[[nodiscard]] std::string with_attempt(std::string benign, const std::string &text);

}  // namespace chardev::qemu
