// SPDX-License-Identifier: LGPL-2.1-or-later
// Devices of a Linux host: port 3 is /dev/ttyS3 or /dev/parport3.
#pragma once

#include <string>

#include "conf/model/model.hpp"

namespace chardev {

/// The highest number of a port of the host: /dev/ttyS255.
inline constexpr unsigned host_port_limit = 255;

[[nodiscard]] std::string device_path(const Host &host, Kind kind);
/// The inverse; a path that is no numbered port of `kind` stays a path.
[[nodiscard]] Host host_at(const std::string &path, Kind kind);

}  // namespace chardev
