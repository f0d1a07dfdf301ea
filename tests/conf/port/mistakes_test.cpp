// SPDX-License-Identifier: LGPL-2.1-or-later
// Mistakes in the port grammar: each has its own sentence, at the element where it is.
#include <gtest/gtest.h>

#include "conf/xml.hpp"

namespace chardev {
namespace {

struct Mistake {
    std::string xml;
    const char *sentence;  ///< part of the message
};

void expect_all(const std::vector<Mistake> &mistakes)
{
    for (const auto &[xml, sentence] : mistakes) {
        const Result<Port> port = parse_port(xml);
        ASSERT_FALSE(port) << xml;
        EXPECT_NE(port.error().message().find(sentence), std::string::npos)
            << xml << "\n"
            << port.error().message() << "\nexpected: " << sentence;
        EXPECT_EQ(port.error().kind, ErrorKind::xml);
    }
}

std::string listen(const std::string &attributes, const std::string &children = "")
{
    return "<console type='tcp'><listen " + attributes + ">" + children + "</listen></console>";
}

TEST(Mistakes, Types)
{
    expect_all({
        {"<console type='tpc'><listen port='1'/></console>", "the type 'tpc' is unknown; the types are 'vc', 'pty'"},
        {"<console type=''/>", "the type '' is unknown"},
        {"<console type='TCP'/>", "the type 'TCP' is unknown"},
        {"<console type='hub'/>", "the type 'hub' is unknown; the types are 'vc'"},
        {"<console type='dev' path='/dev/ttyS0'/>", "the type 'dev' is libvirt's; write type='host'"},
        {"<console type='spicevmc' model='isa'/>", "the type 'spicevmc' is unknown"},
    });
}

TEST(Mistakes, NoneOfTheParts)
{
    for (const char *type : {"tcp", "telnet", "udp", "unix", "file", "pipe", "host"}) {
        const std::string xml = std::string("<console type='") + type + "'/>";
        expect_all({{xml, (std::string("the type '") + type + "' needs ").c_str()}, {xml, "libvirt's spelling is "}});
    }
    expect_all({{"<serial type='websocket'/>", "the type 'websocket' needs <listen"}});
}

TEST(Mistakes, MixedGrammars)
{
    expect_all({
        {"<console type='tcp'><listen port='1'/><source mode='bind'/></console>", "<source> is libvirt's grammar"},
        {"<console type='telnet'><protocol type='telnet'/></console>", "<protocol> is libvirt's grammar"},
        {"<console model='isa'><log file='/l'/></console>", "<log file=…> is libvirt's grammar"},
        {"<console type='file' path='/f'><source path='/f'/></console>", "write all of it in one of the two"},
    });
}

TEST(Mistakes, NamesThatDoNotBelong)
{
    expect_all({
        {"<console baud='9600'/>",
         "the attribute 'baud' does not belong here; what may be here is 'type', 'pty', 'tty', 'link', 'model'"},
        {"<console type='null' path='/f'/>", "the attribute 'path' does not belong here"},
        {"<console type='vc' pty='/dev/pts/1'/>", "the attribute 'pty' does not belong here"},
        {"<console type='pipe' path='/f' append='yes'/>", "the attribute 'append' does not belong here"},
        {"<console type='tcp' path='/f'><listen port='1'/></console>", "the attribute 'path' does not belong here"},
        {"<console xmlns:x='urn:x' x:model='isa'/>", "the attribute 'x:model' does not belong here"},
        {"<console model='isa'><nodelay/></console>", "the element <nodelay> does not belong here"},
        {"<console type='tcp'><nowait/><listen port='1'/></console>", "the element <nowait> does not belong here"},
        {"<console type='null'><listen port='1'/></console>", "the element <listen> does not belong here"},
        {"<console type='unix'><listen path='/s'><nodelay/></listen></console>",
         "the element <nodelay> does not belong here; what may be here is 'nowait'"},
        {listen("port='1'", "<keepalive/>"), "the element <keepalive> does not belong here"},
        {listen("port='1'", "<nowait on='yes'/>"), "the attribute 'on' does not belong here; the element takes none"},
        {listen("port='1'", "<nowait><x/></nowait>"), "the element <x> does not belong here; nothing may be inside"},
        {listen("port='1'", "true"), "the text 'true' does not belong here"},
        {"<console model='isa'>text</console>", "the text 'text' does not belong here"},
        {"<console model='isa'><target port='0' bus='x'/></console>", "the attribute 'bus' does not belong here"},
        {"<console model='isa'><log path='/l' rotate='yes'/></console>", "the attribute 'rotate' does not belong here"},
        {"<console model='isa'><boot order='1'/></console>", "the element <boot> does not belong here"},
    });
}

TEST(Mistakes, NamesThatAreThereTwice)
{
    expect_all({
        {"<console type='tcp'><listen port='1'/><listen port='2'/></console>", "there is more than one <listen>"},
        {"<console type='udp'><sendto port='1'/><sendto port='1'/></console>", "there is more than one <sendto>"},
        {"<console type='udp'><sendto port='1'/><bind port='1'/><bind port='1'/></console>",
         "there is more than one <bind>"},
        {listen("port='1'", "<nowait/><nowait/>"), "there is more than one <nowait>"},
        {"<console model='isa'><log path='/l'/><log path='/l'/></console>", "there is more than one <log>"},
        {"<console model='isa'><target port='0'/><target port='0'/></console>", "there is more than one <target>"},
        {"<console model='isa'><alias name='ua-a'/><alias name='ua-b'/></console>", "there is more than one <alias>"},
    });
}

TEST(Mistakes, NamesThatAreMissingOrContradict)
{
    expect_all({
        {"<console type='tcp'><listen port='1'/><connect port='1'/></console>",
         "there are both <listen> and <connect>"},
        {"<console type='unix'><listen path='/s'/><connect path='/s'/></console>",
         "there are both <listen> and <connect>"},
        {"<console type='tcp'><connect addr='h'/></console>", "the attribute 'port' is missing"},
        {"<console type='udp'><sendto addr='h'/></console>", "the attribute 'port' is missing"},
        {"<console type='udp'><bind port='1'/></console>", "the type 'udp' needs <sendto"},
        {"<console type='unix'><listen/></console>", "the attribute 'path' is missing"},
        {"<console type='unix'><connect/></console>", "the attribute 'path' is missing"},
        {"<console model='isa'><log append='yes'/></console>", "the attribute 'path' is missing"},
        {"<console type='vc' width='800'/>", "the attribute 'height' is missing"},
        {"<console type='vc' rows='25'/>", "the attribute 'cols' is missing"},
        {"<console type='vc' width='800' height='600' cols='80'/>", "the size is given twice"},
        {"<console type='host' port='1' path='/dev/ttyS1'/>", "the host's device is given twice"},
        {"<console type='tcp'><connect port='1'><nowait/></connect></console>", "<nowait> belongs to <listen>"},
        {"<console type='unix'><connect path='/s'><nowait/></connect></console>", "<nowait> belongs to <listen>"},
        {listen("port='1'", "<reconnect delay='1'/>"), "<reconnect> belongs to <connect>"},
        {"<console type='unix'><listen path='/s'><reconnect delay='1'/></listen></console>",
         "<reconnect> belongs to <connect>"},
        {"<console type='websocket'><connect port='1'/></console>", "a websocket port cannot connect"},
        {"<console type='tcp'><connect port='1'><reconnect/></connect></console>", "the attribute 'delay' is missing"},
        {"<console type='tcp'><connect port='1'><reconnect delay='1' enabled='yes'/></connect></console>",
         "the attribute 'enabled' does not belong here"},
    });
}

TEST(Mistakes, PortNumbers)
{
    for (const char *port : {"+80", "-1", " 80", "80 ", "0x50", "8 0", "http", "", "80.", "٣"})
        expect_all({{listen(std::string("port='") + port + "'"),
                     "is not a number; write decimal digits alone, from 1 to 65535"}});
    for (const char *port :
         {"0", "65536", "99999", "4294967376", "18446744073709551696", "1000000000000000000000000000000"})
        expect_all({{listen(std::string("port='") + port + "'"), "is out of range; choose one from 1 to 65535"}});
    expect_all({
        {listen("port='080'"), "the port '080' begins with a zero"},
        {"<console type='udp'><sendto port='0'/></console>",
         "the port '0' is out of range; choose one from 1 to 65535"},
        {"<console type='udp'><sendto port='1'/><bind port='65536'/></console>", "choose one from 0 to 65535"},
        {"<console type='tcp'><connect port='0'/></console>", "the port '0' is out of range"},
    });
}

TEST(Mistakes, Numbers)
{
    expect_all({
        {"<console type='host' port='256'/>", "the attribute 'port' is '256'; write a decimal number from 0 to 255"},
        {"<console type='host' port='-1'/>", "the attribute 'port' is '-1'"},
        {"<console type='host' port='01'/>", "the attribute 'port' is '01'"},
        {"<console type='vc' width='0' height='600'/>",
         "the attribute 'width' is '0'; write a decimal number from 1 to 32767"},
        {"<console type='vc' cols='80' rows='25C'/>", "the attribute 'rows' is '25C'"},
        {"<console model='isa'><target port='-1'/></console>", "the attribute 'port' is '-1'"},
        {"<console model='isa'><target port='2147483648'/></console>", "the attribute 'port' is '2147483648'"},
        {"<console type='tcp'><connect port='1'><reconnect delay='0'/></connect></console>",
         "the attribute 'delay' is '0'; write a decimal number from 1"},
        {"<console type='file' path='/f' append='on'/>", "the attribute 'append' is 'on'; write 'yes' or 'no'"},
        {listen("port='1'", "<tls enabled='maybe'/>"), "the attribute 'enabled' is 'maybe'"},
    });
}

TEST(Mistakes, Paths)
{
    const std::string long_path = "/" + std::string(107, 'x');
    expect_all({
        {"<console type='file' path=''/>", "the attribute 'path' is empty; write an absolute path"},
        {"<console type='file' path='log'/>", "the path 'log' is relative"},
        {"<console type='file' path='./log'/>", "the path './log' is relative"},
        {"<console type='file' path='/a&#10;b'/>", "the path in 'path' contains a control character"},
        {"<console type='file' path='/a&#127;b'/>", "contains a control character"},
        {"<console type='file' path='/" + std::string(4095, 'x') + "'/>", "has 4096 bytes; choose one of at most 4095"},
        {"<console type='host' path='ttyS0'/>", "the path 'ttyS0' is relative"},
        {"<console link='tty'/>", "the path 'tty' is relative"},
        {"<console model='isa'><log path='l'/></console>", "the path 'l' is relative"},
        {"<console type='unix'><listen path='" + long_path + "'/></console>",
         "has 108 bytes, too many for a UNIX socket; choose one of at most 107"},
        {"<console type='unix'><connect path='" + long_path + "'/></console>", "has 108 bytes"},
        {"<console type='unix'><connect path='s'/></console>", "the path 's' is relative"},
    });
    EXPECT_TRUE(parse_port("<console type='unix'><listen path='" + long_path.substr(0, 107) + "'/></console>"));
}

TEST(Mistakes, Addresses)
{
    expect_all({
        {listen("addr='' port='1'"), "the attribute 'addr' is empty"},
        {listen("addr='h,path=/tmp/x' port='1'"), "contains a comma; write one IP address or one host name"},
        {listen("addr='127.0.0.1:80' port='1'"), "is not an IPv6 address; a port number has an attribute of its own"},
        {listen("addr='[127.0.0.1]' port='1'"), "is not an IPv6 address"},
        {listen("addr='[::1' port='1'"), "is not an IPv6 address"},
        {listen("addr='1::2::3' port='1'"), "is not an IPv6 address"},
        {listen("addr='fe80::1%' port='1'"), "is not an IPv6 address"},
        {listen("addr='[]' port='1'"), "neither an IP address nor a host name"},
        {listen("addr='1.2.3' port='1'"), "neither an IP address nor a host name"},
        {listen("addr='256.0.0.1' port='1'"), "neither an IP address nor a host name"},
        {listen("addr='a b' port='1'"), "neither an IP address nor a host name"},
        {listen("addr='a..b' port='1'"), "neither an IP address nor a host name"},
        {listen("addr='-h' port='1'"), "neither an IP address nor a host name"},
        {listen("addr='a&#10;b' port='1'"), "the address 'a?b' is neither"},
        {listen("addr='" + std::string(254, 'h') + "' port='1'"), "neither an IP address nor a host name"},
    });
    for (const char *good : {"0.0.0.0", "::", "[::1]", "fe80::1%eth0.1", "::ffff:1.2.3.4", "log-host.example.org",
                             "a_b", "3com.example", "host."})
        EXPECT_TRUE(parse_port(listen(std::string("addr='") + good + "' port='1'"))) << good;
}

TEST(Mistakes, ModelsAndTargets)
{
    expect_all({
        {"<serial model='uart'/>", "the model 'uart' is unknown; the models are 'isa', 'pci', 'usb'"},
        {"<parallel model='pci'/>", "the model 'pci' is unknown; the models are 'isa'"},
        {"<serial model='pci'><target type='usb-serial'/></serial>", "the model 'pci' contradicts <target>"},
        {"<serial model='pci'><target><model name='isa-serial'/></target></serial>",
         "the model 'pci' contradicts <target>"},
        {"<console type='telnet'><listen port='1'/><target type='virtio'/></console>",
         "'virtio' is not a target type of a serial port"},
        {"<serial type='host' port='0'><target type='serial'/></serial>",
         "'serial' is not a target type of a serial port"},
        {"<serial type='none'><seclabel model='dac'/></serial>", "a <seclabel> is kept for"},
    });
}

TEST(Mistakes, ArePlacedAtTheirElement)
{
    const Result<Port> port =
        parse_port("<console type='tcp'>\n <listen port='1'>\n  <tls\n   enabled='x'/>\n </listen>\n</console>");
    ASSERT_FALSE(port);
    EXPECT_EQ(port.error().where, (Place{"x.xml", 4, "<console>/<listen>/<tls>"}));
    EXPECT_EQ(port.error().message(),
              "x.xml:4: <console>/<listen>/<tls>: the attribute 'enabled' is 'x'; write 'yes' or 'no'");
}

TEST(Mistakes, TheFirstOneIsReported)
{
    const Result<Port> port = parse_port("<console type='tcp' zzz=''><listen port='0' addr=','/></console>");
    ASSERT_FALSE(port);
    EXPECT_NE(port.error().what.find("comma"), std::string::npos) << port.error().message();
}

TEST(Mistakes, HugeValuesAreCutInMessages)
{
    const Result<Port> port = parse_port("<console type='" + std::string(1000000, 'x') + "'/>");
    ASSERT_FALSE(port);
    EXPECT_LT(port.error().what.size(), 600U);
}

}  // namespace
}  // namespace chardev
