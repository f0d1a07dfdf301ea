// SPDX-License-Identifier: LGPL-2.1-or-later
// Where kept devices stand on the PCI bus.
#pragma once

#include "import/table.hpp"

namespace chardev::qemu {

/// Gives each kept PCI device that says no place one that libvirt does not use. QEMU makes devices of -device in text, -nic and
/// if=virtio before those in JSON, which libvirt writes with fixed places: without this they would be in each other's way.
void place_kept_devices(Import &import);

}  // namespace chardev::qemu
