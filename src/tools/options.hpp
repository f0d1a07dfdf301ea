// SPDX-License-Identifier: LGPL-2.1-or-later
// The values of the options that commands share. All errors here are errors of usage.
#pragma once

#include <optional>

#include "conf/document/document.hpp"
#include "conf/model/result.hpp"
#include "qemu/legacy/grammar.hpp"
#include "qemu/release/version.hpp"
#include "tools/command.hpp"
#include "xen/version.hpp"

namespace chardev::tools {

/// --to: the grammar to convert to, View::port or View::libvirt.
[[nodiscard]] Result<View> grammar_option(const Request &request);

/// What --format names: how a hypervisor is told of its ports.
enum class Format { qemu_argv, qemu_serial, xen_xl, xen_xm };

[[nodiscard]] bool is_xen_format(Format format);

/// --format of a command that writes it. Options of one hypervisor with a format of the other are an error.
[[nodiscard]] Result<Format> written_format_option(const Request &request);
/// The same of a command that reads it.
[[nodiscard]] Result<Format> read_format_option(const Request &request);

/// --qemu-version and --xen-version; std::nullopt if they are not given.
[[nodiscard]] Result<std::optional<qemu::Version>> qemu_version_option(const Request &request);
[[nodiscard]] Result<std::optional<xen::Version>> xen_version_option(const Request &request);
/// --host-os; Linux if it is not given.
[[nodiscard]] Result<qemu::HostOs> host_os_option(const Request &request);

}  // namespace chardev::tools
