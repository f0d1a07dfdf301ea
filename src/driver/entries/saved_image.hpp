// SPDX-License-Identifier: LGPL-2.1-or-later
// Reads the domain document at the start of a save image. We read it ourselves because the libxl driver shows it to nobody, and
// QEMU's logs what it cannot read.
//
//   libxl: 16 bytes "libvirt-xml\n \0 \r"   4 bytes version   4 bytes length of the document   40 bytes unused   the document
//   QEMU:  16 bytes "LibvirtQemudSave"   4 bytes version   4 bytes length of all   8 bytes of state   4 bytes length of the
//          document, or 0: it is all   56 bytes unused   the document
#pragma once

#include <optional>
#include <string>

namespace chardev::driver {

/// The domain document in the image; std::nullopt if it cannot be read, is not such an image, or is neither a regular file
/// nor a block device (a pipe can be read only once, and it is the stock driver that must read it).
[[nodiscard]] std::optional<std::string> document_in_image(const std::string &file);

}  // namespace chardev::driver
