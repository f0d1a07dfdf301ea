// SPDX-License-Identifier: LGPL-2.1-or-later
// What a program pays that reads a document with libxml2 alone, as libvirt itself does, and writes it again.
#pragma once

#include <cstddef>
#include <string>

namespace chardev::bench {

/// How many children the root has, so that nothing is optimised away; 0: not well-formed.
[[nodiscard]] std::size_t parse(const std::string &xml);
/// The size of what is written.
[[nodiscard]] std::size_t parse_and_serialise(const std::string &xml);

}  // namespace chardev::bench
