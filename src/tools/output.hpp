// SPDX-License-Identifier: LGPL-2.1-or-later
// Everything that virt-chardev says: results on standard output, all else on standard error.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "conf/model/result.hpp"
#include "tools/command.hpp"

namespace chardev::tools {

/// What cannot be written is found out by finish().
void print(std::string_view text);
/// The same, ending in a line break in any case.
void print_line(std::string_view text);

/// On standard error; the command ends with what is returned.
Exit bad_input(const Error &error);
Exit bad_usage(const std::string &sentence);
void warn(const Error &error);
void warn(std::string_view file, const std::vector<std::string> &sentences);

/// Empties standard output; if that fails, says so, and `exit` is bad_input at least.
[[nodiscard]] Exit finish(Exit exit);

}  // namespace chardev::tools
