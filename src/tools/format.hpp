// SPDX-License-Identifier: LGPL-2.1-or-later
// The words of hypervisors that ports are translated to and from, and which of the options say something of which.
#pragma once

#include "conf/model/result.hpp"
#include "tools/command.hpp"

namespace chardev::tools {

enum class Format { qemu_argv, qemu_serial, xen_xl, xen_xm };

[[nodiscard]] bool is_xens(Format format);

/// Of --format. An error is one of usage: also if another option is of QEMU and the format of Xen, or the other way round.
[[nodiscard]] Result<Format> written_format(const Request &request);
[[nodiscard]] Result<Format> read_format(const Request &request);

}  // namespace chardev::tools
