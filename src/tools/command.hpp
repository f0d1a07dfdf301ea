// SPDX-License-Identifier: LGPL-2.1-or-later
// The commands of virt-chardev, and the request that a command runs.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace chardev::tools {

/// The exit status of the program.
enum class Exit { fine = 0, bad_input = 1, bad_usage = 2 };

/// The arguments of a command, unchanged.
struct Request {
    std::string command;
    std::optional<std::string> to, format, qemu_version, xen_version, host_os;
    bool devices = false;
    std::vector<std::string> files;  ///< "-" is standard input
};

enum class Option { to, read_format, written_format, qemu_version, xen_version, host_os, devices };

struct Command {
    const char *name;
    const char *synopsis;  ///< what follows the name
    bool several_files;
    std::vector<Option> options;
    const char *(*summary)();  ///< translated
    Exit (*run)(const Request &request);
};

[[nodiscard]] const Command &check_command();
[[nodiscard]] const Command &convert_command();
[[nodiscard]] const Command &from_native_command();
[[nodiscard]] const Command &to_native_command();

}  // namespace chardev::tools
