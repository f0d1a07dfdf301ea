// SPDX-License-Identifier: LGPL-2.1-or-later
// A command line as people and /proc have it, taken apart into words; and words put together for a shell.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "conf/model/result.hpp"
#include "import/command_prefix.hpp"
#include "qemu/legacy/grammar.hpp"

namespace chardev::qemu {

/// Text with a NUL in it is /proc/PID/cmdline: words end at NULs. Any other text is read as a POSIX shell reads it: quotes,
/// backslashes, continued lines, comments. What only a shell could expand ($NAME, `…`, $(…), ;, |, >, &) is an error.
/// Backslashes are literal in a word that has a drive's letter, and everywhere if the program, or `host`, is of Windows.
/// What starts the program ("sudo", "env", "taskset"), "ExecStart=" and a "$ " prompt are taken off.
[[nodiscard]] Result<UnwrappedCommand> read_command_line(std::string_view text, HostOs host = HostOs::linux_);

/// `word` as one word of a shell, quoted only where needed.
[[nodiscard]] std::string quoted(std::string_view word);

}  // namespace chardev::qemu
