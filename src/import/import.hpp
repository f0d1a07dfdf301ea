// SPDX-License-Identifier: LGPL-2.1-or-later
// QEMU's command line read back: a domain document, or its ports alone. No file of the host is opened.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "conf/document/policy.hpp"
#include "conf/model/result.hpp"
#include "qemu/legacy/grammar.hpp"

namespace chardev::qemu {

struct Imported {
    std::string xml;                    ///< a <domain> with its ports in the port grammar
    std::vector<std::string> warnings;  ///< whole sentences: what was kept as it is, what libvirt will do differently
};

/// `text` as read_command_line takes it. What is not understood is kept, in order, as <qemu:arg> (and <qemu:env>).
[[nodiscard]] Result<Imported> import_command_line(std::string_view text, HostOs host = HostOs::linux_);

/// The port elements alone, one after the other, in the port grammar; warnings are of the ports that it has no words for.
[[nodiscard]] Result<Imported> import_ports(std::string_view text, HostOs host = HostOs::linux_);

}  // namespace chardev::qemu
