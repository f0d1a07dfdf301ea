// SPDX-License-Identifier: LGPL-2.1-or-later
// Ports as arguments of Xen's device model. Each is written complete in itself: neither another port nor the order decides
// what it is.
//
//   -chardev socket,id=serial2,host=127.0.0.1,port=4555,server=on,wait=off  -device isa-serial,chardev=serial2,index=2
//
// A listen that waits is written wait=off, and then `-set chardev.serial2.wait=on`, so that the waiting can be taken away.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "conf/document/policy.hpp"
#include "qemu/release/version.hpp"

namespace chardev::xen {

/// The chardev's id: "serial2", "parallel0". libxl keeps the terminals of those called serial<n> in xenstore, as of its own.
[[nodiscard]] std::string chardev_id(const Slot &slot);

/// Options and values in turn. `version` is the device model's. Errors of kind unsupported: TLS, models that are not ISA.
[[nodiscard]] Result<std::vector<std::string>> device_model_arguments(const PlacedPort &placed, const Machine &machine,
                                                                      const qemu::Version &version);

/// A string of the configuration, with the line that it is in.
struct ConfigWord {
    std::string text;
    int line = 0;
};

struct FoundPorts {
    std::vector<PlacedPort> ports;      ///< serial ones first, in the order of their numbers, said where needed
    bool took_words = false;            ///< some are from `words`
    std::vector<std::string> rest;      ///< the words that are no port's; a device of a kept port says its number
    std::vector<std::string> warnings;  ///< whole sentences
};

/// `serials` are the strings of serial = …, "none" for a gap; `words` follow them on the device model's command line:
/// -serial and -parallel strings, and -chardev with -device isa-serial or isa-parallel and what -set says of it.
[[nodiscard]] Result<FoundPorts> ports_among(const std::vector<ConfigWord> &serials,
                                             const std::vector<ConfigWord> &words, std::string_view file);

}  // namespace chardev::xen
