// SPDX-License-Identifier: LGPL-2.1-or-later
// Kept options have other ids than what libvirt makes: QEMU refuses an id that is there twice.
#pragma once

#include <functional>

#include "import/table.hpp"

namespace chardev::qemu {

/// Shows each kept option that has a value; `value` may be changed.
void each_kept(Import &import, const std::function<void(std::string_view option, std::string &value)> &visit);

/// Gives kept options whose ids are libvirt's others, "kept-serial0" for "serial0", also where they are named.
void rename_kept(Import &import);

}  // namespace chardev::qemu
