// SPDX-License-Identifier: LGPL-2.1-or-later
// Decides what Xen's device model is told of a port.
#include "xen/device_model.hpp"

namespace chardev::xen {

std::string chardev_id(const Slot &slot)
{
    return (slot.kind == Kind::serial ? "serial" : "parallel") + std::to_string(slot.index);
}

}  // namespace chardev::xen
