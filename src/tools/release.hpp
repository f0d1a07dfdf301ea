// SPDX-License-Identifier: LGPL-2.1-or-later
// Which release of QEMU or Xen a document is for: the one that the user says, else the one that QEMU says.
#pragma once

#include <optional>
#include <string>

#include "conf/document/policy.hpp"
#include "qemu/legacy/grammar.hpp"
#include "qemu/release/version.hpp"
#include "tools/command.hpp"
#include "xen/version.hpp"

namespace chardev::tools {

/// Of --qemu-version; std::nullopt if it is not given. An error is one of usage.
[[nodiscard]] Result<std::optional<qemu::Version>> said_release(const Request &request);
/// Of --xen-version, likewise.
[[nodiscard]] Result<std::optional<xen::Version>> said_xen_release(const Request &request);
/// Of --host-os.
[[nodiscard]] Result<qemu::HostOs> said_host(const Request &request);

/// What the emulator of the guest says; an error names --qemu-version.
[[nodiscard]] Result<qemu::Version> asked_release(const Machine &machine, const std::string &file);

}  // namespace chardev::tools
