// SPDX-License-Identifier: LGPL-2.1-or-later
// The devices that a port can be: which QEMU calls how, and which a machine has by itself.
#pragma once

#include <optional>
#include <string_view>

#include "conf/document/policy.hpp"
#include "qemu/release/version.hpp"

namespace chardev::qemu {

struct FrontEnd {
    const char *model;    ///< the port grammar's
    const char *driver;   ///< of -device; a null pointer: built into the machine, -serial chardev:ID
    const char *address;  ///< the type of <address> that the device has, "" for none
    Kind kind;
    bool is_default;   ///< of its machine, so that the port grammar need not say it
    bool is_numbered;  ///< has index=
    std::optional<Feature> needs;
};

/// False for the machines that are known to have none: those of ARM, RISC-V and s390, and pseries.
[[nodiscard]] bool has_isa_bus(const Machine &machine);

/// What the port says, or else its machine's own kind of port. A null pointer: the machine has no such port.
[[nodiscard]] const FrontEnd *front_end_of(const Port &port, Kind kind, const Machine &machine);
[[nodiscard]] const FrontEnd *find_front_end(std::string_view driver);

}  // namespace chardev::qemu
