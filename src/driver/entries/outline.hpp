// SPDX-License-Identifier: LGPL-2.1-or-later
// The few words of a domain document that say which guest it is of, and what it is doing. What a port is, src/conf decides.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace chardev::driver {

struct Outline {
    std::optional<std::string> name;
    std::optional<unsigned> id;  ///< of a running guest
    bool has_console = false;    ///< or serial port: what the stock driver opens when no device is named
    bool has_block_job = false;  ///< that copies a disk of a running guest, and will change the definition when it ends
};

/// Empty for what is no document.
[[nodiscard]] Outline outline_of(std::string_view xml);

/// The text of /domain/uuid; no more of the document is read than up to there.
[[nodiscard]] std::optional<std::string> uuid_in(std::string_view xml);

}  // namespace chardev::driver
