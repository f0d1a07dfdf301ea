// SPDX-License-Identifier: LGPL-2.1-or-later
// The front end of a port on each machine, written and read.
#include "qemu/chardev/device.hpp"

#include <gtest/gtest.h>

#include "conf/xml.hpp"

namespace chardev::qemu {

static void PrintTo(const DeviceArgument &argument, std::ostream *out)
{
    *out << argument.option << ' ' << argument.value;
}

namespace {

constexpr Version installed{7, 2, 22};

Machine machine(const char *arch, const char *name = "")
{
    Machine machine;
    machine.arch = arch;
    machine.machine = name;
    return machine;
}

PlacedPort placed(Kind kind, unsigned index, const char *model = nullptr, const char *address = nullptr)
{
    Port port;
    if (model) port.model = model;
    if (address) port.uninterpreted = {element_in("<alias name='ua-x'/>"), element_in(address)};
    return {port, {kind, index}, {"f", 3, "<serial>"}};
}

PlacedPort targeted(Target target)
{
    PlacedPort port = placed(Kind::serial, 0);
    port.port.target = std::move(target);
    return port;
}

TEST(Device, DependsOnTheModelAndTheMachine)
{
    const struct {
        PlacedPort port;
        Machine machine;
        DeviceArgument argument;
    } rows[] = {
        {placed(Kind::serial, 2), {}, {"-device", "isa-serial,chardev=charx,id=x,index=2"}},
        {placed(Kind::serial, 0), machine("i686"), {"-device", "isa-serial,chardev=charx,id=x,index=0"}},
        {placed(Kind::parallel, 1), {}, {"-device", "isa-parallel,chardev=charx,id=x,index=1"}},
        {placed(Kind::serial, 0, "pci"), {}, {"-device", "pci-serial,chardev=charx,id=x"}},
        {placed(Kind::serial, 0, "usb"), machine("aarch64"), {"-device", "usb-serial,chardev=charx,id=x"}},
        {placed(Kind::serial, 0, "isa-debugcon"), {}, {"-device", "isa-debugcon,chardev=charx,id=x"}},
        {placed(Kind::serial, 0), machine("ppc64le"), {"-device", "spapr-vty,chardev=charx,id=x"}},
        {placed(Kind::serial, 0), machine("s390x"), {"-device", "sclpconsole,chardev=charx,id=x"}},
        {placed(Kind::serial, 1, "sclplmconsole"), machine("s390x"), {"-device", "sclplmconsole,chardev=charx,id=x"}},
        {placed(Kind::serial, 0), machine("aarch64", "virt"), {"-serial", "chardev:charx"}},
        {placed(Kind::serial, 0), machine("riscv64", "virt"), {"-serial", "chardev:charx"}},
        {placed(Kind::serial, 0), machine("ppc64", "powernv9"), {"-serial", "chardev:charx"}},
        {targeted({0, "pci-serial", {}}), {}, {"-device", "pci-serial,chardev=charx,id=x"}},
        {targeted({0, "sclp-serial", "sclplmconsole"}),
         machine("s390x"),
         {"-device", "sclplmconsole,chardev=charx,id=x"}},
        {targeted({0, "serial", {}}), {}, {"-device", "isa-serial,chardev=charx,id=x,index=0"}},
    };
    for (const auto &[port, on, argument] : rows) {
        const auto device = device_of(port, "x", on, installed);
        ASSERT_TRUE(device) << device.error().what;
        EXPECT_EQ(*device, argument);
    }
}

TEST(Device, HasAnAddressAsLibvirtNamesIt)
{
    const struct {
        const char *model, *address, *machine, *options;
    } rows[] = {
        {"isa", "<address type='isa' iobase='0x3f8' irq='4'/>", "",
         "isa-serial,chardev=charx,id=x,index=0,iobase=0x3f8,irq=0x4"},
        {"pci", "<address type='pci' domain='0x0000' bus='0x00' slot='0x03' function='0x0'/>", "",
         "pci-serial,chardev=charx,id=x,bus=pci.0,addr=0x3"},
        {"pci", "<address type='pci' bus='0' slot='31' function='2' multifunction='on'/>", "pc-q35-7.2",
         "pci-serial,chardev=charx,id=x,bus=pcie.0,multifunction=on,addr=0x1f.0x2"},
        {"pci", "<address type='pci'/>", "", "pci-serial,chardev=charx,id=x"},
        {"usb", "<address type='usb' bus='0' port='1.2'/>", "", "usb-serial,chardev=charx,id=x,bus=usb.0,port=1.2"},
    };
    for (const auto &[model, address, on, options] : rows) {
        const auto device = device_of(placed(Kind::serial, 0, model, address), "x", machine("x86_64", on), installed);
        ASSERT_TRUE(device) << address << device.error().what;
        EXPECT_EQ(device->value, options);
    }
}

TEST(Device, RefusesWhatItCannotSay)
{
    const struct {
        PlacedPort port;
        Machine machine;
        Version version;
        const char *sentence;
    } rows[] = {
        {placed(Kind::parallel, 0), machine("s390x"), installed, "'s390x' has no parallel port"},
        {placed(Kind::parallel, 0), machine("ppc64", "pseries-7.2"), installed, "has no parallel port"},
        {placed(Kind::parallel, 0), machine("aarch64", "virt"), installed, "has no parallel port"},
        {placed(Kind::serial, 0, "isa"), machine("riscv64", "virt"), installed, "has no ISA bus"},
        {placed(Kind::serial, 0, "vintage"), {}, installed, "the model 'vintage'"},
        {placed(Kind::serial, 0, "pci"), {}, {1, 2, 0}, "needs QEMU 1.3"},
        {placed(Kind::serial, 0), {}, {0, 11, 0}, "needs QEMU 0.12"},
        {placed(Kind::serial, 0, "pci", "<address type='pci' bus='0x02' slot='1'/>"),
         {},
         installed,
         "other controllers"},
        {placed(Kind::serial, 0, "pci", "<address type='pci' slot='0x20'/>"), {}, installed, "out of range"},
        {placed(Kind::serial, 0, "pci", "<address type='isa' iobase='0x3f8'/>"), {}, installed, "of the type 'isa'"},
        {placed(Kind::serial, 0, "isa", "<address type='isa' iobase='0x3f8,x=y'/>"), {}, installed, "out of range"},
        {placed(Kind::serial, 0, "isa", "<address type='isa' bus='1'/>"), {}, installed, "'bus' does not belong"},
        {placed(Kind::serial, 0, "usb", "<address type='usb' port='1,x=y'/>"), {}, installed, "the USB port"},
        {placed(Kind::serial, 0, "pci", "<acpi index='1'/>"), {}, installed, "cannot be said"},
        {placed(Kind::serial, 0, nullptr, "<address type='isa'/>"), machine("aarch64", "virt"), installed,
         "no address"},
    };
    for (const auto &[port, on, version, sentence] : rows) {
        const auto refused = device_of(port, "x", on, version);
        ASSERT_FALSE(refused) << sentence;
        EXPECT_EQ(refused.error().where.line, 3);
        EXPECT_NE(refused.error().what.find(sentence), std::string::npos) << refused.error().what;
    }
}

std::string shown(const std::optional<DeviceFront> &front)
{
    if (!front) return "-";
    std::string out = front->kind == Kind::serial ? "serial" : "parallel";
    out += " " + front->model.value_or("default") + " " + (front->index ? std::to_string(*front->index) : "?");
    out += " " + front->chardev + " " + front->id.value_or("?");
    if (front->address) out += " " + write_line(*front->address);
    return out;
}

TEST(Device, IsReadBack)
{
    const struct {
        const char *argument, *front;
    } rows[] = {
        {"isa-serial,chardev=c,id=serial0,index=1", "serial default 1 c serial0"},
        {"isa-serial,chardev=c", "serial default ? c ?"},
        {"driver=isa-parallel,chardev=c,index=0", "parallel default 0 c ?"},
        {R"({"driver":"isa-serial","chardev":"c","id":"serial0","index":0})", "serial default 0 c serial0"},
        {"isa-serial,chardev=c,iobase=1016,irq=0x4",
         "serial default ? c ? <address type='isa' iobase='0x3f8' irq='0x4'/>"},
        {"pci-serial,chardev=c,id=s,bus=pci.0,addr=0x4",
         "serial pci ? c s <address type='pci' domain='0x0000' bus='0x00' slot='0x04' function='0x0'/>"},
        {R"({"driver":"pci-serial","chardev":"c","bus":"pcie.0","multifunction":true,"addr":"1f.7"})",
         "serial pci ? c ? <address type='pci' domain='0x0000' bus='0x00' slot='0x1f' function='0x7' multifunction='on'/>"},
        {"usb-serial,chardev=c,bus=usb.0,port=1", "serial usb ? c ? <address type='usb' bus='0' port='1'/>"},
        {"usb-serial,chardev=c,port=1.2", "serial usb ? c ? <address type='usb' bus='0' port='1.2'/>"},
        {"spapr-vty,chardev=c,reg=805306368", "serial default ? c ? <address type='spapr-vio' reg='0x30000000'/>"},
        {"sclplmconsole,chardev=c", "serial sclplmconsole ? c ?"},
        {"isa-debugcon,chardev=c,iobase=0x402", "serial isa-debugcon ? c ? <address type='isa' iobase='0x402'/>"},
    };
    for (const auto &[argument, front] : rows) EXPECT_EQ(shown(read_device(argument)), front) << argument;
}

TEST(Device, IsLeftAloneWhereSomethingWouldBeLost)
{
    for (const char *argument : {"",
                                 "{",
                                 "[]",
                                 "{}",
                                 "virtio-net-pci,id=n",
                                 "isa-serial",
                                 "isa-serial,id=s",
                                 "isa-serial,chardev",
                                 "isa-serial,chardev=c,index=x",
                                 "isa-serial,chardev=c,wakeup=1",
                                 "isa-serial,chardev=c,iobase=x",
                                 "isa-serial,chardev=c,=",
                                 "isa-serial,chardev=\xff",
                                 "pci-serial,chardev=c,bus=pci.1,addr=1",
                                 "pci-serial,chardev=c,addr=20",
                                 "pci-serial,chardev=c,addr=1.8",
                                 "pci-serial,chardev=c,multifunction=on",
                                 "usb-serial,chardev=c,bus=ehci.0",
                                 "usb-serial,chardev=c,port=a",
                                 "virtconsole,chardev=c",
                                 R"({"driver":"pci-serial","chardev":"c","addr":24})",
                                 R"({"driver":"isa-serial","chardev":["c"]})",
                                 R"({"driver":"isa-serial","chardev":"c","index":-1})"})
        EXPECT_FALSE(read_device(argument)) << argument;
}

}  // namespace
}  // namespace chardev::qemu
