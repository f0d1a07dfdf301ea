// SPDX-License-Identifier: LGPL-2.1-or-later
// Reads the words that follow a command of virt-chardev.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "conf/model/result.hpp"
#include "tools/command.hpp"

namespace chardev::tools {

/// The command is asked to explain itself.
struct Help {
    std::string text;
};

/// An error is one of usage. The number of files is right for the command, and "-" is there once at most.
[[nodiscard]] std::variant<Request, Help, Error> read_request(const Command &command,
                                                              const std::vector<std::string> &words);

}  // namespace chardev::tools
