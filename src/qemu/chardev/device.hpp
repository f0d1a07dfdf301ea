// SPDX-License-Identifier: LGPL-2.1-or-later
// The front end of a port: -device isa-serial, pci-serial, usb-serial, isa-parallel and the other machines' own ones, or
// -serial chardev:ID where the machine has the port built in.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "conf/document/policy.hpp"
#include "conf/model/result.hpp"
#include "qemu/chardev/option_list.hpp"
#include "qemu/release/version.hpp"

namespace chardev::qemu {

/// Two words: "-device" "isa-serial,chardev=charserial0,id=serial0,index=0", or "-serial" "chardev:charserial0".
struct DeviceArgument {
    std::string option;
    std::string value;
    friend bool operator==(const DeviceArgument &, const DeviceArgument &) = default;
};

/// `alias` is the device's id ("serial0", "ua-name"), the chardev is "char" + alias. Without a model the machine's default
/// decides: ISA on x86, spapr-vty on pseries, sclpconsole on s390x, the built-in UART on ARM and RISC-V.
/// <address type='isa|pci|usb'> is honoured as far as it can be said without knowing the machine's controllers.
[[nodiscard]] Result<DeviceArgument> device_of(const PlacedPort &placed, std::string_view alias, const Machine &machine,
                                               const Version &version);

/// What is said of a port that its machine cannot have (front_end.hpp).
[[nodiscard]] Error without_device(const PlacedPort &placed, const Machine &machine);

/// What a -device argument says, if it is the front end of a port.
struct DeviceFront {
    Kind kind = Kind::serial;
    std::optional<std::string> model;  ///< the port grammar's: "pci", "usb"; none for the machine's default
    std::optional<unsigned> index;
    std::string chardev;  ///< the id of its -chardev
    std::optional<std::string> id;
    std::optional<Element> address;  ///< <address …/>, if iobase/irq, bus/addr or port say one
};

/// std::nullopt: not the front end of a port, or one with options that would be lost. Text and JSON form.
[[nodiscard]] std::optional<DeviceFront> read_device(std::string_view argument);

}  // namespace chardev::qemu
