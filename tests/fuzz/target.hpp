// SPDX-License-Identifier: LGPL-2.1-or-later
// What is fuzzed. Each target takes any bytes, and besides not crashing it looks whether its promises hold.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace chardev::fuzz {

/// The promise that was broken, and by what; std::nullopt: all hold.
using Finding = std::optional<std::string>;

/// A domain, snapshot or device document: what lower and raise make of it comes in again, unchanged.
[[nodiscard]] Finding xml(std::string_view input);
/// What follows -serial or -parallel: reading it, writing it and reading that gives the same port.
[[nodiscard]] Finding legacy(std::string_view input);
/// What follows -chardev or -device: the same, and the tree's JSON is one object.
[[nodiscard]] Finding chardev(std::string_view input);
/// A whole command line: the import is a document that can be read, and each word is in it or understood.
[[nodiscard]] Finding argv(std::string_view input);
/// A file of xl or xm: the ports of it, written for every release, are the same ports.
[[nodiscard]] Finding cfg(std::string_view input);

/// "PROMISE", and under it each part between lines.
[[nodiscard]] inline std::string broken(std::string_view promise, std::initializer_list<std::string_view> parts)
{
    std::string shown = "broken promise: " + std::string(promise) + "\n";
    for (const auto part : parts) shown.append("----\n").append(part).append("\n");
    return shown;
}

}  // namespace chardev::fuzz
