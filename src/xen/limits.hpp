// SPDX-License-Identifier: LGPL-2.1-or-later
// What a fully virtualised guest of Xen has, four serial and three parallel ports, all of them ISA devices; and which of them
// libvirt's own driver can start.
#pragma once

#include <vector>

#include "conf/document/policy.hpp"
#include "qemu/chardev/front_end.hpp"

namespace chardev::xen {

/// The device of a port; an error of kind unsupported if another is asked for.
[[nodiscard]] Result<const qemu::FrontEnd *> device_for(const PlacedPort &placed);

[[nodiscard]] Result<Ok> check_limits(const std::vector<PlacedPort> &ports);

/// True if libvirt's libxl driver starts such a port as it is meant, from its own device XML, as serial port 0.
[[nodiscard]] bool stock_starts(const Port &port);

}  // namespace chardev::xen
