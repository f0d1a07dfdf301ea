// SPDX-License-Identifier: LGPL-2.1-or-later
// Waiting and autostart exclude each other: a daemon that autostarts a guest which waits for a client answers nobody
// until that client connects.
#pragma once

#include <string>

#include <libvirt/libvirt.h>

#include "driver/table.hpp"

namespace chardev::driver {

/// False, with an error reported, if the daemon is told to start `domain` by itself.
[[nodiscard]] bool may_wait(const Decorated &our, virDomainPtr domain);

/// The same for the guest that is defined under the name which the document `xml` gives.
[[nodiscard]] bool may_wait(const Decorated &our, virConnectPtr conn, const std::string &xml);

void decorate_autostart(Decorated &table);

}  // namespace chardev::driver
