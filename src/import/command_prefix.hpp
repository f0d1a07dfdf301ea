// SPDX-License-Identifier: LGPL-2.1-or-later
// What stands before QEMU's program on a command line: assignments, sudo, env, taskset, "ExecStart=".
#pragma once

#include <string>
#include <vector>

#include "conf/model/result.hpp"
#include "qemu/legacy/grammar.hpp"

namespace chardev::qemu {

/// A word, and whether a line ended before it without a backslash.
struct ShellWord {
    std::string text;
    bool on_new_line = false;
    int line = 0;
};

struct UnwrappedCommand {
    std::vector<std::string> environment;  ///< "NAME=value" before the program, as libvirt's log has them
    std::vector<std::string> words;        ///< the program first, if one is named
    std::vector<std::string> warnings;     ///< whole sentences: what before the program is left out
    friend bool operator==(const UnwrappedCommand &, const UnwrappedCommand &) = default;
};

/// An error if a new line begins a second command.
[[nodiscard]] Result<Ok> check_one_command(const std::vector<ShellWord> &words, HostOs host);

/// An error for an escape of systemd's, such as "\x2d", in a line that begins with "ExecStart=": a shell reads it otherwise.
[[nodiscard]] Result<Ok> check_escapes(std::string_view text);

/// Takes off what stands before the program. An error names what cannot be taken off.
[[nodiscard]] Result<UnwrappedCommand> without_prefixes(std::vector<ShellWord> words, HostOs host);

}  // namespace chardev::qemu
