// SPDX-License-Identifier: LGPL-2.1-or-later
// Facts about the daemon that the module is loaded into: where its configuration is, and how many guests may wait at once.
#pragma once

#include <string_view>

namespace chardev::driver {

/// How many guests may wait for clients at once: LIBVIRT_CHARDEV_MAX_WAITING, or half of the daemon's max_workers, at
/// least one. libvirt's own default stands for a configuration that cannot be read.
[[nodiscard]] unsigned allowed_waiting();

/// max_workers in the text of a daemon's configuration file; libvirt's default if it is not there.
[[nodiscard]] unsigned max_workers(std::string_view configuration);

/// Where the daemon's configuration is: /etc/libvirt, or the user's own directory.
[[nodiscard]] std::string configuration_directory();

}  // namespace chardev::driver
