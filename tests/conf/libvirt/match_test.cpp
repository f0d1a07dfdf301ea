// SPDX-License-Identifier: LGPL-2.1-or-later
// Freshness: when the stock driver's element still is what we made of a port, and when it is somebody else's work.
#include <gtest/gtest.h>

#include "conf/xml.hpp"

namespace chardev {
namespace {

struct Row {
    const char *port;
    const char *stock;
};

bool matches(const Row &row, Slot slot)
{
    const Result<Port> port = parse_port(row.port);
    const Result<Port> stock = parse_libvirt(row.stock);
    EXPECT_TRUE(port) << message_of(port);
    EXPECT_TRUE(stock) << message_of(stock);
    return port && stock && libvirt_grammar::is_rendering_of(*stock, *port, slot);
}

TEST(LibvirtMatch, EverySampleMatchesItsOwnRendering)
{
    for (const Backend &backend : backend_samples())
        for (const Slot slot : {Slot{Kind::serial, 1}, Slot{Kind::parallel, 0}}) {
            Port port;
            port.tag = slot.kind == Kind::serial ? Tag::serial : Tag::parallel;
            port.backend = backend;
            const Result<std::string> xml = libvirt_grammar::render(port, slot, "");
            if (!xml || xml->empty()) continue;  // automatic, none
            const Result<Port> stock = parse_libvirt(*xml);
            ASSERT_TRUE(stock) << *xml << message_of(stock);
            EXPECT_TRUE(libvirt_grammar::is_rendering_of(*stock, port, slot)) << *xml;
            EXPECT_FALSE(libvirt_grammar::is_rendering_of(*stock, port, {slot.kind, slot.index + 1})) << *xml;
        }
}

TEST(LibvirtMatch, WhatTheStockDriverFillsInDoesNotMatter)
{
    const std::vector<Row> rows = {
        {"<console/>",
         "<serial type='pty'><source path='/dev/pts/3'/><target type='isa-serial' port='0'><model name='isa-serial'/></target><alias name='serial0'/></serial>"},
        {"<console/>",
         "<console type='pty' tty='/dev/pts/3'><source path='/dev/pts/3'/><target type='serial' port='0'/></console>"},
        {"<serial model='pci'/>",
         "<serial type='pty'><target type='pci-serial' port='0'><model name='pci-serial'/></target><address type='pci' slot='0x03'/></serial>"},
        {"<serial type='tcp'><listen port='7'/></serial>",
         "<serial type='tcp'><source mode='bind' host='' service='7' tls='no'/><protocol type='raw'/><target port='0'/></serial>"},
        {"<serial type='tcp'><listen port='7'/></serial>",
         "<serial type='tcp'><source mode='bind' host='' service='7' tls='yes'/><protocol type='raw'/><target port='0'/></serial>"},
        {"<serial type='websocket'><listen port='7'/></serial>",
         "<serial type='tcp'><source mode='bind' host='' service='7'/><protocol type='raw'/></serial>"},
        {"<serial type='vc' cols='80' rows='25'/>", "<serial type='vc'><target port='0'/></serial>"},
        {"<serial type='file' path='/f'><seclabel relabel='no' model='dac'/></serial>",
         "<serial type='file'><source path='/f'><seclabel model='dac' relabel='no'/></source></serial>"},
        {"<serial type='file' path='/f'><seclabel model='dac'/></serial>",
         "<serial type='file'><source path='/f'/></serial>"},
        {"<serial type='file' path='/f'><seclabel model='dac'>\n <label>a:b</label>\n</seclabel></serial>",
         "<serial type='file'><source path='/f'><seclabel model='dac' relabel='yes'><label>a:b</label></seclabel></source></serial>"},
    };
    for (const Row &row : rows) EXPECT_TRUE(matches(row, {Kind::serial, 0})) << row.port << row.stock;
}

TEST(LibvirtMatch, AnythingElseIsAnEdit)
{
    const std::vector<Row> rows = {
        {"<serial/>", "<serial type='null'><target port='0'/></serial>"},
        {"<serial/>", "<serial type='pty'><target port='1'/></serial>"},
        {"<serial/>", "<parallel type='pty'><target port='0'/></parallel>"},
        {"<serial type='none'/>", "<serial type='null'><target port='0'/></serial>"},
        {"<serial model='pci'/>", "<serial type='pty'><target type='usb-serial' port='0'/></serial>"},
        {"<serial><log path='/l'/></serial>", "<serial type='pty'><target port='0'/></serial>"},
        {"<serial/>", "<serial type='pty'><log file='/l'/><target port='0'/></serial>"},
        {"<serial type='host' port='1'/>", "<serial type='dev'><source path='/dev/ttyS2'/></serial>"},
        {"<serial type='file' path='/f'/>", "<serial type='file'><source path='/f' append='on'/></serial>"},
        {"<serial type='tcp'><listen port='7'/></serial>",
         "<serial type='tcp'><source mode='bind' host='127.0.0.1' service='7'/></serial>"},
        {"<serial type='tcp'><listen port='7'/></serial>",
         "<serial type='tcp'><source mode='bind' host='' service='7'/><protocol type='telnet'/></serial>"},
        {"<serial type='tcp'><listen port='7'><tls/></listen></serial>",
         "<serial type='tcp'><source mode='bind' host='' service='7' tls='no'/></serial>"},
        {"<serial type='tcp'><listen port='7'><tls/></listen></serial>",
         "<serial type='tcp'><source mode='bind' host='' service='7'/></serial>"},
        {"<serial type='unix'><connect path='/s'><reconnect delay='1'/></connect></serial>",
         "<serial type='unix'><source mode='connect' path='/s'/></serial>"},
        {"<serial type='file' path='/f'><seclabel model='dac' relabel='no'/></serial>",
         "<serial type='file'><source path='/f'/></serial>"},
        {"<serial type='tcp'><listen/></serial>",
         "<serial type='tcp'><source mode='bind' host='' service='7'/></serial>"},
    };
    for (const Row &row : rows) EXPECT_FALSE(matches(row, {Kind::serial, 0})) << row.port << row.stock;
}

}  // namespace
}  // namespace chardev
