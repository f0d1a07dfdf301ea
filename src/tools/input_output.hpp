// SPDX-License-Identifier: LGPL-2.1-or-later
// What virt-chardev reads and writes: files or standard input; results on standard output, all else on standard error.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "conf/model/result.hpp"
#include "tools/command.hpp"

namespace chardev::tools {

/// All of a file, or of standard input if its name is "-"; at most 16 MiB. An error names the file.
[[nodiscard]] Result<std::string> read_source(const std::string &file);

/// Errors of writing are reported by finish().
void print(std::string_view text);
/// The same, with a line break at the end if there is none.
void print_line(std::string_view text);

/// On standard error; returns the exit status for the command.
Exit bad_input(const Error &error);
Exit bad_usage(const std::string &sentence);
void warn(const Error &error);
void warn(std::string_view file, const std::vector<std::string> &sentences);

/// Flushes standard output; if that fails, prints an error, and `exit` becomes bad_input if it was fine.
[[nodiscard]] Exit finish(Exit exit);

}  // namespace chardev::tools
