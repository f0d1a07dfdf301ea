// SPDX-License-Identifier: LGPL-2.1-or-later
// What is kept as an argument of QEMU beside what libvirt makes itself: it must have other ids and other PCI slots.
#pragma once

#include <functional>

#include "import/guest.hpp"

namespace chardev::qemu {

/// Shows each kept option that has a value; `value` may be changed. An argument may be several options by now.
void each_kept(Import &import, const std::function<void(std::string_view option, std::string &value)> &visit);

/// Gives kept options whose ids are libvirt's others, "kept-serial0" for "serial0", also where they are named.
/// QEMU refuses an id that is there twice.
void rename_kept(Import &import);

/// Gives each kept PCI device that says no place one that libvirt does not use. QEMU makes devices of -device in text, -nic and
/// if=virtio before those in JSON, which libvirt writes with fixed places: without this they would be in each other's way.
void place_kept_devices(Import &import);

}  // namespace chardev::qemu
