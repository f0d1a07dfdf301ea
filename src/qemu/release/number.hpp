// SPDX-License-Identifier: LGPL-2.1-or-later
// Numbers as they stand in addresses of devices.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace chardev::qemu {

/// "1016" or "0x3f8"; nothing if `text` is anything else or more than `max`.
[[nodiscard]] std::optional<unsigned> any_number(std::string_view text, unsigned max);
/// "3f8" or "0x3f8".
[[nodiscard]] std::optional<unsigned> hex_number(std::string_view text, unsigned max);
/// "0x3f8", with at least `digits` digits.
[[nodiscard]] std::string hex(unsigned value, int digits = 1);
/// Where a device is on a PCI bus.
struct PciSlot {
    unsigned slot = 0, function = 0;
};
/// "3", "0x3", "03.1", "0x2.0x1": hexadecimal in any case.
[[nodiscard]] std::optional<PciSlot> pci_slot(std::string_view text);
/// "1", "1.2.4": numbers with dots between.
[[nodiscard]] bool is_usb_port(std::string_view text);

}  // namespace chardev::qemu
