// SPDX-License-Identifier: LGPL-2.1-or-later
// Legacy strings as they are read: canonical ones are written the same again, tolerated ones are not, others have a reason.
#include <gtest/gtest.h>

#include "conf/stream.hpp"
#include "qemu/legacy/grammar.hpp"

namespace chardev::qemu {
namespace {

constexpr Version v10_0{10, 0, 0};

struct Row {
    const char *text;
    Backend backend;
    Kind kind = Kind::serial;
    HostOs os = HostOs::linux_;
};

/// Whether a string is written again as it was.
enum class Spelling { canonical, tolerated };

void expect_read(const std::vector<Row> &rows, Spelling spelling)
{
    for (const auto &[text, backend, kind, os] : rows) {
        const auto port = read_legacy(text, kind, os);
        ASSERT_TRUE(port) << text << ": " << port.error().message();
        EXPECT_TRUE(port->backend == backend) << text;
        EXPECT_EQ(port->tag, kind == Kind::serial ? Tag::serial : Tag::parallel) << text;
        const auto again = write_legacy(*port, kind, v10_0, os);
        ASSERT_TRUE(again) << text << ": " << again.error().message();
        EXPECT_EQ(*again == text, spelling == Spelling::canonical) << *again;
    }
}

TEST(LegacyString, OfADeviceOrFileIsReadAndWrittenTheSame)
{
    expect_read(
        {
            {"vc", Vc{}},
            {"vc:800x600", Vc{Pixels{800, 600}}},
            {"vc:80Cx24C", Vc{Cells{80, 24}}},
            {"pty", Pty{}},
            {"pty:/run/tty,a", Pty{"/run/tty,a"}},
            {"null", Null{}},
            {"none", None{}},
            {"stdio", Stdio{}},
            {"/dev/ttyS3", Host{3U}},
            {"/dev/ttyS03", Host{"/dev/ttyS03"}},
            {"/dev/ttyUSB0", Host{"/dev/ttyUSB0"}},
            {"/dev/parport1", Host{1U}, Kind::parallel},
            {"/dev/ppi1", Host{"/dev/ppi1"}, Kind::parallel},
            {"COM3", Host{3U}, Kind::serial, HostOs::windows},
            {"file:/a,b,,c=d e", File{"/a,b,,c=d e", {}}},
            {"pipe:/a,b", Pipe{"/a,b"}},
        },
        Spelling::canonical);
}

TEST(LegacyString, OfASocketIsReadAndWrittenTheSame)
{
    expect_read(
        {
            {"udp:h:1", Udp{{"h", "1"}, {}}},
            {"udp:h:1@:0", Udp{{"h", "1"}, Bind{{}, "0"}}},
            {"udp:h:1@10.0.0.1:65535", Udp{{"h", "1"}, Bind{"10.0.0.1", "65535"}}},
            {"tcp::4555,server", Tcp{listening({}, "4555", {.wait = true})}},
            {"tcp:127.0.0.1:4555,server,nowait,nodelay", Tcp{listening("127.0.0.1", "4555", {.nodelay = true})}},
            {"tcp:h:1", Tcp{connecting("h", "1")}},
            {"tcp:h:http", Tcp{connecting("h", "http")}},
            {"tcp:h:1,reconnect-ms=5000", Tcp{connecting("h", "1", {.reconnect = 5})}},
            {"telnet::1,server,nowait", Telnet{listening({}, "1")}},
            {"telnet:h:1", Telnet{connecting("h", "1")}},
            {"websocket::80,server,nowait,nodelay", Websocket{{{}, "80", false}, {true, {}}}},
            {"unix:/s,server", Unix{UnixListen{"/s", true}}},
            {"unix:/s", Unix{UnixConnect{"/s", {}}}},
            {"unix:/a,,b,,,,c,server,nowait", Unix{UnixListen{"/a,b,,c", false}}},
            {"unix:path=/a=b,server", Unix{UnixListen{"/a=b", true}}},
            {"unix:/s,reconnect-ms=1000", Unix{UnixConnect{"/s", 1}}},
        },
        Spelling::canonical);
}

TEST(LegacyString, IsReadInOtherSpellings)
{
    expect_read(
        {
            {"tcp::1,server=on,wait=off", Tcp{listening({}, "1")}},
            {"tcp::1,wait=off,server=on", Tcp{listening({}, "1")}},
            {"tcp::1,server,wait", Tcp{listening({}, "1", {.wait = true})}},
            {"tcp::1,server,nowait,wait=on,nowait", Tcp{listening({}, "1")}},
            {"tcp::1,server=yes,wait=no", Tcp{listening({}, "1")}},
            {"tcp::1,server,nodelay=on", Tcp{listening({}, "1", {.wait = true, .nodelay = true})}},
            {"tcp::1,server,delay=off", Tcp{listening({}, "1", {.wait = true, .nodelay = true})}},
            {"tcp:h:1,server=off", Tcp{connecting("h", "1")}},
            {"tcp:h:1,noserver", Tcp{connecting("h", "1")}},
            {"tcp:h:1,reconnect=5", Tcp{connecting("h", "1", {.reconnect = 5})}},
            {"tcp:h:1,reconnect=0", Tcp{connecting("h", "1")}},
            {"tcp:0:1,server", Tcp{listening("0.0.0.0", "1", {.wait = true})}},
            {"tcp::1", Tcp{connecting({}, "1")}},
            {"tcp:h:1,telnet=on", Telnet{connecting("h", "1")}},
            {"udp::1", Udp{{{}, "1"}, {}}},
            {"udp::1@:2", Udp{{{}, "1"}, Bind{{}, "2"}}},
            {"unix:path=/s,server", Unix{UnixListen{"/s", true}}},
            {"unix:/a=b,server", Unix{UnixListen{"/a=b", true}}},
            {"unix:/s,server=on,wait=off", Unix{UnixListen{"/s", false}}},
        },
        Spelling::tolerated);
}

TEST(LegacyString, MayHaveALog)
{
    const auto port = read_legacy("tcp:h:1,logfile=/a,,b,logappend=on", Kind::serial);
    ASSERT_TRUE(port) << port.error().message();
    EXPECT_EQ(port->log, (Log{"/a,b", true}));
}

struct Refusal {
    const char *text;
    ErrorKind error;
    const char *part;  ///< of the sentence
    Kind kind = Kind::serial;
    HostOs os = HostOs::linux_;
};

void expect_refused(const std::vector<Refusal> &rows)
{
    for (const auto &[text, error, part, kind, os] : rows) {
        const auto port = read_legacy(text, kind, os);
        ASSERT_FALSE(port) << text;
        EXPECT_EQ(port.error().kind, error) << text;
        EXPECT_NE(port.error().what.find(part), std::string::npos) << text << ": " << port.error().what;
    }
}

TEST(LegacyString, OfADeviceOrFileIsRefusedWhereQemuRefusesOrMisreads)
{
    constexpr ErrorKind xml = ErrorKind::xml;
    expect_refused({
        {"", xml, "does not know ''"},
        {"x", xml, "does not know 'x'"},
        {"/tmp/x", xml, "does not know '/tmp/x'"},
        {"null,mux=on", xml, "nothing may follow"},
        {"vcfoo", xml, "nothing may follow"},
        {"none ", xml, "does not know"},
        {"vc:", xml, "no size"},
        {"vc:80", xml, "no size"},
        {"vc:0x10", xml, "no size"},
        {"vc:080x24", xml, "no size"},
        {"vc:80x24foo", xml, "no size"},
        {"vc:80Cx24", xml, "no size"},
        {"vc:32768x1", xml, "no size"},
        {"file:", xml, "path is missing"},
        {"pipe:", xml, "path is missing"},
        {"unix:", xml, "path is missing"},
        {"unix:,server", xml, "path is missing"},
        {"unix:/a=b,,c", xml, "path is missing"},
        {"file:a", xml, "relative"},
    });
}

TEST(LegacyString, OfASocketIsRefusedWhereQemuRefusesOrMisreads)
{
    constexpr ErrorKind xml = ErrorKind::xml;
    expect_refused({
        {"tcp:[::1]:1", xml, "IPv6 addresses need '-chardev'"},
        {"tcp:::1:1", xml, "IPv6"},
        {"udp:::1:1", xml, "IPv6"},
        {"tcp:h", xml, "port number is missing"},
        {"tcp:h:", xml, "port number is missing"},
        {"tcp:h:70000", xml, "out of range"},
        {"tcp::70000,server,nowait", xml, "out of range"},
        {"tcp:h:0", xml, "out of range"},
        {"tcp:h:+1", xml, "neither a port number"},
        {"tcp:h,x:1", xml, "port number is missing"},
        {"tcp:h:1,,server", xml, "neither a port number"},
        {"tcp:h:1,=on", xml, "without a name"},
        {"tcp:h:1,wait=off", xml, "'wait' belongs"},
        {"tcp:h:1,nowait", xml, "'nowait' belongs"},
        {"tcp::1,server,reconnect=1", xml, "'reconnect' belongs"},
        {"tcp::1,server=maybe", xml, "'on' or 'off'"},
        {"tcp::1,server,delay=off,nodelay=on", xml, "both 'delay' and 'nodelay'"},
        {"websocket:h:1", xml, "cannot connect"},
        {"udp:h:1@", xml, "port number is missing"},
        {"udp:h:1@:", xml, "port number is missing"},
        {"udp:h:1@127.0.0.1:", xml, "port number is missing"},
        {"udp:h:70000", xml, "out of range"},
        {"udp:h:1,server", xml, "options after the address"},
        {"tcp:-h:1", xml, "neither an IP address"},
        {"COM1", xml, "Windows host"},
        {"/dev/ttyS0", xml, "Windows host", Kind::serial, HostOs::windows},
        {"COMx", xml, "no serial line", Kind::serial, HostOs::windows},
    });
    EXPECT_FALSE(read_legacy("unix:/" + std::string(107, 's'), Kind::serial));
    EXPECT_FALSE(read_legacy("tcp:" + std::string(65, 'h') + ":1", Kind::serial));
    EXPECT_FALSE(read_legacy("tcp:h:" + std::string(33, 's'), Kind::serial));
    EXPECT_FALSE(read_legacy(std::string_view("file:/a\0b", 9), Kind::serial));
}

TEST(LegacyString, IsUnsupportedWhereThePortGrammarHasNoWord)
{
    constexpr ErrorKind unsupported = ErrorKind::unsupported;
    expect_refused({
        {"mon:stdio", unsupported, "shares the port with QEMU's monitor"},
        {"chardev:c0", unsupported, "-chardev that stands elsewhere"},
        {"braille", unsupported, "no type"},
        {"msmouse", unsupported, "no type"},
        {"tn3270:h:1", unsupported, "no type"},
        {"con:", unsupported, "no type"},
        {"tcp::1,server,to=9", unsupported, "'to'"},
        {"tcp:h:1,ipv4", unsupported, "'ipv4'"},
        {"tcp:h:1,listen", unsupported, "'listen'"},
        {"tcp:h:1,tls-creds=tls0", unsupported, "'tls0'"},
        {"tcp:h:1,reconnect-ms=1500", unsupported, "whole number of seconds"},
        {"unix:/s,abstract=on", unsupported, "abstract"},
        {"/dev/parport0", unsupported, "not a device for '-serial'"},
        {"/dev/ttyS0", unsupported, "not a device for '-parallel'", Kind::parallel},
        {"COM1", unsupported, "no parallel port", Kind::parallel, HostOs::windows},
    });
}

}  // namespace
}  // namespace chardev::qemu
