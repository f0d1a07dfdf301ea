// SPDX-License-Identifier: LGPL-2.1-or-later
// Reads the arguments that follow a command of virt-chardev into a Request.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "conf/model/result.hpp"
#include "tools/command.hpp"

namespace chardev::tools {

/// The text for --help.
struct Help {
    std::string text;
};

/// An error is an error of usage. The request has as many files as the command reads, and "-" at most once.
[[nodiscard]] std::variant<Request, Help, Error> read_request(const Command &command,
                                                              const std::vector<std::string> &words);

}  // namespace chardev::tools
