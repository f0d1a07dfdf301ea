// SPDX-License-Identifier: LGPL-2.1-or-later
// Which guest a call is about, for its locks. std::nullopt: not known to libvirt, so there is no definition to write.
#pragma once

#include <optional>

#include <libvirt/libvirt.h>

#include "driver/entries/definition_lock.hpp"

namespace chardev::driver {

[[nodiscard]] std::optional<Guest> guest_of(virDomainPtr domain);
/// By the UUID that a domain document gives.
[[nodiscard]] std::optional<Guest> guest_in(virConnectPtr conn, const char *xml);
[[nodiscard]] std::optional<Guest> guest_named(virConnectPtr conn, const char *name);

}  // namespace chardev::driver
