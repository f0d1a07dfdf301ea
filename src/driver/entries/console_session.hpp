// SPDX-License-Identifier: LGPL-2.1-or-later
// Clients on terminals: one each, because two would each get a part of the data.
#pragma once

#include <string>

#include <libvirt/libvirt.h>

namespace chardev::driver {

/// Lets `stream` read and write the terminal until it is closed; `force`: instead of the client who does so now.
/// False: an error was reported.
[[nodiscard]] bool open_session(const std::string &terminal, virStreamPtr stream, bool force);

}  // namespace chardev::driver
