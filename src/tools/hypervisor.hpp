// SPDX-License-Identifier: LGPL-2.1-or-later
// Which hypervisor a document is for: <domain type='xen'> is for Xen; any other, and an element alone, for QEMU.
#pragma once

#include <string>
#include <vector>

#include "conf/document/domain_ports.hpp"
#include "qemu/release/version.hpp"

namespace chardev::tools {

[[nodiscard]] bool is_xen(const Machine &machine);

[[nodiscard]] const Policy &policy_of(const Machine &machine);
/// Of a document with these domains: all of them are states of one guest.
[[nodiscard]] const Policy &policy_of(const std::vector<DomainPorts> &domains);

/// Runs the guest's emulator to learn its release; an error suggests --qemu-version.
[[nodiscard]] Result<qemu::Version> emulator_release(const Machine &machine, const std::string &file);

}  // namespace chardev::tools
