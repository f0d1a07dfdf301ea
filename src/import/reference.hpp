// SPDX-License-Identifier: LGPL-2.1-or-later
// Which values of QEMU's options are ids, and of what.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace chardev::qemu {

/// Ids are unique among the options of one space: "chardev", "device", "netdev", "block" for -drive and -blockdev …
[[nodiscard]] std::string_view space_of(std::string_view option);

/// The space of the id that the value of `name` in `option` is, as "chardev" in "-device isa-serial,chardev=c0"; empty: any.
/// `name` is empty for a value without one ("-mon c0"). std::nullopt: it is not an id.
[[nodiscard]] std::optional<std::string_view> space_named_by(std::string_view option, std::string_view name);

/// True if `name` gives its option the id.
[[nodiscard]] bool is_own_id(std::string_view name);

/// The id in a value: "c0" of "chardev:c0".
[[nodiscard]] std::string_view id_in(std::string_view value);

/// True if libvirt may give something of its own this id in the space.
[[nodiscard]] bool is_libvirts_id(std::string_view space, std::string_view id);

}  // namespace chardev::qemu
