// SPDX-License-Identifier: LGPL-2.1-or-later
// <address type='isa|pci|usb|spapr-vio' …/> as options of -device, and back.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "conf/document/policy.hpp"
#include "conf/model/result.hpp"
#include "qemu/chardev/option_list.hpp"

namespace chardev::qemu {

/// `type` is the kind of address that the device has: "isa", "pci", … `uninterpreted` is the Port's. PCI and USB controllers
/// are called as libvirt calls them; of PCI only the root bus has a name that does not depend on the rest of the guest.
[[nodiscard]] Result<std::vector<NamedValue>> address_options(const std::vector<Element> &uninterpreted,
                                                              std::string_view type, const Machine &machine);

/// "0x3f8", with at least `digits` digits.
[[nodiscard]] std::string hex(unsigned value, int digits = 1);
/// Where a device is on a PCI bus.
struct PciSlot {
    unsigned slot = 0, function = 0;
};
/// "3", "0x3", "03.1", "0x2.0x1": hexadecimal in any case.
[[nodiscard]] std::optional<PciSlot> pci_slot(std::string_view text);

/// Takes the options of an address out of `list`. The <address>, without a name if there is none; std::nullopt: it cannot be said.
[[nodiscard]] std::optional<Element> take_address(OptionList &list, std::string_view type);

}  // namespace chardev::qemu
