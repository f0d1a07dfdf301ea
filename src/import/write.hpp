// SPDX-License-Identifier: LGPL-2.1-or-later
// The document of an import, once it is known what becomes of each option.
#pragma once

#include "import/table.hpp"

namespace chardev::qemu {

/// `environment` is what is not libvirt's own.
[[nodiscard]] std::string write_domain(Import &import, const std::vector<Element> &ports,
                                       const std::vector<std::string> &environment);

}  // namespace chardev::qemu
