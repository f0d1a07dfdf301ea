// SPDX-License-Identifier: LGPL-2.1-or-later
// How many ports a machine has, and which of them depend on the emulator's release.
#include "qemu/limits.hpp"

#include <gtest/gtest.h>

#include "qemu/release/emulator.hpp"

namespace chardev::qemu {
namespace {

PlacedPort placed(Kind kind, unsigned index, const char *model = nullptr, Backend backend = Null{})
{
    Port port;
    port.tag = kind == Kind::serial ? Tag::serial : Tag::parallel;
    port.backend = std::move(backend);
    if (model) port.model = model;
    return {port, {kind, index}, {"f", 7, "<serial>"}};
}

Machine of(const char *arch, const char *emulator = "/missing/emulator")
{
    Machine machine;
    machine.arch = arch;
    machine.emulator = emulator;
    return machine;
}

TEST(IsaLimits, AreFourSerialAndThreeParallelPortsOnX86)
{
    const struct {
        const char *arch;
        PlacedPort port;
        bool fits;
    } rows[] = {
        {"x86_64", placed(Kind::serial, 3), true},        {"x86_64", placed(Kind::serial, 4), false},
        {"i686", placed(Kind::serial, 4, "isa"), false},  {"x86_64", placed(Kind::serial, 4, "pci"), true},
        {"x86_64", placed(Kind::serial, 9, "usb"), true}, {"x86_64", placed(Kind::serial, 9, nullptr, None{}), true},
        {"x86_64", placed(Kind::parallel, 2), true},      {"x86_64", placed(Kind::parallel, 3), false},
        {"aarch64", placed(Kind::serial, 4), true},
    };
    for (const auto &[arch, port, fits] : rows)
        EXPECT_EQ(static_cast<bool>(check_isa_limits({port}, of(arch))), fits) << arch << " " << port.slot.index;
}

TEST(IsaLimits, AreExplainedWhereTheyAreBroken)
{
    const auto refused = check_isa_limits({placed(Kind::serial, 4)}, of("x86_64"));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::unsupported);
    EXPECT_EQ(refused.error().where.line, 7);
    EXPECT_NE(refused.error().what.find("model='pci'"), std::string::npos);
}

TEST(Releases, AreAskedForOnlyWhenAPortDependsOnThem)
{
    EXPECT_TRUE(check_releases({placed(Kind::serial, 0), placed(Kind::parallel, 0)}, of("x86_64")));
    EXPECT_FALSE(check_releases({placed(Kind::serial, 0, nullptr, Pty{"/run/link"})}, of("x86_64")));
    EXPECT_FALSE(check_releases({placed(Kind::serial, 0, nullptr, Websocket{})}, of("x86_64")));
}

TEST(Releases, AreCheckedWhenTheyAreKnown)
{
    const std::vector<PlacedPort> ports = {placed(Kind::serial, 0, nullptr, Websocket{})};
    EXPECT_FALSE(check_releases(ports, Version{3, 0, 0}));
    EXPECT_TRUE(check_releases(ports, Version{3, 1, 0}));
}

TEST(EmulatorPath, IsThatOfTheArchitectureUnlessTheDocumentNamesOne)
{
    EXPECT_EQ(emulator_of(of("aarch64", "/opt/qemu")), "/opt/qemu");
    EXPECT_EQ(emulator_of(of("aarch64", "")), "/usr/bin/qemu-system-aarch64");
    EXPECT_EQ(emulator_of(of("i686", "")), "/usr/bin/qemu-system-i386");
}

}  // namespace
}  // namespace chardev::qemu
