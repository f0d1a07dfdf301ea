// SPDX-License-Identifier: LGPL-2.1-or-later
// What is shown after a change can be defined again: the same ports, under the same numbers.
#include <gtest/gtest.h>

#include "conf/document/builder.hpp"

namespace chardev {
namespace {

std::string attached(std::string_view stock, std::string_view fragment)
{
    return text_of(attach(stock, fragment, fake_policy));
}

/// The slots and back ends of a stock document, in order.
std::string ports_of(std::string_view stock)
{
    std::string result;
    for (auto at = stock.find("<devices>"); (at = stock.find("type='", at)) < stock.size(); ++at)
        result.append(stock.substr(at + 6, stock.find('\'', at + 6) - at - 6)).append(" ");
    for (auto at = stock.find("<devices>"); (at = stock.find("port='", at)) < stock.size(); ++at)
        result.append(stock.substr(at + 6, stock.find('\'', at + 6) - at - 6)).append(" ");
    return result;
}

TEST(Again, ANeutralConsoleStaysAPortBesideAForeignSerial)
{
    const auto stock = attached(lowered(domain_with("<console type='vc'/>\n    <console/>")),
                                "<serial type='file'><source path='/f'/></serial>");
    EXPECT_EQ(ports_of(stock), "vc pty file 0 1 2 ") << stock;
    EXPECT_EQ(ports_of(lowered(raised(stock))), "vc pty file 0 1 2 ") << raised(stock);
}

TEST(Again, ANeutralConsoleThatSaysSerialStaysAPortBesideASerial)
{
    const auto stock =
        attached(lowered(domain_with("<console type='vc'><target type='serial'/></console>\n    <console/>")),
                 "<serial type='file' path='/f'/>");
    EXPECT_EQ(ports_of(lowered(raised(stock))), "vc pty file 0 1 2 ") << raised(stock);
}

TEST(Again, ANeutralConsoleStandsBeforeTheMirror)
{
    auto stock = attached(domain_with("<serial type='file'><source path='/f'/><target port='0'/></serial>"),
                          "<console type='vc'/>");
    const auto *mirror = "<console type='file'><source path='/f'/><target type='serial' port='0'/></console>";
    stock = changed(stock, "</devices>", std::string(mirror) + "</devices>");
    const auto shown = raised(stock);
    EXPECT_TRUE(contains(shown, "<serial type='vc'")) << shown;
    EXPECT_TRUE(contains(shown, mirror)) << shown;
}

TEST(Again, NeutralConsolesAloneAreNoMatterOfTheStockDriver)
{
    const auto all = lowered(domain_with("<console type='vc'/>\n    <console type='null'/>\n    <console/>"));
    const auto shown = raised(text_of(detach(all, "<serial><target port='2'/></serial>", fake_policy)));
    EXPECT_TRUE(contains(shown, "<serial type='vc'/>") && contains(shown, "<serial type='null'/>")) << shown;
}

TEST(Again, NeutralPortsAloneSayEachNumberIfOneDoes)
{
    const auto all = lowered(domain_with(
        "<serial type='vc'/><serial type='null'><target port='2'/></serial><serial type='stdio'/><serial/>"));
    const auto shown = raised(text_of(detach(all, "<serial><target port='3'/></serial>", fake_policy)));
    EXPECT_EQ(ports_of(shown), "vc null stdio 0 2 1 ") << shown;
}

TEST(Again, WhatPortGrammarSurroundsStaysAsWritten)
{
    const auto xml =
        domain_with("<serial type='tcp'>\n      <connect port='1'/>\n    </serial>\n    <console type='vc'/>");
    EXPECT_EQ(round_trip(xml), xml);
}

TEST(Again, APortThatThePortGrammarCannotSayKeepsItsMirror)
{
    const auto stock =
        domain_with("<serial type='file'><source path='relative'/><target port='0'/></serial>"
                    "<console type='file'><source path='relative'/><target type='serial' port='0'/></console>");
    EXPECT_EQ(raised(stock, View::port), "untouched");
}

TEST(Again, AnAliasThatLibvirtDropsNamesNoArgument)
{
    const auto *port = "<console type='tcp'><connect port='1'><nodelay/></connect><alias name='%'/></console>";
    EXPECT_TRUE(contains(lowered(domain_with(changed(port, "%", "ua-a_B-1"))), "chardev.charua-a_B-1.nodelay"));
    for (const auto *name : {"serial7", "ua-a.b", "ua-a b", "ua-\xc3\xa9"})
        EXPECT_TRUE(contains(lowered(domain_with(changed(port, "%", name))), "chardev.charserial0.nodelay")) << name;
}

TEST(Again, ATypeThatOnlyLibvirtHasIsItsGrammar)
{
    for (const auto *type : {"spicevmc", "spiceport", "nmdm", "qemu-vdagent", "dbus"}) {
        const auto foreign = "<serial type='" + std::string(type) + "'><target port='1'/></serial>";
        EXPECT_TRUE(contains(lowered(domain_with("<serial/>" + foreign)), foreign)) << type;
    }
}

TEST(Again, MetadataStandingAnywhereAreWrittenTheSameWay)
{
    const auto stock = lowered("<domain>\n   <name>a</name>\n <devices><console/></devices></domain>");
    EXPECT_EQ(lowered(stock), stock);
}

}  // namespace
}  // namespace chardev
