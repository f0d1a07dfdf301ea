// SPDX-License-Identifier: LGPL-2.1-or-later
// Legacy strings as they are written: every back end, for the releases that spell it differently, and what has no string.
#include <gtest/gtest.h>

#include "conf/stream.hpp"
#include "conf/xml.hpp"
#include "qemu/legacy/grammar.hpp"

namespace chardev::qemu {
namespace {

constexpr Version v0_8{0, 8, 0}, v0_9{0, 9, 0}, v0_11{0, 11, 0}, v7_2{7, 2, 0}, v10_2{10, 2, 0};

Result<std::string> written(const Backend &backend, Version version = v7_2, Kind kind = Kind::serial,
                            HostOs os = HostOs::linux_)
{
    Port port;
    port.tag = kind == Kind::serial ? Tag::serial : Tag::parallel;
    port.backend = backend;
    return write_legacy(port, kind, version, os);
}

struct Row {
    const char *text;
    Backend backend;
    Version version = v7_2;
    Kind kind = Kind::serial;
};

void expect_written(const std::vector<Row> &rows)
{
    for (const auto &[text, backend, version, kind] : rows) {
        const auto string = written(backend, version, kind);
        ASSERT_TRUE(string) << text << ": " << string.error().message();
        EXPECT_EQ(*string, text);
    }
}

TEST(LegacyString, IsOneWordForPlainTypes)
{
    expect_written({
        {"vc", Vc{}, v0_8},
        {"vc:800x600", Vc{Pixels{800, 600}}},
        {"vc:80Cx24C", Vc{Cells{80, 24}}},
        {"pty", Pty{}, v0_8},
        {"pty:/run/tty,1", Pty{"/run/tty,1"}, v10_2},
        {"null", Null{}, v0_8},
        {"none", None{}, v0_9},
        {"stdio", Stdio{}, v0_8},
    });
}

TEST(LegacyString, NamesDevicesOfTheHost)
{
    expect_written({
        {"/dev/ttyS3", Host{3U}, v0_8},
        {"/dev/parport0", Host{0U}, v0_8, Kind::parallel},
        {"/dev/ttyUSB0", Host{"/dev/ttyUSB0"}},
        {"/dev/ppi1", Host{"/dev/ppi1"}, v7_2, Kind::parallel},
        {"/dev/a, b=c", Host{"/dev/a, b=c"}},
    });
    EXPECT_EQ(*written(Host{3U}, v7_2, Kind::serial, HostOs::windows), "COM3");
}

TEST(LegacyString, TakesPathsOfFilesAsTheyAre)
{
    expect_written({
        {"file:/a,b,,c & 'd' \"e\"\\=", File{"/a,b,,c & 'd' \"e\"\\=", {}}, v0_8},
        {"file:/log", File{"/log", false}},
        {"pipe:/a,b", Pipe{"/a,b"}, v0_8},
    });
}

TEST(LegacyString, NamesPeers)
{
    expect_written({
        {"udp:127.0.0.1:4555", Udp{{{}, "4555"}, {}}, v0_9},
        {"udp:127.0.0.1:4555@:4556", Udp{{"127.0.0.1", "4555"}, Bind{{}, "4556"}}, v0_9},
        {"udp:loghost:4555@10.0.0.1:0", Udp{{"loghost", "4555"}, Bind{"10.0.0.1", "0"}}},
        {"udp:127.0.0.1:4555@:4556", Udp{{{}, "4555"}, Bind{{}, "4556"}}},
        {"tcp::4555,server", Tcp{listening({}, "4555", {.wait = true})}, v0_9},
        {"tcp:127.0.0.1:65535,server,nowait,nodelay", Tcp{listening("127.0.0.1", "65535", {.nodelay = true})}, v0_9},
        {"tcp:localhost:1", Tcp{connecting("localhost", "1")}, v0_9},
        {"tcp:127.0.0.1:4555", Tcp{connecting({}, "4555")}},
        {"tcp:127.0.0.1:http", Tcp{connecting({}, "http")}},
        {"telnet::4555,server,nowait", Telnet{listening({}, "4555")}, v0_9},
        {"telnet:h:4555", Telnet{connecting("h", "4555")}, v0_9},
        {"websocket::80,server,nodelay", Websocket{{{}, "80", true}, {true, {}}}},
        {"websocket::80,server,nowait", Websocket{{{}, "80", false}, {false, false}}},
    });
}

TEST(LegacyString, SpellsTheDelayAsTheReleaseDoes)
{
    expect_written({
        {"tcp:h:1,reconnect=5", Tcp{connecting("h", "1", {.reconnect = 5})}, Version{2, 2, 0}},
        {"tcp:h:1,reconnect=5", Tcp{connecting("h", "1", {.reconnect = 5})}, Version{9, 1, 3}},
        {"tcp:h:1,reconnect-ms=5000", Tcp{connecting("h", "1", {.reconnect = 5})}, Version{9, 2, 0}},
        {"tcp:h:1", Tcp{connecting("h", "1", {.reconnect = 0})}, v0_9},
        {"unix:/s,reconnect-ms=1000", Unix{UnixConnect{"/s", 1}}, v10_2},
    });
}

TEST(LegacyString, EscapesPathsOfSocketsAlone)
{
    expect_written({
        {"unix:/s,server,nowait", Unix{UnixListen{"/s", false}}, v0_9},
        {"unix:/s,server", Unix{UnixListen{"/s", true}}},
        {"unix:/a,,b,,,,c,server", Unix{UnixListen{"/a,b,,c", true}}},
        {"unix:path=/a=b,,c", Unix{UnixConnect{"/a=b,c", {}}}},
        {"unix:/a,,b=c", Unix{UnixConnect{"/a,b=c", {}}}},
        {"unix:/a=b", Unix{UnixConnect{"/a=b", {}}}, v0_11},
    });
}

struct Refusal {
    Backend backend;
    const char *part;  ///< of the sentence
    Version version = v7_2;
    Kind kind = Kind::serial;
    HostOs os = HostOs::linux_;
};

void expect_refused(const std::vector<Refusal> &rows)
{
    for (const auto &[backend, part, version, kind, os] : rows) {
        const auto string = written(backend, version, kind, os);
        ASSERT_FALSE(string) << *string;
        EXPECT_NE(string.error().what.find(part), std::string::npos) << string.error().what;
    }
}

TEST(LegacyString, NamesTheFormThatCanSayMore)
{
    expect_refused({
        {File{"/f", true}, "'-chardev file' can (QEMU 2.6"},
        {Tcp{listening("::1", "1")}, "cannot say the IPv6 address '::1'; '-chardev' can"},
        {Udp{{"::1", "1"}, {}}, "IPv6"},
        {Udp{{{}, "1"}, Bind{"fe80::1%eth0", "1"}}, "IPv6"},
        {Tcp{connecting(std::string(65, 'h'), "1")}, "at most 64 bytes"},
        {Tcp{connecting("h", std::string(33, 's'))}, "at most 32 bytes"},
        {Tcp{{Connect{"h", "1", {}}, {false, true}}}, "cannot say <tls>"},
        {Tcp{{Listen{{}, {}, false}, {false, {}}}}, "chosen automatically"},
        {Unix{UnixListen{{}, false}}, "path is chosen automatically"},
        {Host{"/tmp/x"}, "below '/dev/' alone"},
        {Host{"/dev/parport0"}, "as this kind of port"},
        {Host{"/dev/ttyS0"}, "as this kind of port", v7_2, Kind::parallel},
        {Host{0U}, "QEMU on Windows", v7_2, Kind::parallel, HostOs::windows},
        {Host{"/dev/ttyS0"}, "Windows host", v7_2, Kind::serial, HostOs::windows},
        {Foreign{"spicevmc"}, "'spicevmc' is libvirt's own"},
        {Foreign{"tcp"}, "the protocols 'tls' and 'telnets'"},
    });
}

TEST(LegacyString, HasNoPlaceForTextThatIsNoAddress)
{
    expect_refused({
        {Tcp{connecting("a,b", "1")}, "comma"},
        {Tcp{connecting("a@b", "1")}, "neither an IP address"},
        {Tcp{connecting("h", "70000")}, "out of range"},
        {Tcp{connecting("h", "0")}, "out of range"},
        {Udp{{{}, "0"}, {}}, "out of range"},
        {Tcp{connecting("h", "1,server")}, "neither a port number"},
        {Unix{UnixConnect{"/" + std::string(107, 's'), {}}}, "108 bytes"},
        {File{"", {}}, "names no file"},
        {File{std::string("/a\0b", 4), {}}, "names no file"},
        {Tcp{connecting("h", "1", {.reconnect = 2147484})}, "at most 2147483"},
    });
}

TEST(LegacyString, NeedsItsRelease)
{
    expect_refused({
        {None{}, "0.9", v0_8},
        {Vc{Cells{80, 24}}, "0.9.1", v0_9},
        {Udp{{{}, "1"}, {}}, "0.9", v0_8},
        {Tcp{listening({}, "1")}, "0.9", v0_8},
        {Telnet{listening({}, "1")}, "0.9", v0_8},
        {Unix{UnixListen{"/s", false}}, "0.9", v0_8},
        {Unix{UnixListen{"/a,b", false}}, "0.12", v0_11},
        {Tcp{connecting("h", "1", {.reconnect = 5})}, "2.2", Version{2, 1, 0}},
        {Websocket{{{}, "80", false}, {false, {}}}, "3.1", Version{3, 0, 0}},
        {Pty{"/run/tty"}, "9.2", v7_2},
        {File{"/" + std::string(122, 'f'), {}}, "has 128 bytes", v0_9},
    });
    EXPECT_TRUE(written(File{"/" + std::string(121, 'f'), {}}, v0_9));
    EXPECT_TRUE(written(File{"/" + std::string(122, 'f'), {}}, Version{0, 10, 0}));
}

TEST(LegacyString, ChoosesNoDevice)
{
    Port port;
    port.backend = Pty{};
    for (const char *model : {"isa", "pl011"}) {
        port.model = model;
        EXPECT_TRUE(write_legacy(port, Kind::serial, v7_2)) << model;
    }
    for (const char *model : {"pci", "usb", "isa-debugcon"}) {
        port.model = model;
        EXPECT_FALSE(write_legacy(port, Kind::serial, v7_2)) << model;
    }
    port.model.reset();
    port.target.type = "pci-serial";
    EXPECT_FALSE(write_legacy(port, Kind::serial, v7_2));
    port.target.type = "isa-serial";
    port.target.model = "isa-serial";
    EXPECT_TRUE(write_legacy(port, Kind::serial, v7_2));
    port.uninterpreted = {element_in("<address type='isa' iobase='0x3f8' irq='0x4'/>")};
    EXPECT_FALSE(write_legacy(port, Kind::serial, v7_2));
    port.uninterpreted = {element_in("<alias name='ua-x'/>")};
    EXPECT_TRUE(write_legacy(port, Kind::serial, v7_2));
    port.log = Log{"/log", {}};
    EXPECT_FALSE(write_legacy(port, Kind::serial, v7_2));
}

}  // namespace
}  // namespace chardev::qemu
