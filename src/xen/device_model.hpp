// SPDX-License-Identifier: LGPL-2.1-or-later
// One port as arguments of Xen's device model, complete in itself: no other port, and no order, decides what it is.
//
//   -chardev socket,id=serial2,host=127.0.0.1,port=4555,server=on,wait=off  -device isa-serial,chardev=serial2,index=2
//
// A listen that waits is written wait=off, and then `-set chardev.serial2.wait=on`, so that the waiting can be taken away.
#pragma once

#include <string>
#include <vector>

#include "conf/document/policy.hpp"
#include "qemu/release/version.hpp"

namespace chardev::xen {

/// The chardev's id: "serial2", "parallel0". libxl keeps the terminals of those called serial<n> in xenstore, as of its own.
[[nodiscard]] std::string chardev_id(const Slot &slot);

/// Options and values in turn. `version` is the device model's. Errors of kind unsupported: TLS, models that are not ISA.
[[nodiscard]] Result<std::vector<std::string>> device_model_arguments(const PlacedPort &placed, const Machine &machine,
                                                                      const qemu::Version &version);

/// True if libvirt's libxl driver starts such a port as it is meant, from its own device XML, as serial port 0.
[[nodiscard]] bool stock_says(const Port &port);

}  // namespace chardev::xen
