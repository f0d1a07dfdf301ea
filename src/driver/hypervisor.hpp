// SPDX-License-Identifier: LGPL-2.1-or-later
// What differs between the stock drivers that are decorated.
#pragma once

#include <string_view>

#include "conf/policy.hpp"

namespace chardev::driver {

struct Hypervisor {
    const char *name;               ///< as the shim names it: "qemu"
    const char *scheme;             ///< of the URIs that the stock driver answers
    const char *driver_name;        ///< of our driver until the stock one's is known
    const char *register_function;  ///< what the stock module exports
    bool embeddable;
    const Policy &(*policy)();
};

/// nullptr: we know no such hypervisor.
[[nodiscard]] const Hypervisor *find_hypervisor(std::string_view name);

}  // namespace chardev::driver
