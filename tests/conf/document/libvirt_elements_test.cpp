// SPDX-License-Identifier: LGPL-2.1-or-later
// Elements of libvirt's grammar beside ports of ours: what the stock driver takes is not made worse, whatever we understand of it.
#include <gtest/gtest.h>

#include "conf/document/builder.hpp"

namespace chardev {
namespace {

/// Elements that we cannot read, or that only libvirt may judge.
const char *const strange[] = {
    "<serial type='tcp'>\n      <source mode='bind' host='*' service='6667' next='x'/>\n      <protocol type='telnet'/>\n      <target port='1'/>\n    </serial>",
    "<serial type='tcp'>\n      <source mode='bind' host='a b' service='x,y'/>\n      <target port='1'/>\n    </serial>",
    "<serial type='next'>\n      <source channel='1'><!-- kept --><x:y xmlns:x='u' z='1'/></source>\n      <target port='1'/>\n    </serial>",
    "<serial type='tcp'>\n      <source mode='bind' host='h' service='99999'/>\n      <target port='1'><model name='next'/></target>\n    </serial>",
    "<serial type='udp'>\n      <source mode='bind' service='1'/>\n      <target port='1'/>\n    </serial>",
};

TEST(Carried, StrangeElementsStayAsTheyAreBesideOurs)
{
    for (const auto *element : strange) {
        const auto written = domain_with("<console/>\n    " + std::string(element));
        EXPECT_TRUE(contains(lowered(written), element)) << lowered(written);
        EXPECT_EQ(round_trip(written), written);
    }
}

TEST(Carried, AlsoAsAConsole)
{
    for (const auto *element : strange) {
        auto console = changed(changed(element, "<serial", "<console"), "</serial>", "</console>");
        const auto stock = lowered(domain_with("<parallel/>\n    " + console));
        EXPECT_TRUE(contains(stock, element)) << stock;
    }
    const auto numbered = lowered(domain_with(
        "<parallel/>\n    <console type='tcp' next='1'><source host='h' service='1'/><target type='serial'/></console>"));
    EXPECT_TRUE(
        contains(numbered, "<serial type='tcp' next='1'><source host='h' service='1'/><target port='0'/></serial>"))
        << numbered;
}

TEST(Carried, AlsoWhereTheyAreAttached)
{
    const auto ours = lowered(domain_with("<console/>"));
    for (const auto *element : strange) {
        const auto attached = attach(ours, element, fake_policy);
        ASSERT_TRUE(attached && attached->stock) << element;
        EXPECT_TRUE(contains(attached->definition.xml, element)) << attached->definition.xml;
        EXPECT_EQ(attached->stock->element, element);
        EXPECT_TRUE(contains(text_of(update(ours, changed(element, "port='1'", "port='0'"), fake_policy)),
                             changed(element, "port='1'", "port='0'")));
        EXPECT_EQ(
            text_of(detach(attached->definition.xml, "<serial type='null'><target port='1'/></serial>", fake_policy)),
            ours);
    }
}

TEST(Carried, ANeutralConsoleIsRenamedAsAWhole)
{
    const auto ours = lowered(domain_with("<parallel model='isa'/>"));
    const auto stock = lowered(changed(ours, "</devices>", "  <console type='vc'/>\n  </devices>"));
    EXPECT_TRUE(contains(stock, "<serial type='vc'>\n      <target port='0'/>\n    </serial>")) << stock;
}

TEST(Carried, OnlyOursAreRefusedForWhatTwoHave)
{
    const std::string listens = "<serial type='tcp'><source mode='bind' host='' service='1'/></serial>";
    EXPECT_TRUE(contains(lowered(domain_with("<parallel/>" + listens + listens)), "<target port='1'/>"));
    EXPECT_TRUE(contains(lowered(domain_with(listens + "<parallel type='tcp'><listen port='1'/></parallel>")),
                         "is listened on already"));
    EXPECT_TRUE(contains(lowered(domain_with("<parallel type='tcp'><listen port='1'/></parallel>" + listens)),
                         "is listened on already"));
    const std::string numbered = "<serial type='pty'><source/><target port='3'/></serial>";
    EXPECT_TRUE(contains(lowered(domain_with("<parallel/>" + numbered + numbered)), numbered + numbered));
    EXPECT_TRUE(contains(lowered(domain_with("<console model='isa'><target port='3'/></console>" + numbered)),
                         "number '3' is taken"));
    EXPECT_TRUE(contains(lowered(domain_with(numbered + "<console model='isa'><target port='3'/></console>")),
                         "number '3' is taken"));
}

const std::string nodelay =
    domain_with("<serial type='tcp'>\n      <connect port='1'>\n        <nodelay/>\n      </connect>\n    </serial>");

TEST(Carried, AnAttributeOfALaterReleaseChangesNothing)
{
    const auto stock = changed(lowered(nodelay), "service='1'", "service='1' next='default'");
    EXPECT_EQ(raised(stock), nodelay);
    EXPECT_TRUE(contains(lowered(stock), "next='default'") && contains(lowered(stock), "charserial0.nodelay=on"))
        << lowered(stock);
}

TEST(Carried, WhatCannotBeReadKeepsItsMetadataAndArguments)
{
    const auto stock = changed(lowered(nodelay), "service='1'", "service='#1'");
    for (const auto view : {View::written, View::port}) EXPECT_EQ(raised(stock, view), "untouched");
    EXPECT_EQ(lowered(stock), stock);
    const auto other = changed(stock, "<serial type='tcp'>", "<serial type='next'>");
    EXPECT_FALSE(contains(lowered(other), "nodelay")) << "it is another port by now";
}

TEST(Carried, AllAddressesHaveAName)
{
    const auto xml = domain_with(
        "<serial type='tcp'>\n      <listen addr='*' port='1'>\n        <nowait/>\n      </listen>\n    </serial>");
    EXPECT_TRUE(contains(lowered(xml), "mode='bind' host='*' service='1'")) << lowered(xml);
    EXPECT_EQ(round_trip(xml), xml);
    EXPECT_TRUE(contains(
        lowered(domain_with(
            "<serial type='tcp'><listen addr='*' port='1'/></serial><serial type='tcp'><listen addr='::1' port='1'/></serial>")),
        "is listened on already"));
    EXPECT_TRUE(
        contains(lowered(domain_with("<serial type='udp'><sendto port='1'/><bind addr='*' port='2'/></serial>")),
                 "host='*' service='2'"));
    for (const auto *end : {"<connect addr='*' port='1'/>", "<sendto addr='*' port='1'/>"})
        EXPECT_TRUE(contains(lowered(domain_with("<serial type='" + std::string(end[1] == 'c' ? "tcp" : "udp") + "'>" +
                                                 end + "</serial>")),
                             "the address '*'"))
            << end;
}

}  // namespace
}  // namespace chardev
