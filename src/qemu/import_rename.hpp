// SPDX-License-Identifier: LGPL-2.1-or-later
// Kept options have other ids than what libvirt makes: QEMU refuses an id that is there twice.
#pragma once

#include "qemu/import_table.hpp"

namespace chardev::qemu {

/// Gives kept options whose ids are libvirt's others, "kept-serial0" for "serial0", also where they are named.
void rename_kept(Import &import);

}  // namespace chardev::qemu
