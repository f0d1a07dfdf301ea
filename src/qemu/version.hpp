// SPDX-License-Identifier: LGPL-2.1-or-later
// Which QEMU release can do what: one table, so that a version gate is a row and never an if.
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

#include "conf/result.hpp"

namespace chardev::qemu {

struct Version {
    unsigned major = 0, minor = 0, micro = 0;

    friend auto operator<=>(const Version &, const Version &) = default;
};

/// "7.2.22", as QEMU itself writes it; a zero micro is left out.
[[nodiscard]] std::string to_string(const Version &version);

/// Reads the first line of `qemu-system-… --version`, with any vendor's suffix.
[[nodiscard]] std::optional<Version> parse_version(std::string_view output);

enum class Feature { log, websocket, pty_link };

/// An error of kind unsupported that names the feature, the release it needs and the one found.
[[nodiscard]] Result<Ok> require(Feature feature, const Version &found, const Place &where);

}  // namespace chardev::qemu
