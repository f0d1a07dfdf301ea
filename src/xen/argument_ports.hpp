// SPDX-License-Identifier: LGPL-2.1-or-later
// The ports among the arguments of a device model, and what is left when they are taken out.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "conf/document/policy.hpp"

namespace chardev::xen {

/// A string of the configuration, with the line that it is in.
struct ConfigWord {
    std::string text;
    int line = 0;
};

struct ArgumentPorts {
    std::vector<PlacedPort> ports;      ///< serial ones first, in the order of their numbers, said where needed
    bool took_words = false;            ///< some are from `words`
    std::vector<std::string> rest;      ///< the words that are no port's; a device of a kept port says its number
    std::vector<std::string> warnings;  ///< whole sentences
};

/// `serials` are the strings of serial = …, "none" for a gap; `words` follow them on the device model's command line:
/// -serial and -parallel strings, and -chardev with -device isa-serial or isa-parallel and what -set says of it.
[[nodiscard]] Result<ArgumentPorts> ports_among(const std::vector<ConfigWord> &serials,
                                                const std::vector<ConfigWord> &words, std::string_view file);

}  // namespace chardev::xen
