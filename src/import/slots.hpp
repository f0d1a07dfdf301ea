// SPDX-License-Identifier: LGPL-2.1-or-later
// The ports of an import: which option is which slot, once it is known what becomes of each option.
#pragma once

#include "import/guest.hpp"

namespace chardev::qemu {

/// Of the strings of -serial and -parallel.
inline constexpr std::string_view chardev_prefix = "chardev:", monitor_prefix = "mon:";

/// The string of -serial or -parallel as far as QEMU reads it: it passes over what follows "vc" or a UDP address.
[[nodiscard]] std::string without_overlooked(const std::string &string);

/// The elements of all ports, serial ones first, in the order of their slots; gaps are of type none. Ports that are kept as
/// arguments get a slot of their own that nobody else takes, so their words are changed to say it.
[[nodiscard]] Result<std::vector<Element>> place_ports(Import &import);

}  // namespace chardev::qemu
