// SPDX-License-Identifier: LGPL-2.1-or-later
// Waiting and autostart exclude each other: a daemon that autostarts a guest which waits for a client answers nobody
// until that client connects.
#pragma once

#include <optional>
#include <string>

#include <libvirt/libvirt.h>

#include "driver/load/table.hpp"

namespace chardev::driver {

// The caller of may_wait() holds EditingLock, as the entries that change autostart do.

/// False, with an error reported, if `domain` is started automatically.
[[nodiscard]] bool may_wait(const Decorated &our, virDomainPtr domain);
/// The same for the guest of this name, if there is one.
[[nodiscard]] bool may_wait(const Decorated &our, virConnectPtr conn, const std::optional<std::string> &name);

/// True, with the stock driver's own error, if the caller may not change `domain`, and so must not learn why we refuse it.
[[nodiscard]] bool is_denied(const Decorated &our, virDomainPtr domain);

}  // namespace chardev::driver
