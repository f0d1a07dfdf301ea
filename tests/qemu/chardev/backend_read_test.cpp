// SPDX-License-Identifier: LGPL-2.1-or-later
// -chardev arguments of every release read back, and what no port can have.
#include <gtest/gtest.h>

#include "conf/stream.hpp"
#include "qemu/chardev/backend.hpp"

namespace chardev::qemu {
namespace {

Result<Port> read(std::string_view text, Kind kind = Kind::serial)
{
    const Result<OptionList> list = read_option_list(text);
    if (!list) return list.error();
    return read_chardev(*list, kind);
}

TEST(ReadChardev, TakesTheSpellingsOfEveryRelease)
{
    const struct {
        const char *text;
        Backend backend;
    } rows[] = {
        {"tty,id=c,path=/dev/ttyS0", Host{0U}},
        {"serial,id=c,path=/dev/ttyUSB0", Host{"/dev/ttyUSB0"}},
        {"backend=pty,id=c", Pty{}},
        {"stdio,id=c,signal=on,mux=off", Stdio{}},
        {"socket,id=c,host=,port=4555,server", Tcp{listening({}, "4555", {.wait = true})}},
        {"socket,id=c,host=,port=4555,server,nowait", Tcp{listening({}, "4555")}},
        {"socket,id=c,host=,port=4555,server=yes,wait=no,nodelay", Tcp{listening({}, "4555", {.nodelay = true})}},
        {"socket,id=c,host=,port=4555,server=on,wait=off,nodelay=on", Tcp{listening({}, "4555", {.nodelay = true})}},
        {"socket,id=c,host=,port=4555,server=on,delay=off",
         Tcp{listening({}, "4555", {.wait = true, .nodelay = true})}},
        {"socket,id=c,host=,port=4555,server=on,delay=on,telnet", Telnet{listening({}, "4555", {.wait = true})}},
        {"socket,id=c,host=h,port=1,reconnect=5", Tcp{{Connect{"h", "1", 5}, {false, {}}}}},
        {"socket,id=c,host=h,port=1,reconnect=0", Tcp{{Connect{"h", "1", {}}, {false, {}}}}},
        {"socket,id=c,host=h,port=1,reconnect-ms=5000", Tcp{{Connect{"h", "1", 5}, {false, {}}}}},
        {"socket,id=c,host=h,port=1,tls-creds=objc_tls0", Tcp{{Connect{"h", "1", {}}, {false, true}}}},
        {"socket,id=c,host=h,port=http", Tcp{{Connect{"h", "http", {}}, {false, {}}}}},
        {"socket,id=c,host=127.1,port=04555", Tcp{{Connect{"127.0.0.1", "4555", {}}, {false, {}}}}},
        {"socket,id=c,host=0,port=00,server=on", Tcp{{Listen{"0.0.0.0", "0", true}, {false, {}}}}},
        {"socket,id=c,path=/s,server=on,nodelay=on,abstract=off", Unix{UnixListen{"/s", true}}},
        {"socket,id=c,host=::,port=80,server=on,websocket=on", Websocket{{"::", "80", true}, {false, {}}}},
        {"udp,id=c,port=9", Udp{{{}, "9"}, {}}},
        {"udp,id=c,host=,port=9,localaddr=,localport=0", Udp{{{}, "9"}, Bind{{}, "0"}}},
        {"udp,id=c,host=h,port=9,localaddr=::1", Udp{{"h", "9"}, Bind{"::1", "0"}}},
    };
    for (const auto &[text, backend] : rows) {
        const Result<Port> port = read(text);
        ASSERT_TRUE(port) << text << "\n" << port.error().what;
        EXPECT_EQ(port->backend, backend) << text;
        EXPECT_EQ(port->tag, Tag::serial);
    }
}

TEST(ReadChardev, KeepsTheKindOfPort)
{
    const Result<Port> port = read("parport,id=c,path=/dev/parport1,logfile=/l,logappend=on", Kind::parallel);
    ASSERT_TRUE(port);
    EXPECT_EQ(port->tag, Tag::parallel);
    EXPECT_EQ(port->backend, Backend(Host{1U}));
    EXPECT_EQ(port->log, (Log{"/l", true}));
    EXPECT_FALSE(read("parallel,id=c,path=/dev/parport0"));
}

void expect_refused(const char *text, const char *sentence, ErrorKind kind)
{
    const Result<Port> refused = read(text);
    ASSERT_FALSE(refused) << text;
    EXPECT_EQ(refused.error().kind, kind) << text;
    EXPECT_NE(refused.error().what.find(sentence), std::string::npos) << text << "\n" << refused.error().what;
}

TEST(ReadChardev, LosesNothing)
{
    const struct {
        const char *text, *sentence;
    } rows[] = {
        {"msmouse,id=c", "the back end 'msmouse'"},
        {"pty,id=c,mux=on", "'mux=on'"},
        {"vc,id=c,width=800", "the size is no whole one"},
        {"vc,id=c,width=8,height=6,cols=8,rows=6", "the size is no whole one"},
        {"socket,id=c,host=h,port=1,server=on,websocket=on,telnet=on", "both 'telnet' and 'websocket'"},
        {"socket,id=c,host=h,port=1,reconnect=99999999999", "'99999999999'"},
        {"stdio,id=c,signal=off", "'signal=off'"},
        {"file,id=c,path=/f,input-path=/g", "'input-path'"},
        {"socket,id=c,fd=3", "'fd'"},
        {"socket,id=c,host=h,port=1,to=9", "'to'"},
        {"socket,id=c,host=h,port=1,ipv4=on", "'ipv4'"},
        {"socket,id=c,host=h,port=1,noipv6", "'noipv6'"},
        {"socket,id=c,path=s,abstract=on", "relative"},
        {"socket,id=c,path=/s,abstract=on", "'abstract=on'"},
        {"socket,id=c,path=/s,telnet=on", "over a UNIX socket"},
        {"socket,id=c,host=h,port=1,tn3270=on", "'tn3270'"},
        {"socket,id=c,host=h,port=1,tls-creds=tls0", "'tls0'"},
        {"socket,id=c,host=h,port=1,tls-creds=objc_tls0,tls-authz=z", "'tls-authz'"},
        {"socket,id=c,host=h,port=1,reconnect-ms=1500", "1500 milliseconds"},
        {"file,id=c,path=/\xff", "not UTF-8"},
        {"\xff,id=c", "'?'"},
    };
    for (const auto &[text, sentence] : rows)
        expect_refused(text, sentence,
                       std::string_view(sentence) == "relative" ? ErrorKind::xml : ErrorKind::unsupported);
}

TEST(ReadChardev, RefusesWhatQemuRefusesOrMisreads)
{
    const struct {
        const char *text, *sentence;
    } rows[] = {
        {"", "the option 'backend' is missing"},
        {"file,id=c", "the option 'path' is missing"},
        {"file,id=c,path", "the option 'path' has no value"},
        {"file,id=c,path=", "empty"},
        {"socket,id=c,port=1", "the option 'host' is missing"},
        {"socket,id=c,host=h", "the option 'port' is missing"},
        {"socket,id=c,host=h,port=70000", "70000"},
        {"socket,id=c,host=h,port=0", "the port '0'"},
        {"socket,id=c,host=[::1],port=1", "in brackets"},
        {"socket,id=c,host=a b,port=1", "'a b'"},
        {"socket,id=c,host=010.1,port=1", "'010.1'"},
        {"socket,id=c,host=127.0.0.256,port=1", "'127.0.0.256'"},
        {"socket,id=c,host=h,port=070000", "70000"},
        {"socket,id=c,host=h,port=1,wait=off", "belongs to a socket that listens"},
        {"socket,id=c,host=h,port=1,nowait", "belongs to a socket that listens"},
        {"socket,id=c,host=h,port=1,server=on,reconnect=1", "belongs to a socket that connects"},
        {"socket,id=c,host=h,port=1,server=on,reconnect=0", "belongs to a socket that connects"},
        {"socket,id=c,host=h,port=1,server=maybe", "write 'on' or 'off'"},
        {"socket,id=c,host=h,port=1,websocket=on", "cannot connect"},
        {"socket,id=c,host=h,port=1,delay=off,nodelay=on", "both 'delay' and 'nodelay'"},
        {"socket,id=c,host=h,port=1,reconnect=1,reconnect-ms=1000", "both 'reconnect' and 'reconnect-ms'"},
        {"socket,id=c,path=/s,host=h", "both 'path' and 'host'"},
        {"socket,id=c,path=/s,tls-creds=objc_tls0", "has no TLS"},
        {"udp,id=c,host=h", "the option 'port' is missing"},
    };
    for (const auto &[text, sentence] : rows) expect_refused(text, sentence, ErrorKind::xml);
}

/// What the text cannot tell apart: a missing address to connect to is 127.0.0.1, tls='no' is no TLS.
struct Canonical {
    void operator()(Stream &stream) const
    {
        if (auto *connect = std::get_if<Connect>(&stream.end); connect && !connect->addr) connect->addr = "127.0.0.1";
        if (stream.options.tls == false) stream.options.tls.reset();
    }
    void operator()(Backend &backend) const
    {
        if (auto *tcp = std::get_if<Tcp>(&backend)) (*this)(tcp->stream);
        if (auto *telnet = std::get_if<Telnet>(&backend)) (*this)(telnet->stream);
        if (auto *udp = std::get_if<Udp>(&backend); udp && !udp->sendto.addr) udp->sendto.addr = "127.0.0.1";
        if (auto *websocket = std::get_if<Websocket>(&backend); websocket && websocket->options.tls == false)
            websocket->options.tls.reset();
    }
};

TEST(ReadChardev, IsTheInverseOfWriting)
{
    int written = 0;
    for (const Version &version : {Version{0, 12, 0}, Version{5, 2, 0}, Version{7, 2, 22}, Version{10, 2, 0}}) {
        for (Backend backend : backend_samples()) {
            Port port;
            port.backend = backend;
            const Result<Chardev> chardev = chardev_of(port, Kind::serial, "c", version);
            if (!chardev) continue;
            const std::string text = write_chardev(*chardev);
            const Result<Port> again = read(text);
            ASSERT_TRUE(again) << text << "\n" << again.error().what;
            Canonical{}(backend);
            EXPECT_EQ(again->backend, backend) << text;
            ++written;
        }
    }
    EXPECT_GT(written, 80);
}

}  // namespace
}  // namespace chardev::qemu
