// SPDX-License-Identifier: LGPL-2.1-or-later
// The few parts of a domain document that the entries need beside its ports: name, id, uuid, and what the guest is doing.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace chardev::driver {

struct Outline {
    std::optional<std::string> name;
    std::optional<unsigned> id;  ///< of a running guest
    bool has_console = false;    ///< or a serial port: what the stock driver opens if no device is named
    bool has_block_job = false;  ///< it copies a disk of a running guest, and will change the definition when it ends
};

/// Empty if `xml` is not a document.
[[nodiscard]] Outline outline_of(std::string_view xml);

/// The text of /domain/uuid; the document is read only up to there.
[[nodiscard]] std::optional<std::string> uuid_in(std::string_view xml);

}  // namespace chardev::driver
