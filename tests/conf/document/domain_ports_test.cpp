// SPDX-License-Identifier: LGPL-2.1-or-later
// Which ports a document is said to have, with their numbers and names.
#include <gtest/gtest.h>

#include "conf/document/builder.hpp"
#include "conf/document/domain_ports.hpp"
#include "conf/document/incoming_ports.hpp"

namespace chardev {
namespace {

/// "serial 0 as serial0; parallel 1 as ua-x", or the message.
std::string listed(std::string_view xml)
{
    const auto domain = ports_of(xml, "x.xml", for_fake);
    if (!domain) return domain.error().message();
    std::string text;
    for (std::size_t i = 0; i < domain->ports.size(); ++i)
        text += (i ? "; " : "") + label(domain->ports[i].slot) + " as " + domain->aliases.at(i);
    return text;
}

TEST(Ports, ComeInDocumentOrderWithNumberAndName)
{
    struct Row {
        const char *devices, *ports;
    };
    for (const auto &[devices, ports] :
         {Row{"", ""},
          Row{"<console/><parallel/><serial type='null'/>",
              "serial 0 as serial0; parallel 0 as parallel0; serial 1 as serial1"},
          Row{"<serial type='pty'/><console type='pty'/>", "serial 0 as serial0"},
          Row{"<console type='pty'><target type='virtio'/></console>", ""},
          Row{"<console type='file'><source path='/a'/></console>", "serial 0 as serial0"},
          Row{"<console/><serial type='dev'><source path='/dev/ttyS0'/></serial>",
              "serial 0 as serial0; serial 1 as serial1"},
          Row{"<console type='null'><target port='3'/><alias name='ua-x'/></console><console/>",
              "serial 3 as ua-x; serial 0 as serial1"},
          Row{"<console type='none'/><console/>", "serial 0 as ; serial 1 as serial0"},
          Row{"<disk><serial>x</serial></disk>", ""}})
        EXPECT_EQ(listed(domain_with(devices)), ports) << devices;
}

TEST(Ports, OfOneElementAlone)
{
    EXPECT_EQ(listed("<console/>"), "serial 0 as serial0");
    EXPECT_EQ(listed("<parallel type='file' path='/a'><target port='2'/></parallel>"), "parallel 2 as parallel0");
    EXPECT_EQ(listed("<serial type='unix'><source mode='bind' path='/a'/></serial>"), "serial 0 as serial0");
    EXPECT_TRUE(contains(listed("<console type='file'><source path='/a'/><target type='virtio'/></console>"),
                         "'virtio' is no serial port"));
}

TEST(Ports, AreThoseOfFreshMetadata)
{
    const auto stored =
        lowered(domain_with("<serial type='tcp'><listen port='1'><nodelay/></listen></serial><serial type='none'/>"));
    const auto domain = ports_of(stored, "x.xml", for_fake);
    ASSERT_TRUE(domain) << domain.error().message();
    ASSERT_EQ(domain->ports.size(), 2U);
    EXPECT_EQ(domain->ports[0].port.backend, Backend(Tcp{{Listen{{}, "1", true}, {true, {}}}}));
    EXPECT_EQ(domain->ports[1].port.backend, Backend(None{}));
    const auto changed_since = ports_of(changed(stored, "service='1'", "service='2'"), "x.xml", for_fake);
    ASSERT_TRUE(changed_since);
    EXPECT_EQ(changed_since->ports[0].port.backend, Backend(Tcp{{Listen{{}, "2", false}, {false, {}}}}));
}

TEST(Ports, KnowTheirMachine)
{
    const auto domain = ports_of("<domain type='kvm'><os><type arch='x86_64' machine='pc'>hvm</type></os>"
                                 "<devices><emulator>/usr/bin/q</emulator></devices></domain>",
                                 "x.xml", for_fake);
    ASSERT_TRUE(domain);
    EXPECT_EQ(domain->machine.type + " " + domain->machine.arch + " " + domain->machine.emulator,
              "kvm x86_64 /usr/bin/q");
    EXPECT_TRUE(domain->ports.empty());
}

TEST(Ports, AreRefusedWhereTheyContradictEachOther)
{
    struct Row {
        const char *devices, *message;
    };
    for (const auto &[devices, message] :
         {Row{"<serial type='null'><target port='0'/></serial><serial type='vc'><target port='0'/></serial>",
              "number '0' is taken"},
          Row{"<serial type='tcp'><listen port='1'/></serial><serial type='telnet'><listen port='1'/></serial>",
              "TCP port '1' is listened on already"},
          Row{"<console><alias name='ua-x'/></console><parallel type='null'><alias name='ua-x'/></parallel>",
              "the alias 'ua-x' is another port's already"},
          Row{"<serial type='klingon'/>", "x.xml:4: <serial>"},
          Row{"<serial type='tcp'><source mode='bind'/></serial>", "x.xml:4: <serial>"}})
        EXPECT_TRUE(contains(listed(domain_with(devices)), message)) << listed(domain_with(devices));
}

TEST(Ports, OfEachDomainOfASnapshot)
{
    const auto domains =
        ports_of_each("<domainsnapshot><domain><devices><console/><console/></devices></domain>"
                      "<inactiveDomain><devices><parallel/></devices></inactiveDomain></domainsnapshot>",
                      "x.xml", for_fake);
    ASSERT_TRUE(domains) << domains.error().message();
    ASSERT_EQ(domains->size(), 2U);
    EXPECT_EQ(domains->front().ports.size(), 2U);
    EXPECT_EQ(domains->back().aliases, std::vector<std::string>{"parallel0"});
    EXPECT_EQ(ports_of_each("<parallel/>", "x.xml", for_fake)->size(), 1U);
    EXPECT_FALSE(ports_of_each("<domainsnapshot/>", "x.xml", for_fake));
}

TEST(Ports, AreOnlyLookedForInDomains)
{
    struct Row {
        std::string xml, message;
    };
    for (const auto &[xml, message] :
         {Row{"<network/>", "x.xml:1: <network>: only a <domain>"},
          Row{"<domainsnapshot><domain/></domainsnapshot>", "x.xml:1: <domainsnapshot>: only a <domain>"},
          Row{"<console xmlns='urn:x'/>", "x.xml:1: <console>: only a <domain>"},
          Row{"", "x.xml:1: this is not a well-formed XML document"},
          Row{"\n<domain>\n<devices></domain>", "x.xml:3: this is not a well-formed XML document: "},
          Row{std::string("<domain/>\n\0", 11), "x.xml:2: this is not a well-formed XML document"},
          Row{"<!DOCTYPE domain><domain/>", "must not declare a document type"},
          Row{"<domain><a>\xff</a></domain>", "not valid UTF-8"}})
        EXPECT_TRUE(contains(listed(xml), message)) << listed(xml);
}

}  // namespace
}  // namespace chardev
