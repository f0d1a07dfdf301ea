// SPDX-License-Identifier: LGPL-2.1-or-later
// The ports of a whole guest as arguments of QEMU: only those, in the order that gives each its number.
#pragma once

#include <string>
#include <vector>

#include "conf/document/domain_ports.hpp"
#include "conf/model/result.hpp"
#include "qemu/legacy/grammar.hpp"
#include "qemu/release/version.hpp"

namespace chardev::qemu {

/// native: -chardev and -device, and before QEMU 0.12 the legacy strings; legacy: -serial and -parallel in any case.
enum class ArgumentForm { native, legacy };

/// Options and values in turn: {"-chardev", "pty,id=charserial0", "-device", "isa-serial,…"}, serial ports first.
/// The native form is for -nodefaults, as libvirt starts QEMU: without it QEMU may add ports of its own.
/// In the legacy form a guest without serial or parallel ports says so ("-serial none", from 0.9.0), and a gap is a "none"
/// between; in the releases where a "none" takes no number a gap is an error. Aliases have no place in the legacy form.
/// Limits (four serial and three parallel ISA ports; 127 characters before 0.10) are errors, never a cut.
[[nodiscard]] Result<std::vector<std::string>> arguments_of(const DomainPorts &domain, const Version &version,
                                                            ArgumentForm form, HostOs host = HostOs::linux_);

/// All of a port: its -chardev with the id `id`, and its -device. A listener that waits gets wait=off and a separate
/// `-set chardev.ID.wait=on`, so that the waiting can be taken away.
[[nodiscard]] Result<std::vector<std::string>> chardev_and_device(const PlacedPort &placed, const std::string &id,
                                                                  std::string device, const Version &version);

}  // namespace chardev::qemu
