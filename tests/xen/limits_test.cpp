// SPDX-License-Identifier: LGPL-2.1-or-later
// Which ports a guest of Xen has.
#include "xen/limits.hpp"

#include <gtest/gtest.h>

namespace chardev::xen {
namespace {

PlacedPort placed(Kind kind, unsigned index, const char *model = nullptr, Backend backend = Null{})
{
    Port port;
    port.tag = tag_of(kind);
    port.backend = std::move(backend);
    if (model) port.model = model;
    return {port, {kind, index}, {"f", 7, "<serial>"}};
}

TEST(XenLimits, AreFourSerialAndThreeParallelIsaPorts)
{
    const struct {
        PlacedPort port;
        const char *said;
    } rows[] = {
        {placed(Kind::serial, 3), ""},
        {placed(Kind::serial, 0, "isa"), ""},
        {placed(Kind::serial, 9, "pci", None{}), ""},
        {placed(Kind::parallel, 2), ""},
        {placed(Kind::serial, 4), "f:7: <serial>: serial port 4 does not exist: a Xen guest has serial ports 0 to 3"},
        {placed(Kind::parallel, 3),
         "f:7: <serial>: parallel port 3 does not exist: a Xen guest has parallel ports 0 to 2"},
        {placed(Kind::serial, 4, "pci"),
         "f:7: <serial>: a port of a Xen guest is an ISA device; leave the model out, or write model='isa'"},
    };
    for (const auto &[port, said] : rows) {
        const auto fits = check_limits({placed(Kind::serial, 1), port});
        EXPECT_EQ(fits ? "" : fits.error().message(), said);
    }
}

TEST(XenDevices, AreNoOtherModelInWhicheverGrammar)
{
    for (const char *model : {"pci", "usb", "16550a", "pl011", "isa-debugcon", "spapr-vty"})
        EXPECT_FALSE(device_for(placed(Kind::serial, 0, model))) << model;
    auto port = placed(Kind::serial, 0);
    for (const char *type : {"pci-serial", "usb-serial", "system-serial", "isa-debug"}) {
        port.port.target.type = type;
        EXPECT_FALSE(device_for(port)) << type;
    }
    port.port.target.type = "isa-serial";
    EXPECT_TRUE(device_for(port));
    port.port.tag = Tag::console;
    port.port.target.type = "serial";
    EXPECT_TRUE(device_for(port));
    port = placed(Kind::serial, 1);
    port.port.target.model = "isb-serial";
    EXPECT_FALSE(device_for(port));
}

}  // namespace
}  // namespace chardev::xen
