// SPDX-License-Identifier: LGPL-2.1-or-later
// Device-model arguments of single ports, and what a device model cannot be told.
#include "xen/device_model.hpp"

#include <gtest/gtest.h>

#include "conf/xml.hpp"

namespace chardev::xen {
namespace {

constexpr qemu::Version debian{7, 2, 22};

PlacedPort placed(Slot slot, Backend backend)
{
    Port port;
    port.tag = tag_of(slot.kind);
    port.backend = std::move(backend);
    return {port, slot, {"f", 5, "<serial>"}};
}

std::string written(const PlacedPort &port, const qemu::Version &version = debian)
{
    const auto words = device_model_arguments(port, {}, version);
    if (!words) return words.error().message();
    std::string line;
    for (const std::string &word : *words) line += (line.empty() ? "" : " ") + word;
    return line;
}

TEST(ChardevId, IsTheLabelThatLibxlKeepsTerminalsOf)
{
    EXPECT_EQ(chardev_id({Kind::serial, 2}), "serial2");
    EXPECT_EQ(chardev_id({Kind::parallel, 0}), "parallel0");
}

TEST(DeviceModelArguments, SayBackEndDeviceAndNumber)
{
    const struct {
        PlacedPort port;
        const char *words;
    } rows[] = {
        {placed({Kind::serial, 1}, Pty{}), "-chardev pty,id=serial1 -device isa-serial,chardev=serial1,index=1"},
        {placed({Kind::serial, 0}, Udp{{"::1", "4555"}, {}}),
         "-chardev udp,id=serial0,host=::1,port=4555 -device isa-serial,chardev=serial0,index=0"},
        {placed({Kind::parallel, 2}, File{"/a,b", true}),
         "-chardev file,id=parallel2,path=/a,,b,append=on -device isa-parallel,chardev=parallel2,index=2"},
        {placed({Kind::parallel, 0}, Host{0U}),
         "-chardev parallel,id=parallel0,path=/dev/parport0 -device isa-parallel,chardev=parallel0,index=0"},
    };
    for (const auto &[port, words] : rows) EXPECT_EQ(written(port), words);
}

TEST(DeviceModelArguments, SayAWaitSoThatItCanBeTakenAway)
{
    const Listen listen{"127.0.0.1", "4555", true};
    const std::string set = " -set chardev.serial1.wait=on -device isa-serial,chardev=serial1,index=1";
    const std::string inet = "socket,id=serial1,host=127.0.0.1,port=4555,server=on,wait=off";
    EXPECT_EQ(written(placed({Kind::serial, 1}, Tcp{{listen, {false, {}}}})), "-chardev " + inet + set);
    EXPECT_EQ(written(placed({Kind::serial, 1}, Telnet{{listen, {false, {}}}})),
              "-chardev " + inet + ",telnet=on" + set);
    EXPECT_EQ(written(placed({Kind::serial, 1}, Websocket{listen, {false, {}}})),
              "-chardev " + inet + ",websocket=on" + set);
    EXPECT_EQ(written(placed({Kind::serial, 1}, Unix{UnixListen{"/s", true}})),
              "-chardev socket,id=serial1,path=/s,server=on,wait=off" + set);
}

TEST(DeviceModelArguments, SayAnAddressAndALog)
{
    auto port = placed({Kind::serial, 3}, Null{});
    port.port.uninterpreted = {element_in("<address type='isa' iobase='0x2e0' irq='0x5'/>")};
    port.port.log = Log{"/l", false};
    EXPECT_EQ(
        written(port),
        "-chardev null,id=serial3,logfile=/l,logappend=off -device isa-serial,chardev=serial3,index=3,iobase=0x2e0,irq=0x5");
}

TEST(DeviceModelArguments, GoByTheRelease)
{
    const auto port = placed({Kind::serial, 1}, Host{1U});
    EXPECT_EQ(written(port, {1, 3, 0}),
              "-chardev tty,id=serial1,path=/dev/ttyS1 -device isa-serial,chardev=serial1,index=1");
    EXPECT_EQ(written(port, {0, 10, 0}),
              "f:5: <serial>: -chardev needs QEMU 0.12 or later, and this guest's emulator is 0.10");
}

TEST(DeviceModelArguments, RefuseWhatNoDeviceModelDoes)
{
    const auto refused = [](PlacedPort port) {
        const auto words = device_model_arguments(port, {}, debian);
        EXPECT_TRUE(words || words.error().kind == ErrorKind::unsupported);
        EXPECT_TRUE(words || words.error().where == port.where);
        return words ? "" : words.error().what;
    };
    const Listen listen{"h", "1", false};
    auto pci = placed({Kind::serial, 1}, Pty{});
    pci.port.model = "pci";
    auto usb = placed({Kind::serial, 1}, Pty{});
    usb.port.target.type = "usb-serial";
    EXPECT_NE(refused(placed({Kind::serial, 1}, Tcp{{listen, {false, true}}})).find("TLS"), std::string::npos);
    EXPECT_NE(refused(placed({Kind::serial, 1}, Websocket{listen, {false, true}})).find("TLS"), std::string::npos);
    EXPECT_NE(refused(pci).find("ISA"), std::string::npos);
    EXPECT_NE(refused(usb).find("ISA"), std::string::npos);
    EXPECT_NE(refused(placed({Kind::serial, 1}, Foreign{"spicevmc"})), "");
    EXPECT_NE(refused(placed({Kind::serial, 1}, Tcp{{Listen{"h", {}, false}, {false, {}}}})), "");
    EXPECT_NE(refused(placed({Kind::serial, 1}, Unix{UnixListen{{}, false}})), "");
}

}  // namespace
}  // namespace chardev::xen
