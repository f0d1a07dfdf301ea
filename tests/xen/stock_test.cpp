// SPDX-License-Identifier: LGPL-2.1-or-later
// Which ports libvirt's libxl driver is trusted with: those that it starts as they are meant.
#include <gtest/gtest.h>

#include "conf/xml.hpp"
#include "qemu/as_read.hpp"
#include "qemu/legacy/grammar.hpp"
#include "qemu/property_cases.hpp"
#include "xen/limits.hpp"

namespace chardev::xen {
namespace {

Port port_of(Backend backend)
{
    Port port;
    port.tag = Tag::serial;
    port.backend = std::move(backend);
    return port;
}

TEST(StockDriver, SaysWhatItsStringSays)
{
    const Listen listen{"127.0.0.1", "4555", false};
    const Connect connect{"127.0.0.1", "4555", {}};
    const Backend rows[] = {
        Null{},
        Pty{},
        Vc{},
        Stdio{},
        None{},
        File{"/a b'\"&", {}},
        File{"/a,b=c", false},
        Pipe{"/p"},
        Host{0U},
        Host{"/dev/ttyUSB0"},
        Udp{{"127.0.0.1", "1"}, {}},
        Udp{{{}, "1"}, Bind{{}, "2"}},
        Tcp{{listen, {false, {}}}},
        Tcp{{connect, {false, false}}},
        Tcp{{Listen{{}, "4555", false}, {false, {}}}},
        Telnet{{listen, {false, {}}}},
        Telnet{{connect, {false, {}}}},
        Unix{UnixListen{"/s", false}},
        Unix{UnixConnect{"/s", {}}},
        Foreign{"spicevmc"},
    };
    for (const Backend &backend : rows) EXPECT_TRUE(stock_starts(port_of(backend))) << backend.index();
}

TEST(StockDriver, IsNotTrustedWithWhatItLoses)
{
    const Listen listen{"127.0.0.1", "4555", false};
    const Backend rows[] = {
        Pty{"/run/link"},
        Vc{Pixels{800, 600}},
        Vc{Cells{80, 24}},
        File{"/a", true},
        Host{"/srv/tty"},
        Host{"/dev/parport0"},
        Udp{{"::1", "1"}, {}},
        Udp{{"h", "1"}, Bind{"::1", "2"}},
        Tcp{{listen, {true, {}}}},
        Tcp{{listen, {false, true}}},
        Tcp{{Listen{"127.0.0.1", "4555", true}, {false, {}}}},
        Tcp{{Listen{"127.0.0.1", {}, false}, {false, {}}}},
        Tcp{{Listen{"::", "1", false}, {false, {}}}},
        Tcp{{Connect{"h", "1", 5U}, {false, {}}}},
        Tcp{{Connect{"h", "1", 0U}, {false, {}}}},
        Telnet{{listen, {true, {}}}},
        Unix{UnixListen{"/s", true}},
        Unix{UnixListen{{}, false}},
        Unix{UnixListen{"/a,b", false}},
        Unix{UnixListen{"/a=b", false}},
        Unix{UnixConnect{"/a,b", {}}},
        Unix{UnixConnect{"/s", 5U}},
        Websocket{listen, {false, {}}},
    };
    for (const Backend &backend : rows) EXPECT_FALSE(stock_starts(port_of(backend))) << backend.index();
    auto port = port_of(Pty{});
    port.log = Log{"/l", {}};
    EXPECT_FALSE(stock_starts(port));
    port = port_of(Pty{});
    port.model = "pci";
    EXPECT_FALSE(stock_starts(port));
    port = port_of(Pty{});
    port.uninterpreted = {element_in("<address type='isa' iobase='0x3e8'/>")};
    EXPECT_FALSE(stock_starts(port));
}

std::string text(const Element *element, const char *name)
{
    const std::string *value = element ? element->attribute(name) : nullptr;
    return value ? *value : std::string();
}

const Element *source(const Element &port, std::string_view mode)
{
    for (const Element &child : port.children)
        if (child.name == "source" && (mode.empty() || text(&child, "mode") == mode)) return &child;
    return nullptr;
}

/// What libvirt 9.0's driver gives to -serial for an element: as read in its source, and seen on a command line.
std::string stock_string(const Element &port)
{
    const std::string type = text(&port, "type");
    const Element *any = source(port, ""), *bind = source(port, "bind"), *connect = source(port, "connect");
    const std::string server = bind ? ",server,nowait" : "";
    if (type == "file" || type == "pipe") return type + ":" + text(any, "path");
    if (type == "dev") return text(any, "path");
    if (type == "unix") return "unix:" + text(any, "path") + server;
    if (type == "udp")
        return "udp:" + text(connect, "host") + ":" + text(connect, "service") + "@" + text(bind, "host") + ":" +
               (bind ? text(bind, "service") : "0");
    if (type != "tcp") return type;
    const std::string word = text(port.child("protocol"), "type") == "telnet" ? "telnet:" : "tcp:";
    return word + text(any, "host") + ":" + text(any, "service") + server;
}

/// A bind to any port is what a socket without one gets too.
void forget_any_port(Backend &backend)
{
    auto *udp = std::get_if<Udp>(&backend);
    if (udp && udp->bind && *udp->bind == Bind{{}, "0"}) udp->bind.reset();
}

TEST(AnyPort, OfTheStockDriverIsWhatWasMeant)
{
    std::size_t trusted = 0;
    qemu::for_random_ports(20'000, [&trusted](qemu::RandomPort &random, std::uint64_t) {
        const Port port = random.plain_port();
        if (kind_of(port.tag) != Kind::serial || std::holds_alternative<None>(port.backend) || !stock_starts(port))
            return;
        ++trusted;
        const auto element = libvirt_grammar::element_of(port, {Kind::serial, 0});
        ASSERT_TRUE(element);
        const std::string string = stock_string(*element);
        auto again = qemu::read_legacy(string, Kind::serial);
        ASSERT_TRUE(again) << string << "\n" << again.error().message();
        auto wanted = qemu::as_read(port);
        qemu::forget_append(wanted);
        forget_any_port(wanted.backend);
        forget_any_port(again->backend);
        EXPECT_TRUE(*again == wanted) << string;
    });
    EXPECT_GT(trusted, 1000U);
}

}  // namespace
}  // namespace chardev::xen
