// SPDX-License-Identifier: LGPL-2.1-or-later
// Mistakes in libvirt's grammar, which matter only to those who translate it: in a document the stock driver finds them.
#include <gtest/gtest.h>

#include "conf/xml.hpp"

namespace chardev {
namespace {

TEST(LibvirtMistakes, HaveASentenceEach)
{
    const std::vector<std::pair<std::string, const char *>> table = {
        {"<serial type='tcp'/>", "the element <source> is missing"},
        {"<serial type='file'><log file='/l'/></serial>", "the element <source> is missing"},
        {"<serial type='host'><source/></serial>",
         "the type 'host' is unknown in libvirt's grammar; its types are 'vc', 'pty', 'null'"},
        {"<serial type='tcp'><source mode='listen' host='' service='1'/></serial>",
         "the mode 'listen' is unknown; write 'bind' or 'connect'"},
        {"<serial type='tcp'><source mode='bind' host='h'/></serial>", "the attribute 'service' is missing"},
        {"<serial type='tcp'><source host='h'/></serial>", "the attribute 'service' is missing"},
        {"<serial type='tcp'><source host='h' service='99999'/></serial>", "the port '99999' is out of range"},
        {"<serial type='tcp'><source host='h' service='a,b'/></serial>",
         "the service 'a,b' is neither a port number nor"},
        {"<serial type='tcp'><source host='h' service=''/></serial>", "the service '' is neither"},
        {"<serial type='tcp'><source host='h,path=/x' service='1'/></serial>", "contains a comma"},
        {"<serial type='tcp'><source host='h' service='1' tls='on'/></serial>",
         "the attribute 'tls' is 'on'; write 'yes' or 'no'"},
        {"<serial type='tcp'><source host='h' service='1'><reconnect enabled='yes'/></source></serial>",
         "the attribute 'timeout' is missing"},
        {"<serial type='tcp'><source mode='bind' host='h' service='1'><reconnect enabled='yes' timeout='1'/></source></serial>",
         "<reconnect> belongs to mode='connect'"},
        {"<serial type='tcp'><source host='h' service='1'/><protocol type='ssh'/></serial>",
         "the protocol 'ssh' is unknown"},
        {"<serial type='tcp'><source host='h' service='1'/><protocol type='raw'/><protocol type='raw'/></serial>",
         "there is more than one <protocol>"},
        {"<serial type='tcp'><source host='h' service='1'/><source host='h' service='1'/></serial>",
         "there is one <source> too many"},
        {"<serial type='udp'><source service='1'/><source service='2'/></serial>",
         "two <source> elements have the same mode"},
        {"<serial type='udp'><source mode='bind' service='1'/></serial>",
         "<source mode='connect' service='1234'/> is missing"},
        {"<serial type='unix'><source mode='bind'/></serial>", "the attribute 'path' is missing"},
        {"<serial type='file'><source path=''/></serial>", "the attribute 'path' is empty"},
        {"<serial type='file'><source path='/f' append='yes'/></serial>",
         "the attribute 'append' is 'yes'; write 'on' or 'off'"},
        {"<serial type='pty'><source/><target port='x'/></serial>", "the attribute 'port' is 'x'"},
    };
    for (const auto &[xml, sentence] : table) {
        const Result<Port> port = parse_libvirt(xml);
        ASSERT_FALSE(port) << xml;
        EXPECT_NE(port.error().what.find(sentence), std::string::npos) << xml << "\n" << port.error().message();
    }
}

TEST(LibvirtMistakes, NamesThatOnlyAnotherReleaseKnowsAreNone)
{
    for (const auto *xml :
         {"<serial type='file'><source path='/f' next='1'/></serial>", "<serial type='pty'><source/><next/></serial>",
          "<serial type='pty' next='1'><source/></serial>", "<serial type='pty'><source><next/></source></serial>",
          "<serial type='tcp'><source host='h' service='1'><reconnect enabled='no' next='1'/></source></serial>",
          "<serial type='pty'><source/><target port='0' next='1'><next/></target></serial>",
          "<serial type='tcp'><source host='h' service='1'/><protocol type='raw' next='1'/></serial>",
          "<serial type='pty'><log file='/l' next='1'/></serial>"})
        EXPECT_TRUE(parse_libvirt(xml)) << xml;
}

}  // namespace
}  // namespace chardev
