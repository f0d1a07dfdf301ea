// SPDX-License-Identifier: LGPL-2.1-or-later
// The documents that are measured: domains as libvirt prints them, of any number of devices.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace chardev::bench {

/// A <domain> with `disks` disks, and `ports` (XML, one element each) among its devices.
[[nodiscard]] std::string domain(std::size_t disks, const std::vector<std::string> &ports);

/// About 10 KiB, and no port.
[[nodiscard]] std::string plain_document();
/// The same with 4 ports, written in libvirt's grammar, in the port grammar, and as the stock driver shows the latter.
[[nodiscard]] std::string libvirt_document();
[[nodiscard]] std::string port_document();
[[nodiscard]] std::string stock_document();

/// `devices` devices, of which 4 are ports in the port grammar.
[[nodiscard]] std::string many_disks(std::size_t devices);
/// `devices` ports in the port grammar, all on PCI, and nothing else.
[[nodiscard]] std::string many_ports(std::size_t devices);

}  // namespace chardev::bench
