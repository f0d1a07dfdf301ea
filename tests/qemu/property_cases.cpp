// SPDX-License-Identifier: LGPL-2.1-or-later
// How many cases, and which, the environment asks for.
#include "qemu/property_cases.hpp"

#include <cstdlib>

namespace chardev::qemu {

std::uint64_t number_from(const char *variable, std::uint64_t otherwise)
{
    const char *text = std::getenv(variable);
    return text ? std::strtoull(text, nullptr, 10) : otherwise;
}

}  // namespace chardev::qemu
