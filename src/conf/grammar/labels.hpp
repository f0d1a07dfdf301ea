// SPDX-License-Identifier: LGPL-2.1-or-later
// Security labels as libvirt writes them: the same label in other words is still the same label.
#pragma once

#include <string>
#include <vector>

namespace chardev {

/// Compares the <seclabel> elements among two Port::verbatim_source, one of which the stock driver printed.
[[nodiscard]] bool same_labels(const std::vector<std::string> &stock, const std::vector<std::string> &told);

}  // namespace chardev
