// SPDX-License-Identifier: LGPL-2.1-or-later
// Which names are those of programs of QEMU's that run a guest, and which are its tools or something else.
#pragma once

#include <string>
#include <string_view>

#include "qemu/legacy/grammar.hpp"

namespace chardev::qemu {

/// True if its name ends in ".exe": its folders have backslashes between them.
[[nodiscard]] bool is_windows_program(std::string_view program);

/// The program's name without folders, and without the ending it has on Windows.
[[nodiscard]] std::string program_name(std::string_view program, HostOs host = HostOs::linux_);

/// QEMU's own names for what runs a guest.
[[nodiscard]] bool is_qemus_own_name(std::string_view name);

/// Also the names that distributions and scripts give it; but no tool such as qemu-img, and no qemu-x86_64, which runs a program.
[[nodiscard]] bool runs_a_guest(std::string_view name);

/// libvirt's name for the architecture of qemu-system-NAME.
[[nodiscard]] std::string architecture_of(std::string_view name);

}  // namespace chardev::qemu
