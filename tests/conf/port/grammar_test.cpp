// SPDX-License-Identifier: LGPL-2.1-or-later
// The port grammar: every form reads as the port it means, and is written as it was read.
#include <gtest/gtest.h>

#include "conf/stream.hpp"
#include "conf/xml.hpp"

namespace chardev {
namespace {

struct Form {
    const char *xml;
    Backend backend;
};

// The RFC's examples, element for element, then what was added. All are canonical: written exactly so.
std::vector<Form> forms()
{
    return {
        {"<console/>", Pty{}},
        {"<console type='vc'/>", Vc{}},
        {"<console type='null'/>", Null{}},
        {"<console type='host' port='3'/>", Host{3U}},
        {"<console type='file' path='/some/file'/>", File{"/some/file", {}}},
        {"<console type='pipe' path='/some/file'/>", Pipe{"/some/file"}},
        {"<console type='udp'>\n  <sendto port='12356'/>\n</console>", Udp{{{}, "12356"}, {}}},
        {"<console type='udp'>\n  <sendto addr='127.0.0.1' port='12356'/>\n</console>",
         Udp{{"127.0.0.1", "12356"}, {}}},
        {"<console type='udp'>\n  <sendto addr='127.0.0.1' port='12356'/>\n  <bind port='12356'/>\n</console>",
         Udp{{"127.0.0.1", "12356"}, Bind{{}, "12356"}}},
        {"<console type='udp'>\n  <sendto addr='127.0.0.1' port='12356'/>\n  <bind addr='127.0.0.1' port='12356'/>\n</console>",
         Udp{{"127.0.0.1", "12356"}, Bind{"127.0.0.1", "12356"}}},
        {"<console type='tcp'>\n  <listen port='12356'/>\n</console>", Tcp{listening({}, "12356", {.wait = true})}},
        {"<console type='tcp'>\n  <listen addr='127.0.0.1' port='12356'>\n    <nowait/>\n    <nodelay/>\n  </listen>\n</console>",
         Tcp{listening("127.0.0.1", "12356", {.nodelay = true})}},
        {"<console type='tcp'>\n  <connect addr='127.0.0.1' port='12356'>\n    <nodelay/>\n  </connect>\n</console>",
         Tcp{connecting("127.0.0.1", "12356", {.nodelay = true})}},
        {"<console type='telnet'>\n  <listen addr='127.0.0.1' port='12356'/>\n</console>",
         Telnet{listening("127.0.0.1", "12356", {.wait = true})}},
        {"<console type='telnet'>\n  <connect addr='127.0.0.1' port='12356'/>\n</console>",
         Telnet{connecting("127.0.0.1", "12356")}},

        {"<console type='vc' width='800' height='600'/>", Vc{Pixels{800, 600}}},
        {"<console type='vc' cols='80' rows='25'/>", Vc{Cells{80, 25}}},
        {"<console type='pty' link='/run/guest/tty'/>", Pty{"/run/guest/tty"}},
        {"<console type='none'/>", None{}},
        {"<console type='stdio'/>", Stdio{}},
        {"<console type='host' path='/dev/ttyUSB0'/>", Host{"/dev/ttyUSB0"}},
        {"<console type='file' path='/a b,c&amp;&apos;\"d' append='yes'/>", File{"/a b,c&'\"d", true}},
        {"<console type='file' path='/some/file' append='no'/>", File{"/some/file", false}},
        {"<console type='udp'>\n  <sendto addr='loghost' port='1'/>\n  <bind port='0'/>\n</console>",
         Udp{{"loghost", "1"}, Bind{{}, "0"}}},
        {"<console type='tcp'>\n  <listen/>\n</console>", Tcp{listening({}, {}, {.wait = true})}},
        {"<console type='tcp'>\n  <listen addr='::1' port='65535'>\n    <nowait/>\n    <tls/>\n  </listen>\n</console>",
         Tcp{listening("::1", "65535", {.tls = true})}},
        {"<console type='tcp'>\n  <connect port='1'>\n    <reconnect delay='5'/>\n    <tls enabled='no'/>\n  </connect>\n</console>",
         Tcp{connecting({}, "1", {.tls = false, .reconnect = 5U})}},
        {"<console type='unix'>\n  <listen path='/run/guest, 1.sock'>\n    <nowait/>\n  </listen>\n</console>",
         Unix{UnixListen{"/run/guest, 1.sock", false}}},
        {"<console type='unix'>\n  <connect path='/run/guest.sock'>\n    <reconnect delay='1'/>\n  </connect>\n</console>",
         Unix{UnixConnect{"/run/guest.sock", 1U}}},
        {"<console type='websocket'>\n  <listen addr='127.0.0.1' port='80'>\n    <nowait/>\n    <nodelay/>\n  </listen>\n</console>",
         Websocket{{"127.0.0.1", "80", false}, {true, {}}}},
    };
}

TEST(PortGrammar, EveryFormReadsAsItsBackEnd)
{
    for (const auto &[xml, backend] : forms()) {
        const Result<Port> port = parse_port(xml);
        ASSERT_TRUE(port) << xml << "\n" << message_of(port);
        EXPECT_EQ(port->backend, backend) << xml;
    }
}

TEST(PortGrammar, EveryFormIsWrittenAsItWasRead)
{
    for (const auto &[xml, backend] : forms()) {
        const Result<Port> port = parse_port(xml);
        ASSERT_TRUE(port) << xml;
        const Result<std::string> again = port_grammar::render(*port, "");
        ASSERT_TRUE(again) << xml << "\n" << message_of(again);
        EXPECT_EQ(*again, xml);
    }
}

TEST(PortGrammar, AllThreeTagsReadAlike)
{
    for (const auto &[tag, name] :
         {std::pair{Tag::console, "console"}, {Tag::serial, "serial"}, {Tag::parallel, "parallel"}}) {
        const std::string xml = std::string("<") + name + " type='host' port='0'/>";
        const Result<Port> port = parse_port(xml);
        ASSERT_TRUE(port) << message_of(port);
        EXPECT_EQ(port->tag, tag);
        EXPECT_EQ(*port_grammar::render(*port, ""), xml);
    }
}

std::vector<Port> extras()
{
    std::vector<Port> ports(7);
    ports[1].log = Log{"/var/log/guest, 1.log", true};
    ports[2].target = Target{1U, "isa-serial", "isa-serial"};
    ports[3].model = "pci";
    ports[3].tag = Tag::serial;
    ports[4].alias = "ua-tty & 'co'";
    ports[4].uninterpreted = {element_in("<alias name='ua-tty &amp; &apos;co&apos;'/>"),
                              element_in("<address type='isa' iobase='0x3f8' irq='0x4'/>")};
    ports[5].tag = Tag::parallel;
    ports[5].model = "isa";
    ports[6].target.number = 3U;
    ports[6].log = Log{"/l", {}};
    return ports;
}

TEST(PortGrammar, ParseIsTheInverseOfRender)
{
    for (const Backend &backend : backend_samples()) {
        if (std::holds_alternative<Foreign>(backend)) continue;
        for (Port port : extras()) {
            port.backend = backend;
            const Result<std::string> xml = port_grammar::render(port, "    ");
            ASSERT_TRUE(xml) << backend.index() << message_of(xml);
            const Result<Port> again = parse_port(*xml);
            ASSERT_TRUE(again) << *xml << message_of(again);
            EXPECT_EQ(*again, port) << *xml;
        }
    }
}

TEST(PortGrammar, TheTerminalIsShownAndNotReadBack)
{
    Port port;
    port.tty = "/dev/pts/5";
    const Result<std::string> xml = port_grammar::render(port, "");
    ASSERT_TRUE(xml);
    EXPECT_EQ(*xml, "<console type='pty' pty='/dev/pts/5' tty='/dev/pts/5'/>");
    EXPECT_EQ(parse_port(*xml)->tty, std::nullopt);
}

TEST(PortGrammar, ChildrenAreIndented)
{
    const Result<Port> port = parse_port("<serial type='unix'><listen path='/s'><nowait/></listen></serial>");
    EXPECT_EQ(*port_grammar::render(*port, "\t"),
              "<serial type='unix'>\n\t  <listen path='/s'>\n\t    <nowait/>\n\t  </listen>\n\t</serial>");
}

// Tolerated: read, and written in the canonical way.
TEST(PortGrammar, ToleratedSpellings)
{
    const std::vector<std::pair<const char *, const char *>> table = {
        {"<console type='pty'/>", "<console/>"},
        {"<console pty='/dev/pts/3' tty='/dev/pts/3'/>", "<console/>"},
        {"<console type='udp'><bind port='2'/><sendto addr='[::1]' port='1'/></console>",
         "<console type='udp'>\n  <sendto addr='::1' port='1'/>\n  <bind port='2'/>\n</console>"},
        {"<console type='tcp'><!-- c --><connect port='1'><tls enabled='yes'/></connect></console>",
         "<console type='tcp'>\n  <connect port='1'>\n    <tls/>\n  </connect>\n</console>"},
    };
    for (const auto &[written, canonical] : table) {
        const Result<Port> port = parse_port(written);
        ASSERT_TRUE(port) << message_of(port);
        EXPECT_EQ(*port_grammar::render(*port, ""), canonical);
    }
}

TEST(PortGrammar, AnElementOfAnotherNamespaceHasItsChildrenThere)
{
    const Result<Port> port =
        parse_port("<c:console xmlns:c='urn:x' type='tcp'><c:listen port='7'><c:nowait/></c:listen>"
                   "<c:alias name='ua-a'/></c:console>");
    ASSERT_TRUE(port) << message_of(port);
    EXPECT_EQ(port->backend, Backend(Tcp{listening({}, "7")}));
    EXPECT_EQ(port->uninterpreted, std::vector<Element>{element_in("<alias name='ua-a'/>")});
    EXPECT_FALSE(parse_port("<console xmlns:c='urn:x' type='tcp'><c:listen port='7'/></console>"));
    EXPECT_FALSE(parse_port("<c:console xmlns:c='urn:x' type='tcp'><listen port='7'/></c:console>"));
}

TEST(PortGrammar, LabelsAreKeptForPathsOfTheHost)
{
    const std::string xml = "<serial type='file' path='/f'>\n  <seclabel model='dac' relabel='no'/>\n</serial>";
    const Result<Port> port = parse_port(xml);
    ASSERT_TRUE(port) << message_of(port);
    EXPECT_EQ(*port_grammar::render(*port, ""), xml);
    EXPECT_FALSE(parse_port("<serial type='tcp'><listen port='1'/><seclabel model='dac' relabel='no'/></serial>"));
}

TEST(PortGrammar, WhatIsNotInterpretedStaysOnOneLine)
{
    const std::string xml = "<serial type='file' path='/f'>\n  <seclabel model='dac'><label>a:b</label></seclabel>\n"
                            "  <address type='pci'><zpci uid='0x1'/></address>\n</serial>";
    const Result<Port> port = parse_port(xml);
    ASSERT_TRUE(port) << message_of(port);
    EXPECT_EQ(*port_grammar::render(*port, ""), xml);
}

TEST(Element, IsEqualWhereverItStands)
{
    EXPECT_EQ(element_in("\n\n<a b='1'>\n  <c>d</c>\n</a>"), element_in("<a b='1'><c>d</c></a>"));
    for (const char *other : {"<a b='2'><c>d</c></a>", "<a b='1'><c>e</c></a>", "<a b='1'/>", "<x b='1'><c>d</c></x>"})
        EXPECT_FALSE(element_in(other) == element_in("<a b='1'><c>d</c></a>")) << other;
}

TEST(PortGrammar, ForeignAndServiceNamesAreLibvirtsAlone)
{
    Port port;
    port.backend = Foreign{"spiceport"};
    EXPECT_EQ(port_grammar::render(port, "").error().kind, ErrorKind::unsupported);
    port.backend = Tcp{connecting({}, "telnet")};
    EXPECT_EQ(port_grammar::render(port, "").error().kind, ErrorKind::unsupported);
}

}  // namespace
}  // namespace chardev
