// SPDX-License-Identifier: LGPL-2.1-or-later
// The socket back end of -chardev, which is five of the model's.
#pragma once

#include "conf/model/model.hpp"
#include "qemu/chardev/endpoint.hpp"
#include "qemu/chardev/option_reader.hpp"

namespace chardev::qemu {

[[nodiscard]] Backend read_socket(OptionReader &in, Kind kind);

/// An address that may be missing or, what means the same, empty. It stands without brackets.
[[nodiscard]] std::optional<std::string> read_host_address(OptionReader &in, const char *name, Side side);
[[nodiscard]] std::string read_service_name(OptionReader &in, const std::string &text, Side side);

}  // namespace chardev::qemu
