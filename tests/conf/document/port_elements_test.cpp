// SPDX-License-Identifier: LGPL-2.1-or-later
// Which grammar an element is taken to be in, and which <console> is only a mirror.
#include <gtest/gtest.h>

#include "conf/document/domain.hpp"
#include "conf/document/port_elements.hpp"
#include "conf/xml/dom.hpp"

namespace chardev {
namespace {

Grammar grammar(const char *xml)
{
    const auto dom = Dom::parse(xml, "x.xml");
    return grammar_of((*dom)->root());
}

TEST(Grammar, IsThePortGrammarByAnyOfItsNames)
{
    for (const auto *xml : {"<console/>",
                            "<serial></serial>",
                            "<parallel><!-- nothing --></parallel>",
                            "<console pty='/dev/pts/3'/>",
                            "<console type='file' path='/a'/>",
                            "<console port='1'/>",
                            "<console link='/a'/>",
                            "<console model='pci'/>",
                            "<console append='yes'/>",
                            "<console type='vc' width='1'/>",
                            "<console type='vc' height='1'/>",
                            "<console type='vc' cols='1'/>",
                            "<console type='vc' rows='1'/>",
                            "<console type='host'/>",
                            "<console type='telnet'/>",
                            "<console type='none'/>",
                            "<console type='websocket'/>",
                            "<console type='hub'/>",
                            "<console type='x'><sendto/></console>",
                            "<console type='x'><bind/></console>",
                            "<console type='x'><listen/></console>",
                            "<console type='x'><connect/></console>",
                            "<console type='x'><nowait/></console>",
                            "<console type='x'><nodelay/></console>",
                            "<console type='pty'><log path='/a'/></console>"})
        EXPECT_EQ(grammar(xml), Grammar::port) << xml;
}

TEST(Grammar, OfWhatNeedsPartsAndHasNoneIsSaidByItsNeighbours)
{
    for (const auto *xml : {"<serial type='tcp'/>", "<serial type='udp'><target port='0'/></serial>",
                            "<serial type='unix'/>", "<serial type='file'/>", "<serial type='pipe'/>"})
        EXPECT_EQ(grammar(xml), Grammar::bare) << xml;
}

TEST(Grammar, IsLibvirtsBySourceProtocolLogFileAndForeignTypes)
{
    for (const auto *xml : {"<serial type='pty'><source path='/dev/pts/3'/></serial>",
                            "<serial type='tcp'><source mode='bind' service='1'/><protocol type='raw'/></serial>",
                            "<serial type='pty'><log file='/a'/></serial>", "<serial type='spicevmc'/>",
                            "<serial type='dbus'><target port='0'/></serial>"})
        EXPECT_EQ(grammar(xml), Grammar::libvirt) << xml;
}

TEST(Grammar, IsNeutralIfNothingDecides)
{
    for (const auto *xml :
         {"<console type='pty'/>", "<console type='pty' tty='/dev/pts/3'/>", "<console type='vc'/>",
          "<serial type='null'><target port='0'/></serial>", "<serial type='stdio'><alias name='a'/></serial>",
          "<serial type='pty'><address type='isa'/><x:listen xmlns:x='urn:x'/></serial>", "<serial type='dev'/>"})
        EXPECT_EQ(grammar(xml), Grammar::neutral) << xml;
}

/// The line of the mirror among `devices`, one to a line; 0: none.
int mirror_line(const std::string &devices)
{
    const auto xml = "<domain><devices>\n" + devices + "</devices></domain>";
    const auto dom = Dom::parse(xml, "x.xml");
    const auto *mirror = mirror_among(port_elements(domains_of((*dom)->root()).front().ports));
    return mirror ? place_of(mirror, "").line - 1 : 0;
}

TEST(Mirror, IsTheFirstForeignConsoleBesideAForeignSerial)
{
    EXPECT_EQ(mirror_line("<serial type='pty'/>\n<console type='pty'/>\n"), 2);
    EXPECT_EQ(mirror_line("<console type='pty'/>\n<serial type='pty'/>\n<console type='pty'/>\n"), 1);
    EXPECT_EQ(mirror_line("<serial type='pty'/>\n<console/>\n<console type='pty'/>\n"), 3);
    EXPECT_EQ(mirror_line("<serial type='pty'/>\n<console type='pty'><target type='virtio'/></console>\n"), 0);
}

TEST(Mirror, IsNoneWithoutASerial)
{
    EXPECT_EQ(mirror_line("<console type='pty'/>\n<console/>\n"), 0);
    EXPECT_EQ(mirror_line("<console type='pty'><target type='serial'/></console>\n<parallel type='pty'/>\n"), 0);
}

TEST(Mirror, BesidePortGrammarSerialsHasToLookLikeOne)
{
    EXPECT_EQ(mirror_line("<serial/>\n<console type='pty'/>\n"), 0);
    EXPECT_EQ(mirror_line("<serial/>\n<console type='pty'><target type='serial'/></console>\n"), 2);
    EXPECT_EQ(mirror_line("<serial/>\n<console type='pty'><source path='/dev/pts/1'/></console>\n"), 2);
}

TEST(Domain, HasPortsInItsDevicesAlone)
{
    const std::string xml = "<domain><console/><devices><console/><x><console/></x><disk><serial/></disk>"
                            "<p:console xmlns:p='urn:p'/></devices><y><devices><console/></devices></y></domain>";
    const auto dom = Dom::parse(xml, "x.xml");
    EXPECT_EQ(domains_of((*dom)->root()).front().ports.size(), 1U);
}

TEST(Domain, IsFoundInSnapshotsAndCheckpoints)
{
    struct Row {
        const char *xml;
        std::size_t domains;
    };
    for (const auto &[xml, expected] :
         {Row{"<domain/>", 1}, Row{"<domainsnapshot><domain/><inactiveDomain/></domainsnapshot>", 2},
          Row{"<domaincheckpoint><domain/><inactiveDomain/></domaincheckpoint>", 1},
          Row{"<network><domain/></network>", 0}, Row{"<domain xmlns='urn:x'/>", 1},
          Row{"<p:domain xmlns:p='urn:p'/>", 1}, Row{"<domain><domain/></domain>", 1}}) {
        const auto dom = Dom::parse(xml, "x.xml");
        EXPECT_EQ(domains_of((*dom)->root()).size(), expected) << xml;
    }
}

}  // namespace
}  // namespace chardev
