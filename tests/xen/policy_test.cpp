// SPDX-License-Identifier: LGPL-2.1-or-later
// What libvirt's libxl driver is told itself, what its device model, and what nobody.
#include "xen/policy.hpp"

#include <gtest/gtest.h>

namespace chardev::xen {
namespace {

constexpr Slot first{Kind::serial, 0}, second{Kind::serial, 1}, printer{Kind::parallel, 0};

Machine guest(const char *os = "hvm", const char *emulator = "/missing/emulator")
{
    Machine machine;
    machine.type = "xen";
    machine.os = os;
    machine.emulator = emulator;
    return machine;
}

PlacedPort placed(Slot slot, Backend backend)
{
    Port port;
    port.tag = tag_of(slot.kind);
    port.backend = std::move(backend);
    return {port, slot, {"f", 5, "<serial>"}};
}

std::string refusal(const Result<Ok> &result)
{
    return result ? "" : result.error().message();
}

TEST(XenRoute, IsAnElementForTheFirstSerialPortAlone)
{
    const auto &policy = live_policy();
    const auto plain = placed(first, Pty{}), special = placed(first, Pty{"/link"});
    EXPECT_EQ(policy.route(plain.port, first), Route::element);
    EXPECT_EQ(policy.route(special.port, first), Route::arguments);
    EXPECT_EQ(policy.route(plain.port, second), Route::arguments);
    EXPECT_EQ(policy.route(plain.port, printer), Route::arguments);
    EXPECT_TRUE(policy.arguments(plain.port, "serial0")->empty());
    EXPECT_EQ(policy.whole(placed(second, Pty{}), guest())->size(), 4U);
}

TEST(XenGuests, AreTakenOverIfTheStockDriverWouldFailThem)
{
    const auto &policy = live_policy();
    EXPECT_FALSE(policy.takes_over(guest(), {1, 0}));
    EXPECT_TRUE(policy.takes_over(guest(), {1, 0, true}));
    EXPECT_TRUE(policy.takes_over(guest(), {2, 0}));
    EXPECT_TRUE(policy.takes_over(guest(), {0, 1}));
    EXPECT_FALSE(policy.takes_over(guest("linux"), {2, 1}));
}

TEST(XenGuests, HavePortsOnlyIfTheyAreFullyVirtualised)
{
    const auto &policy = live_policy();
    EXPECT_TRUE(policy.has_ports(guest()));
    for (const char *os : {"linux", "xen", "xenpvh", ""}) {
        const auto refused = policy.has_ports(guest(os));
        ASSERT_FALSE(refused) << os;
        EXPECT_EQ(refused.error().kind, ErrorKind::unsupported);
        EXPECT_NE(refused.error().what.find("<type>hvm</type>"), std::string::npos);
    }
}

TEST(XenChecks, AskForTheReleaseOnlyIfAnArgumentDependsOnIt)
{
    const std::vector<PlacedPort> plain{placed(first, Stdio{}), placed(second, Pty{})},
        special{placed(second, Websocket{})};
    EXPECT_EQ(refusal(live_policy().check(plain, guest())), "");
    EXPECT_NE(refusal(live_policy().check(special, guest())).find("/missing/emulator"), std::string::npos);
    EXPECT_EQ(refusal(offline_policy().check(special, guest())), "");
}

TEST(XenChecks, HoldForPortsOfTheStockDriverToo)
{
    auto pci = placed(first, Pty{});
    pci.port.model = "16550a";
    EXPECT_NE(refusal(live_policy().check({pci}, guest())).find("ISA"), std::string::npos);
    EXPECT_NE(refusal(offline_policy().check({placed({Kind::serial, 4}, Pty{})}, guest())).find("0 to 3"),
              std::string::npos);
}

TEST(XenChecks, LetTheOldDeviceModelHaveOnePort)
{
    const auto old = guest("hvm", "/usr/lib/xen/bin/qemu-dm");
    EXPECT_EQ(refusal(live_policy().check({placed(first, Pty{}), placed(second, None{})}, old)), "");
    for (const auto &port : {placed(second, Pty{}), placed(printer, Null{}), placed(first, Vc{Cells{80, 24}})}) {
        EXPECT_NE(refusal(live_policy().check({port}, old)).find("'/usr/lib/xen/bin/qemu-dm'"), std::string::npos);
        EXPECT_NE(refusal(offline_policy().check({port}, old)).find("'/usr/lib/xen/bin/qemu-dm'"), std::string::npos);
    }
}

TEST(XenStart, IsHeldByAWait)
{
    EXPECT_TRUE(live_policy().holds_start("chardev.serial2.wait=on"));
    EXPECT_FALSE(live_policy().holds_start("chardev.serial2.wait=off"));
    EXPECT_FALSE(live_policy().holds_start("file,id=serial1,path=chardev.x.wait=on"));
}

TEST(XenTerminals, AreNoneOffline)
{
    EXPECT_TRUE(offline_policy().terminals(1).empty());
    EXPECT_TRUE(live_policy().terminals(4'000'000'000U).empty());
}

}  // namespace
}  // namespace chardev::xen
