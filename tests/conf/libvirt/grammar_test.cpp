// SPDX-License-Identifier: LGPL-2.1-or-later
// libvirt's grammar: what libvirt prints reads as the port it means and is written again word for word.
#include <gtest/gtest.h>

#include "conf/xml.hpp"

namespace chardev {
namespace {

struct Form {
    const char *xml;
    Backend backend;
};

Stream stream(std::variant<Listen, Connect> end, std::optional<bool> tls = {})
{
    return {std::move(end), {false, tls}};
}

// As libvirt prints them: these come back byte for byte, as port 0.
std::vector<Form> forms()
{
    return {
        {"<serial type='null'>\n  <target port='0'/>\n</serial>", Null{}},
        {"<serial type='vc'>\n  <target port='0'/>\n</serial>", Vc{}},
        {"<serial type='pty'>\n  <target port='0'/>\n</serial>", Pty{}},
        {"<serial type='stdio'>\n  <target port='0'/>\n</serial>", Stdio{}},
        {"<serial type='dev'>\n  <source path='/dev/ttyS2'/>\n  <target port='0'/>\n</serial>", Host{"/dev/ttyS2"}},
        {"<parallel type='dev'>\n  <source path='/dev/parport0'/>\n  <target port='0'/>\n</parallel>",
         Host{"/dev/parport0"}},
        {"<serial type='file'>\n  <source path='/tmp/a,b &amp; c.log' append='on'/>\n  <target port='0'/>\n</serial>",
         File{"/tmp/a,b & c.log", true}},
        {"<serial type='file'>\n  <source path='relative'/>\n  <target port='0'/>\n</serial>", File{"relative", {}}},
        {"<serial type='pipe'>\n  <source path='/tmp/p'/>\n  <target port='0'/>\n</serial>", Pipe{"/tmp/p"}},
        {"<serial type='udp'>\n  <source mode='bind' host='127.0.0.1' service='9999'/>\n  <source mode='connect' host='loghost' service='9998'/>\n  <target port='0'/>\n</serial>",
         Udp{{"loghost", "9998"}, Bind{"127.0.0.1", "9999"}}},
        {"<serial type='udp'>\n  <source mode='bind' host='' service='0'/>\n  <source mode='connect' host='127.0.0.1' service='9998'/>\n  <target port='0'/>\n</serial>",
         Udp{{"127.0.0.1", "9998"}, Bind{{}, "0"}}},
        {"<serial type='tcp'>\n  <source mode='bind' host='' service='1111' tls='yes'/>\n  <protocol type='raw'/>\n  <target port='0'/>\n</serial>",
         Tcp{stream(Listen{{}, "1111", false}, true)}},
        {"<serial type='tcp'>\n  <source mode='connect' host='::1' service='telnet' tls='no'>\n    <reconnect enabled='yes' timeout='10'/>\n  </source>\n  <protocol type='raw'/>\n  <target port='0'/>\n</serial>",
         Tcp{stream(Connect{"::1", "telnet", 10U}, false)}},
        {"<serial type='tcp'>\n  <source mode='bind' host='127.0.0.1' service='0'/>\n  <protocol type='telnet'/>\n  <target port='0'/>\n</serial>",
         Telnet{stream(Listen{"127.0.0.1", "0", false})}},
        {"<serial type='unix'>\n  <source mode='bind' path='/tmp/s.sock'/>\n  <target port='0'/>\n</serial>",
         Unix{UnixListen{"/tmp/s.sock", false}}},
        {"<serial type='unix'>\n  <source mode='connect' path='/tmp/s.sock'>\n    <reconnect enabled='yes' timeout='1'/>\n    <seclabel model='dac' relabel='no'/>\n  </source>\n  <target port='0'/>\n</serial>",
         Unix{UnixConnect{"/tmp/s.sock", 1U}}},
        {"<serial type='unix'>\n  <source mode='bind' path='/tmp/s.sock'>\n    <reconnect enabled='no'/>\n  </source>\n  <target port='0'/>\n</serial>",
         Unix{UnixListen{"/tmp/s.sock", false}}},
        {"<serial type='spiceport'>\n  <source channel='org.qemu.console.serial.0'/>\n  <target port='0'/>\n</serial>",
         Foreign{"spiceport"}},
        {"<serial type='dbus'>\n  <source channel='org.qemu.console.serial.0'/>\n  <target port='0'/>\n</serial>",
         Foreign{"dbus"}},
        {"<serial type='spicevmc'>\n  <target port='0'/>\n</serial>", Foreign{"spicevmc"}},
        {"<serial type='nmdm'>\n  <source master='/dev/nmdm0A' slave='/dev/nmdm0B'/>\n  <target port='0'/>\n</serial>",
         Foreign{"nmdm"}},
        {"<serial type='qemu-vdagent'>\n  <source><clipboard copypaste='yes'/><mouse mode='client'/></source>\n  <target port='0'/>\n</serial>",
         Foreign{"qemu-vdagent"}},
        {"<serial type='tcp'>\n  <source mode='bind' host='h' service='1'><seclabel model='dac'><label>a:b</label></seclabel></source>\n  <protocol type='tls'/>\n  <target port='0'/>\n</serial>",
         Foreign{"tcp"}},
        {"<serial type='tcp'>\n  <source mode='connect' host='h' service='1'/>\n  <protocol type='telnets'/>\n  <target port='0'/>\n</serial>",
         Foreign{"tcp"}},
        {"<serial type='pty'>\n  <log file='/tmp/log' append='off'/>\n  <target type='isa-serial' port='0'>\n    <model name='isa-serial'/>\n  </target>\n  <alias name='serial0'/>\n  <acpi index='3'/>\n  <address type='isa' iobase='0x3f8' irq='0x4'/>\n</serial>",
         Pty{}},
    };
}

TEST(LibvirtGrammar, EveryFormReadsAsItsBackEnd)
{
    for (const auto &[xml, backend] : forms()) {
        const Result<Port> port = parse_libvirt(xml);
        ASSERT_TRUE(port) << xml << "\n" << message_of(port);
        EXPECT_EQ(port->backend, backend) << xml;
    }
}

TEST(LibvirtGrammar, EveryFormIsWrittenAsItWasRead)
{
    for (const auto &[xml, backend] : forms()) {
        const Result<Port> port = parse_libvirt(xml);
        ASSERT_TRUE(port) << xml;
        const Result<std::string> again = libvirt_grammar::render(*port, {kind_of(port->tag), 0}, "");
        ASSERT_TRUE(again) << message_of(again);
        EXPECT_EQ(*again, xml);
    }
}

// Tolerated by libvirt: read, and written the canonical way.
TEST(LibvirtGrammar, OtherSpellings)
{
    const std::vector<std::pair<const char *, Backend>> table = {
        {"<serial/>", Pty{}},
        {"<console tty='/dev/pts/3'/>", Pty{}},
        {"<serial type='tcp'><source host='[::1]' service='1'/></serial>", Tcp{stream(Connect{"::1", "1", {}})}},
        {"<serial type='tcp'><source mode='bind' host='h' service='1'/><protocol/></serial>",
         Tcp{stream(Listen{"h", "1", false})}},
        {"<serial type='udp'><source service='9'/></serial>", Udp{{{}, "9"}, {}}},
        {"<serial type='udp'><source mode='bind' host='h'/><source service='9'/></serial>",
         Udp{{{}, "9"}, Bind{"h", "0"}}},
        {"<serial type='null'><source path='/ignored' mode='x'/><protocol type='raw'/></serial>", Null{}},
    };
    for (const auto &[xml, backend] : table) {
        const Result<Port> port = parse_libvirt(xml);
        ASSERT_TRUE(port) << xml << message_of(port);
        EXPECT_EQ(port->backend, backend) << xml;
    }
}

TEST(LibvirtGrammar, TheTerminalComesFromSourceOrElement)
{
    for (const char *xml : {"<console tty='/dev/pts/3'/>", "<serial><source path='/dev/pts/3'/></serial>",
                            "<console type='pty' tty='/dev/pts/3'><source path='/dev/pts/3'/></console>"})
        EXPECT_EQ(parse_libvirt(xml)->tty, "/dev/pts/3") << xml;
}

struct Lowering {
    const char *port;
    const char *libvirt;
};

TEST(LibvirtGrammar, PortGrammarIsLowered)
{
    const std::vector<Lowering> table = {
        {"<console/>", "<serial type='pty'><target port='2'/></serial>"},
        {"<console type='none'/>", ""},
        {"<console type='vc' cols='80' rows='25'/>", "<serial type='vc'><target port='2'/></serial>"},
        {"<console type='host' port='3'/>",
         "<serial type='dev'><source path='/dev/ttyS3'/><target port='2'/></serial>"},
        {"<parallel type='host' port='3'/>",
         "<parallel type='dev'><source path='/dev/parport3'/><target port='2'/></parallel>"},
        {"<parallel model='isa'/>", "<parallel type='pty'><target port='2'/></parallel>"},
        {"<console type='udp'><sendto port='7'/></console>",
         "<serial type='udp'><source mode='connect' host='127.0.0.1' service='7'/><target port='2'/></serial>"},
        {"<console type='udp'><sendto addr='h' port='7'/><bind port='8'/></console>",
         "<serial type='udp'><source mode='bind' host='' service='8'/><source mode='connect' host='h' service='7'/><target port='2'/></serial>"},
        {"<console type='tcp'><listen port='7'/></console>",
         "<serial type='tcp'><source mode='bind' host='' service='7'/><protocol type='raw'/><target port='2'/></serial>"},
        {"<console type='tcp'><connect port='7'><nodelay/><reconnect delay='2'/><tls/></connect></console>",
         "<serial type='tcp'><source mode='connect' host='127.0.0.1' service='7' tls='yes'><reconnect enabled='yes' timeout='2'/></source><protocol type='raw'/><target port='2'/></serial>"},
        {"<console type='telnet'><listen addr='[::]' port='7'/></console>",
         "<serial type='tcp'><source mode='bind' host='::' service='7'/><protocol type='telnet'/><target port='2'/></serial>"},
        {"<console type='websocket'><listen port='7'/></console>",
         "<serial type='tcp'><source mode='bind' host='' service='7'/><protocol type='raw'/><target port='2'/></serial>"},
        {"<serial type='file' path='/f' append='no' model='pci'><log path='/l' append='yes'/><seclabel model='dac' relabel='no'/><address type='pci'/></serial>",
         "<serial type='file'><source path='/f' append='off'><seclabel model='dac' relabel='no'/></source><log file='/l' append='on'/><target type='pci-serial' port='2'><model name='pci-serial'/></target><address type='pci'/></serial>"},
        {"<console pty='/dev/pts/1' model='pl011'><target type='serial' port='2'/></console>",
         "<serial type='pty'><target type='system-serial' port='2'><model name='pl011'/></target></serial>"},
    };
    for (const auto &[port_xml, libvirt_xml] : table) {
        const Result<Port> port = parse_port(port_xml);
        ASSERT_TRUE(port) << message_of(port);
        const Result<std::string> lowered = libvirt_grammar::render(*port, {kind_of(port->tag), 2}, "");
        ASSERT_TRUE(lowered) << message_of(lowered);
        std::string flat;
        for (std::size_t i = 0; i < lowered->size(); ++i)
            if ((*lowered)[i] == '\n')
                i = lowered->find_first_not_of(" \n", i) - 1;
            else
                flat += (*lowered)[i];
        EXPECT_EQ(flat, libvirt_xml) << port_xml;
    }
}

TEST(LibvirtGrammar, AnAutomaticPortCannotBeLowered)
{
    for (const char *xml : {"<console type='tcp'><listen/></console>", "<console type='telnet'><listen/></console>",
                            "<console type='websocket'><listen addr='::1'/></console>"}) {
        const Result<std::string> lowered = libvirt_grammar::render(*parse_port(xml), {}, "");
        ASSERT_FALSE(lowered) << xml;
        EXPECT_EQ(lowered.error().kind, ErrorKind::unsupported);
    }
}

// What can be shown in the port grammar goes back to the same element.
TEST(LibvirtGrammar, CanBeShownInThePortGrammar)
{
    std::vector<Backend> refused;
    for (const auto &[xml, backend] : forms()) {
        if (std::holds_alternative<Foreign>(backend)) continue;
        const Result<Port> port = parse_libvirt(xml);
        const Result<std::string> shown = port_grammar::render(*port, "");
        if (!shown) {
            refused.push_back(backend);
            continue;
        }
        const Result<Port> again = parse_port(*shown);
        ASSERT_TRUE(again) << *shown << message_of(again);
        EXPECT_EQ(*libvirt_grammar::render(*again, {kind_of(port->tag), 0}, ""), xml) << *shown;
    }
    // A relative path, the name of a service, and a listener on whatever port is free are libvirt's alone.
    const std::vector<Backend> expected = {File{"relative", {}}, Tcp{stream(Connect{"::1", "telnet", 10U}, false)},
                                           Telnet{stream(Listen{"127.0.0.1", "0", false})}};
    EXPECT_EQ(refused, expected);
}

}  // namespace
}  // namespace chardev
