// SPDX-License-Identifier: LGPL-2.1-or-later
// Which ports need arguments beside libvirt's device XML, and which.
#include <gtest/gtest.h>

#include "conf/stream.hpp"
#include "qemu/policy.hpp"

namespace chardev::qemu {
namespace {

using Words = std::vector<std::string>;

Words arguments_of(const Backend &backend, std::string_view alias = "serial1")
{
    Port port;
    port.backend = backend;
    auto words = live_policy().arguments(port, alias);
    EXPECT_TRUE(words);
    return words ? *words : Words{};
}

TEST(Arguments, SayWhatLibvirtCannot)
{
    const struct {
        Backend backend;
        Words words;
    } rows[] = {
        {Tcp{listening({}, "4555")}, {}},
        {Tcp{listening({}, "4555", {.nodelay = true})}, {"-set", "chardev.charserial1.delay=off"}},
        {Tcp{listening({}, "4555", {.wait = true})}, {"-set", "chardev.charserial1.wait=on"}},
        {Telnet{listening({}, "4555", {.wait = true, .nodelay = true})},
         {"-set", "chardev.charserial1.delay=off", "-set", "chardev.charserial1.wait=on"}},
        {Tcp{{Connect{std::nullopt, "1", 5}, {true, true}}}, {"-set", "chardev.charserial1.delay=off"}},
        {Unix{UnixListen{"/run/s", true}}, {"-set", "chardev.charserial1.wait=on"}},
        {Unix{UnixListen{"/run/s", false}}, {}},
        {Unix{UnixConnect{"/run/s", 3}}, {}},
        {Websocket{{std::nullopt, "80", false}, {false, true}}, {"-set", "chardev.charserial1.websocket=on"}},
        {Pty{"/run/a, b=c.d"}, {"-set", "chardev.charserial1.path=/run/a, b=c.d"}},
        {Vc{Pixels{640, 480}}, {"-set", "chardev.charserial1.width=640", "-set", "chardev.charserial1.height=480"}},
        {Vc{Cells{80, 25}}, {"-set", "chardev.charserial1.cols=80", "-set", "chardev.charserial1.rows=25"}},
        {Vc{}, {}},
        {Pty{}, {}},
        {Null{}, {}},
        {None{}, {}},
        {Stdio{}, {}},
        {Host{3U}, {}},
        {File{"/f", true}, {}},
        {Pipe{"/p"}, {}},
        {Udp{{std::nullopt, "1"}, std::nullopt}, {}},
        {Foreign{"spicevmc"}, {}},
    };
    for (const auto &[backend, words] : rows) EXPECT_EQ(arguments_of(backend), words) << backend.index();
}

TEST(Arguments, FollowTheAlias)
{
    EXPECT_EQ(arguments_of(Tcp{listening({}, "4555", {.nodelay = true})}, "ua-boot"),
              (Words{"-set", "chardev.charua-boot.delay=off"}));
}

TEST(Arguments, RefuseAnAliasThatSetWouldCut)
{
    Port port;
    port.backend = Tcp{listening({}, "4555", {.nodelay = true})};
    EXPECT_TRUE(live_policy().arguments(port, std::string(59, 'a')));
    EXPECT_FALSE(live_policy().arguments(port, std::string(60, 'a')));
    port.backend = Null{};
    EXPECT_TRUE(live_policy().arguments(port, std::string(200, 'a')));
}

TEST(Numbers, AreWhatTheStockDriverGives)
{
    EXPECT_TRUE(live_policy().numbers(Kind::serial));
    EXPECT_FALSE(live_policy().numbers(Kind::parallel));
    EXPECT_FALSE(live_policy(false).numbers(Kind::serial));
}

TEST(Arguments, ThatHoldTheStartAreKnown)
{
    EXPECT_TRUE(live_policy().holds_start("chardev.charserial0.wait=on"));
    EXPECT_FALSE(live_policy().holds_start("chardev.charserial0.delay=off"));
    EXPECT_FALSE(live_policy().holds_start("device.serial0.wait=on"));
    EXPECT_FALSE(live_policy().holds_start("chardev.charserial0.path=/run/a.wait=on"));
    EXPECT_FALSE(live_policy().holds_start("-set"));
}

}  // namespace
}  // namespace chardev::qemu
