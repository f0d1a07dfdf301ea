// SPDX-License-Identifier: LGPL-2.1-or-later
// Back ends as -chardev text and as QMP's JSON, in the spelling of each release.
#include "qemu/chardev/backend.hpp"

#include <gtest/gtest.h>

#include "conf/stream.hpp"

namespace chardev::qemu {
namespace {

constexpr Version old{0, 12, 0}, installed{7, 2, 22}, newest{10, 2, 0};

Port port_of(Backend backend)
{
    Port port;
    port.backend = std::move(backend);
    return port;
}

std::string text_of(const Port &port, const Version &version, Kind kind = Kind::serial)
{
    const Result<Chardev> chardev = chardev_of(port, kind, "c", version);
    return chardev ? write_chardev(*chardev) : chardev.error().what;
}

TEST(Chardev, IsWrittenAsText)
{
    const struct {
        Backend backend;
        const char *text;
    } rows[] = {
        {Null{}, "null,id=c"},
        {Pty{}, "pty,id=c"},
        {Stdio{}, "stdio,id=c"},
        {Vc{}, "vc,id=c"},
        {Vc{Pixels{800, 600}}, "vc,id=c,width=800,height=600"},
        {Vc{Cells{80, 24}}, "vc,id=c,cols=80,rows=24"},
        {File{"/a,b=c.log", {}}, "file,id=c,path=/a,,b=c.log"},
        {Pipe{"/run/p"}, "pipe,id=c,path=/run/p"},
        {Udp{{{}, "9"}, {}}, "udp,id=c,host=127.0.0.1,port=9"},
        {Udp{{"h", "9"}, Bind{{}, "0"}}, "udp,id=c,host=h,port=9,localport=0"},
        {Udp{{"::1", "9"}, Bind{"::", "10"}}, "udp,id=c,host=::1,port=9,localaddr=::,localport=10"},
        {Tcp{listening("127.0.0.1", "4555", {.wait = true})}, "socket,id=c,host=127.0.0.1,port=4555,server=on,wait=on"},
        {Tcp{{Listen{{}, "4555", false}, {false, {}}}}, "socket,id=c,host=,port=4555,server=on,wait=off"},
        {Tcp{{Connect{{}, "4555", {}}, {false, {}}}}, "socket,id=c,host=127.0.0.1,port=4555"},
        {Tcp{connecting("::1", "4555")}, "socket,id=c,host=::1,port=4555"},
        {Telnet{listening("127.0.0.1", "4555")}, "socket,id=c,host=127.0.0.1,port=4555,server=on,wait=off,telnet=on"},
        {Unix{UnixListen{"/run/a,b", true}}, "socket,id=c,path=/run/a,,b,server=on,wait=on"},
        {Unix{UnixConnect{"/run/s", {}}}, "socket,id=c,path=/run/s"},
    };
    for (const auto &[backend, text] : rows)
        for (const Version &version : {old, installed, newest}) EXPECT_EQ(text_of(port_of(backend), version), text);
}

TEST(Chardev, IsSpelledAsTheReleaseWantsIt)
{
    const struct {
        Backend backend;
        Version version;
        const char *text;
    } rows[] = {
        {Host{3U}, {1, 3, 0}, "tty,id=c,path=/dev/ttyS3"},
        {Host{3U}, {1, 4, 0}, "serial,id=c,path=/dev/ttyS3"},
        {Tcp{listening("127.0.0.1", "4555", {.wait = true, .nodelay = true})},
         {5, 2, 0},
         "socket,id=c,host=127.0.0.1,port=4555,server=on,wait=on,delay=off"},
        {Tcp{listening("127.0.0.1", "4555", {.wait = true, .nodelay = true})},
         {6, 0, 0},
         "socket,id=c,host=127.0.0.1,port=4555,server=on,wait=on,nodelay=on"},
        {Tcp{connecting("::1", "4555", {.reconnect = 5})}, {9, 1, 0}, "socket,id=c,host=::1,port=4555,reconnect=5"},
        {Tcp{connecting("::1", "4555", {.reconnect = 5})},
         {9, 2, 0},
         "socket,id=c,host=::1,port=4555,reconnect-ms=5000"},
        {Unix{UnixConnect{"/s", 1}}, {10, 2, 0}, "socket,id=c,path=/s,reconnect-ms=1000"},
        {Pty{"/run/l"}, {9, 2, 0}, "pty,id=c,path=/run/l"},
        {File{"/f", true}, {2, 6, 0}, "file,id=c,path=/f,append=on"},
        {Websocket{{{}, "80", false}, {false, true}},
         {3, 1, 0},
         "socket,id=c,host=,port=80,server=on,wait=off,websocket=on,tls-creds=objc_tls0"},
    };
    for (const auto &[backend, version, text] : rows) EXPECT_EQ(text_of(port_of(backend), version), text);
    EXPECT_EQ(text_of(port_of(Host{0U}), old, Kind::parallel), "parport,id=c,path=/dev/parport0");
    EXPECT_EQ(text_of(port_of(Host{0U}), installed, Kind::parallel), "parallel,id=c,path=/dev/parport0");
}

TEST(Chardev, HasALog)
{
    Port port = port_of(Null{});
    port.log = Log{"/l,", {}};
    EXPECT_EQ(text_of(port, installed), "null,id=c,logfile=/l,,");
    port.log->append = false;
    EXPECT_EQ(text_of(port, installed), "null,id=c,logfile=/l,,,logappend=off");
}

TEST(Chardev, IsRefusedBeforeTheReleaseThatHasIt)
{
    Port logged = port_of(Null{});
    logged.log = Log{"/l", {}};
    const struct {
        Port port;
        Version version;
        const char *sentence;
    } rows[] = {
        {port_of(Null{}), {0, 11, 1}, "-chardev needs QEMU 0.12"},
        {port_of(Tcp{connecting("::1", "4555", {.reconnect = 5})}), {2, 1, 0}, "needs QEMU 2.2"},
        {logged, {2, 5, 0}, "needs QEMU 2.6"},
        {port_of(File{"/f", false}), {2, 5, 0}, "append=… needs QEMU 2.6"},
        {port_of(Tcp{{Connect{{}, "1", {}}, {false, true}}}), {2, 5, 0}, "<tls/> needs QEMU 2.6"},
        {port_of(Websocket{{{}, "80", false}, {false, {}}}), {3, 0, 0}, "needs QEMU 3.1"},
        {port_of(Pty{"/l"}), {9, 1, 0}, "needs QEMU 9.2"},
        {port_of(None{}), installed, "has no -chardev"},
        {port_of(Foreign{"spicevmc"}), installed, "'spicevmc' is libvirt's own"},
        {port_of(Foreign{"tcp"}), installed, "the protocols 'tls' and 'telnets'"},
        {port_of(Unix{UnixListen{{}, false}}), installed, "is chosen by libvirt"},
        {port_of(Tcp{{Listen{{}, {}, false}, {false, {}}}}), installed, "chosen automatically"},
        {port_of(Tcp{connecting("::1", "4555", {.reconnect = 2147484})}), installed,
         "the delay of 2147484 seconds is too long"},
    };
    for (const auto &[port, version, sentence] : rows) {
        const Result<Chardev> refused = chardev_of(port, Kind::serial, "c", version);
        ASSERT_FALSE(refused) << sentence;
        EXPECT_EQ(refused.error().kind, ErrorKind::unsupported);
        EXPECT_NE(refused.error().what.find(sentence), std::string::npos) << refused.error().what;
    }
}

TEST(Chardev, IsWrittenAsJson)
{
    const struct {
        Backend backend;
        Version version;
        const char *backend_json;
    } rows[] = {
        {Null{}, installed, R"({"type":"null","data":{}})"},
        {Host{"/dev/ttyUSB0"}, installed, R"({"type":"serial","data":{"device":"/dev/ttyUSB0"}})"},
        {File{"/a,b", true}, installed, R"({"type":"file","data":{"out":"/a,b","append":true}})"},
        {Pipe{"/p"}, installed, R"({"type":"pipe","data":{"device":"/p"}})"},
        {Vc{Cells{80, 24}}, installed, R"({"type":"vc","data":{"cols":80,"rows":24}})"},
        {Tcp{connecting("::1", "4555")}, installed,
         R"({"type":"socket","data":{"addr":{"type":"inet","data":{"host":"::1","port":"4555"}},"server":false}})"},
        {Unix{UnixListen{"/s", false}}, installed,
         R"({"type":"socket","data":{"addr":{"type":"unix","data":{"path":"/s"}},"server":true,"wait":false}})"},
        {Unix{UnixConnect{"/s", 2}}, newest,
         R"({"type":"socket","data":{"addr":{"type":"unix","data":{"path":"/s"}},"server":false,"reconnect-ms":2000}})"},
        {Telnet{{Listen{{}, "1", true}, {true, {}}}},
         {5, 2, 0},
         R"({"type":"socket","data":{"addr":{"type":"inet","data":{"host":"","port":"1"}},"server":true,"wait":true,"telnet":true,"nodelay":true}})"},
        {Udp{{{}, "9"}, Bind{{}, "0"}}, installed,
         R"({"type":"udp","data":{"remote":{"type":"inet","data":{"host":"127.0.0.1","port":"9"}},"local":{"type":"inet","data":{"host":"","port":"0"}}}})"},
    };
    for (const auto &[backend, version, json] : rows) {
        const Result<Chardev> chardev = chardev_of(port_of(backend), Kind::serial, "c", version);
        ASSERT_TRUE(chardev) << json;
        EXPECT_EQ(write_chardev_json(*chardev), std::string(R"({"id":"c","backend":)") + json + "}");
    }
}

}  // namespace
}  // namespace chardev::qemu
