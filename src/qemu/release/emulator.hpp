// SPDX-License-Identifier: LGPL-2.1-or-later
// The emulator of a guest, and which release it is.
#pragma once

#include <optional>
#include <string>

#include "conf/document/policy.hpp"
#include "qemu/release/version.hpp"

namespace chardev::qemu {

/// Runs `path --version` for at most five seconds, as nobody if this process is root. The answer, or that there is none, is
/// remembered for as long as the file does not change. std::nullopt: it cannot be run, or says something else.
[[nodiscard]] std::optional<Version> emulator_version(const std::string &path);

/// The architecture of a guest; that of the host if its document names none.
[[nodiscard]] std::string arch_of(const Machine &machine);

/// The emulator that libvirt takes for a guest, also where its document names none.
[[nodiscard]] std::string emulator_of(const Machine &machine);

}  // namespace chardev::qemu
