// SPDX-License-Identifier: LGPL-2.1-or-later
// What a machine and its emulator's release allow.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "conf/document/policy.hpp"
#include "qemu/release/version.hpp"

namespace chardev::qemu {

inline constexpr unsigned isa_serial_limit = 4;    // QEMU's MAX_ISA_SERIAL_PORTS
inline constexpr unsigned isa_parallel_limit = 3;  // QEMU's MAX_PARALLEL_PORTS

/// x86 has four ISA serial and three ISA parallel ports; QEMU drops or refuses any further one.
[[nodiscard]] Result<Ok> check_isa_limits(const std::vector<PlacedPort> &ports, const Machine &machine);

/// Runs the guest's emulator for its release only if a port has an option that depends on it.
[[nodiscard]] Result<Ok> check_releases(const std::vector<PlacedPort> &ports, const Machine &machine);
/// The same for a release that is known: nothing is run.
[[nodiscard]] Result<Ok> check_releases(const std::vector<PlacedPort> &ports, const Version &version);

/// The release to write for if the emulator may not be run or does not answer: a common one that has every option of the
/// port.
[[nodiscard]] Version usual_release(const PlacedPort &placed);

}  // namespace chardev::qemu
