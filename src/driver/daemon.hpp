// SPDX-License-Identifier: LGPL-2.1-or-later
// What the process we are loaded into is: a libvirt daemon, or a client with embedded drivers.
#pragma once

#include <string>
#include <string_view>

namespace chardev::driver {

[[nodiscard]] bool in_daemon();

/// How many guests may wait for clients at once: LIBVIRT_CHARDEV_MAX_WAITING, or half of the daemon's max_workers, at
/// least one. libvirt's own default stands for a configuration that cannot be read.
[[nodiscard]] unsigned allowed_waiting();

/// max_workers in the text of a daemon's configuration file; libvirt's default if it says nothing.
[[nodiscard]] unsigned max_workers(std::string_view configuration);

/// Where the daemon's configuration is: /etc/libvirt, or in the user's own directory; empty: not known.
[[nodiscard]] std::string configuration_directory();

/// The daemon's runtime directory: /run, or $XDG_RUNTIME_DIR; empty: not known.
[[nodiscard]] std::string runtime_directory();

}  // namespace chardev::driver
