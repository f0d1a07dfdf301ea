// SPDX-License-Identifier: LGPL-2.1-or-later
// How messages are translated and filled in: whole sentences in our own message domain.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace chardev {

/// The name of our message catalogue.
inline constexpr const char *text_domain = "libvirt-chardev";

/// `sentence` in the user's language, or itself.
[[nodiscard]] const char *translate(const char *sentence) __attribute__((format_arg(1)));

/// printf into a string.
[[nodiscard]] std::string format(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/// `value` as it may stand in a message: short, and without control characters.
[[nodiscard]] std::string shown(std::string_view value);
/// "'a', 'b', 'c'", for messages.
[[nodiscard]] std::string quoted_list(const std::vector<std::string> &names);

}  // namespace chardev

#define _(sentence) ::chardev::translate(sentence)
/// Marks a sentence that is translated later.
#define N_(sentence) sentence
