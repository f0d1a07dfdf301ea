// SPDX-License-Identifier: LGPL-2.1-or-later
// The strings after -serial and -parallel, as every QEMU from 0.8 on and Xen's device model take them.
//
//   vc vc:800x600 vc:80Cx24C pty pty:LINK null none stdio file:PATH pipe:PATH /dev/ttyS0 /dev/parport0 COM1
//   tcp:[HOST]:PORT[,server[,nowait]][,nodelay]   telnet:…   websocket:…   unix:PATH[,server[,nowait]]
//   udp:[HOST]:PORT[@[HOST]:PORT]
//
// PATH of file and pipe and LINK are literal to the end. In unix a comma is written twice, and a PATH with '=' is named:
// unix:path=/a=b. A HOST has no ':' and no ','. What is the default (append='no', <tls enabled='no'/>) needs no word, and to
// a peer without an address 127.0.0.1 is written.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "conf/model/model.hpp"
#include "conf/model/result.hpp"
#include "qemu/chardev/option_list.hpp"
#include "qemu/release/version.hpp"

namespace chardev::qemu {

/// How devices of the host are named: /dev/ttyS0 or COM1.
enum class HostOs { linux_, windows };

/// What follows -serial or -parallel. Errors of kind unsupported name what cannot be said and the form that can.
[[nodiscard]] Result<std::string> write_legacy(const Port &port, Kind kind, const Version &version,
                                               HostOs host = HostOs::linux_);

/// The inverse of write_legacy; also reads tolerated spellings (wait=off, server=on, reconnect=…). The tag is serial or parallel.
/// "mon:" and "chardev:" are errors with a reason; so is what QEMU itself would refuse or misread (port 70000, "[::1]").
/// What QEMU takes and the model has no word for (braille, tn3270:…) is an error of kind unsupported.
[[nodiscard]] Result<Port> read_legacy(std::string_view argument, Kind kind, HostOs host = HostOs::linux_);

/// The -chardev that QEMU makes of a string it takes, also where the model has no word for it. std::nullopt: it takes no such string.
[[nodiscard]] std::optional<OptionList> chardev_of_legacy(std::string_view argument, Kind kind,
                                                          HostOs host = HostOs::linux_);

}  // namespace chardev::qemu
