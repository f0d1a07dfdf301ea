// SPDX-License-Identifier: LGPL-2.1-or-later
// What save images hold before the guest's memory. The libxl driver shows it to nobody; QEMU's logs what it cannot read.
//
//   libxl: 16 bytes "libvirt-xml\n \0 \r"   4 bytes version   4 bytes length of the document   40 bytes unused   the document
//   QEMU:  16 bytes "LibvirtQemudSave"   4 bytes version   4 bytes length of all   8 bytes of state   4 bytes length of the
//          document, or 0: it is all   56 bytes unused   the document
#pragma once

#include <optional>
#include <string>

namespace chardev::driver {

/// The domain document in the image; std::nullopt if it cannot be read, is no such image, or is neither a regular file
/// nor a block device: what is written into a pipe can be read once, and that is the stock driver's to do.
[[nodiscard]] std::optional<std::string> document_in_image(const std::string &file);

}  // namespace chardev::driver
