// SPDX-License-Identifier: LGPL-2.1-or-later
// What a machine has without being asked: its memory, its processors, its network card and its graphics card.
#pragma once

#include "import/guest.hpp"

namespace chardev::qemu {

/// True of "pc-i440fx-2.1" for 2.2; false if the machine says no release.
[[nodiscard]] bool is_before(const std::string &machine, unsigned major, unsigned minor);
/// True if the machine has no PCI bus: libvirt can give it no network card, no graphics card and no IDE disk.
[[nodiscard]] bool has_no_pci_for_libvirt(const Draft &draft);

/// True if QEMU adds a network card by itself: the machine has one, and no option speaks of networks.
[[nodiscard]] bool adds_network(const Import &import);
/// The model that QEMU takes on this machine; nullptr: not known here.
[[nodiscard]] const char *default_nic(const Import &import);
/// -vga's word for the graphics card that QEMU adds by itself; nullptr: none.
[[nodiscard]] const char *default_card(const Import &import);
/// Memory and processors of a board, if they are not said. libvirt always says both.
void add_defaults_of_board(Import &import);

}  // namespace chardev::qemu
