// SPDX-License-Identifier: LGPL-2.1-or-later
// Asks an emulator binary for its release.
#pragma once

#include <optional>
#include <string>

#include "qemu/release/version.hpp"

namespace chardev::qemu {

/// Runs `path --version` for at most five seconds, as nobody if this process is root. The answer, or that there is none, is
/// remembered for as long as the file does not change. std::nullopt: it cannot be run, or says something else.
[[nodiscard]] std::optional<Version> emulator_version(const std::string &path);

}  // namespace chardev::qemu
