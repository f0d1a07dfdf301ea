// SPDX-License-Identifier: LGPL-2.1-or-later
// The ports of a guest in the configuration files of xl and xm.
//
//   serial = [ "pty", "none", "tcp:127.0.0.1:4555,server,nowait" ]         xl; one port alone: serial = "pty"
//   device_model_args_hvm = [ "-parallel", "file:/var/log/lpt" ]           xl; it ignores parallel=
//   serial = "pty"   parallel = "file:/var/log/lpt"                        xm, one of each
//
// The strings are those of src/qemu/legacy/grammar.hpp. In xl what no string can say (an IPv6 address, a log, reconnecting, a
// parallel port after a gap…) is a -chardev and a -device in device_model_args_hvm, and "none" in the list.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "conf/document/domain_ports.hpp"
#include "xen/version.hpp"

namespace chardev::xen {

/// The lines for the ports, each ended by a newline; empty for a guest without ports (a paravirtualised one with a port is
/// an error). What the form or the release cannot say is an error of kind unsupported that names the port.
[[nodiscard]] Result<std::string> write_config(const DomainPorts &domain, const Version &xen, ConfigFormat form);

struct ReadConfig {
    std::vector<PlacedPort> ports;  ///< in the port grammar's words: port.tag serial or parallel, numbers where needed
    std::string rest;               ///< the file without them; other words of device_model_args_hvm are kept there, in
                                    ///< device_model_args, the one name that libvirt reads
    std::vector<std::string> warnings;  ///< whole sentences
};

/// `text` is data, never run. A file that xl (xm) would not take is an error with its line.
[[nodiscard]] Result<ReadConfig> read_config(std::string_view text, ConfigFormat form, std::string_view file);

}  // namespace chardev::xen
