// SPDX-License-Identifier: LGPL-2.1-or-later
// How a broken promise is shown.
#include "fuzz/target.hpp"

namespace chardev::fuzz {

std::string broken(std::string_view promise, std::initializer_list<std::string_view> parts)
{
    std::string shown = "broken promise: " + std::string(promise) + "\n";
    for (const auto part : parts) shown.append("----\n").append(part).append("\n");
    return shown;
}

}  // namespace chardev::fuzz
