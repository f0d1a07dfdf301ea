// SPDX-License-Identifier: LGPL-2.1-or-later
// The policy of libvirt's Xen driver. libvirt's libxl driver crashes if there is a second serial port (seen in 9.0,
// read in 10.7) and has no parallel ones, so only serial port 0, where its device XML says all of it, is an element;
// every other port is given to the device model: -chardev and -device, through <xen:commandline>.
#pragma once

#include "conf/document/policy.hpp"

namespace chardev::xen {

[[nodiscard]] const Policy &live_policy();

/// The same, but no document makes a program run, and no device model is asked.
[[nodiscard]] const Policy &offline_policy();

}  // namespace chardev::xen
