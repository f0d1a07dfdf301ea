// SPDX-License-Identifier: LGPL-2.1-or-later
// Documents on their way in: what is touched, what is refused, what is said in the log. Whole documents: the corpus.
#include <gtest/gtest.h>

#include "conf/document/builder.hpp"

namespace chardev {
namespace {

std::vector<std::string> warnings(const std::string &devices)
{
    const auto result = lower(domain_with(devices), fake_policy, "x.xml");
    return result && *result ? (*result)->warnings : std::vector<std::string>{"not lowered"};
}

bool holds(const std::string &devices)
{
    const auto result = lower(domain_with(devices), fake_policy, "x.xml");
    return result && *result && (*result)->waits;
}

TEST(Lower, LeavesWhatIsNotOursAlone)
{
    for (const auto *devices : {"", "<console type='pty'/>", "<serial type='pty'/><console type='pty'/>",
                                "<serial type='tcp'><source mode='bind' service='1'/><protocol type='raw'/></serial>",
                                "<!-- <console/> -->", "<![CDATA[<console/>]]>", "<disk><serial>x</serial></disk>",
                                "<x:console xmlns:x='urn:x'/>", "<console xmlns='urn:x'/>", "<serial type='klingon'/>",
                                "<console><target type='virtio'/><listen/></console>"})
        EXPECT_EQ(lowered(domain_with(devices)), "untouched") << devices;
    for (const auto *xml :
         {"", "<console/>", "<network><console/></network>", "no XML <console", "<domain><console/></domain>",
          "<domain><devices><console/></devices>", "<domain><devices><console/></domain>"})
        EXPECT_EQ(lowered(xml), "untouched") << xml;
}

TEST(Lower, KeepsEveryOtherByte)
{
    const auto other = "<!-- a\t<b> --><x y=\"1\"   z='&quot;>'/>\r\n\t<![CDATA[<]]>\n";
    const auto result = lowered(domain_with(other + std::string("<console/>")));
    EXPECT_TRUE(contains(result, other)) << result;
}

TEST(Lower, AppendsArgumentsBehindTheUsersOwn)
{
    const auto port = "<serial type='tcp'><connect port='1'><nodelay/></connect></serial>";
    const auto result =
        lowered(domain_with(port, "  <f:commandline xmlns:f='urn:fake'><f:arg value='-x'/></f:commandline>\n"));
    EXPECT_TRUE(contains(result, "<f:commandline xmlns:f='urn:fake'><f:arg value='-x'/><f:arg value='-set'/>"
                                 "<f:arg value='chardev.charserial0.nodelay=on'/></f:commandline>"))
        << result;
}

TEST(Lower, FillsAnEmptyCommandLine)
{
    const auto port = "<serial type='tcp'><connect port='1'><nodelay/></connect></serial>";
    const auto result = lowered(domain_with(port, "  <commandline xmlns='urn:fake'/>\n"));
    EXPECT_TRUE(contains(
        result,
        "<commandline xmlns='urn:fake'>\n    <arg value='-set'/>\n    <arg value='chardev.charserial0.nodelay=on'/>\n  </commandline>"))
        << result;
}

TEST(Lower, RefusesNumbersThatTheGuestWouldNotSee)
{
    const std::string second = "<parallel type='null'><target port='1'/></parallel>";
    for (const auto &devices : {second, "<parallel type='none'/>" + second, second + "<parallel/>"})
        EXPECT_TRUE(
            contains(lowered(domain_with("<console/>" + devices)), "port 'parallel 1' would be number 0 in the guest"))
            << devices;
    for (const auto &devices : {"<parallel/>" + second, "<parallel/>" + second + "<parallel type='none'/>"})
        EXPECT_TRUE(contains(lowered(domain_with("<console/>" + devices)), "<domain")) << devices;
}

TEST(Lower, NamesChardevsByArrayPosition)
{
    const auto port = "<serial type='tcp'><connect port='1'><nodelay/></connect><target port='3'/></serial>";
    EXPECT_TRUE(contains(lowered(domain_with(port)), "charserial0.nodelay"));
    EXPECT_TRUE(contains(lowered(domain_with("<serial type='none'/>" + std::string(port))), "charserial0.nodelay"));
    EXPECT_TRUE(
        contains(lowered(domain_with("<serial type='null'/><parallel/>" + std::string(port))), "charserial1.nodelay"));
}

TEST(Lower, NamesChardevsByTheUsersAlias)
{
    const auto port = "<serial type='tcp'><connect port='1'><nodelay/></connect><alias name='%'/></serial>";
    EXPECT_TRUE(contains(lowered(domain_with(changed(port, "%", "ua-x"))), "charua-x.nodelay"));
    EXPECT_TRUE(contains(lowered(domain_with(changed(port, "%", "serial7"))), "charserial0.nodelay"));
}

TEST(Lower, RefusesDuplicateNumbers)
{
    const auto message = lowered(domain_with(
        "<serial type='pty'><target port='0'/></serial>\n<console type='file' path='/a'><target port='0'/></console>"));
    EXPECT_TRUE(contains(message, "x.xml:5: <console>: number '0' is taken by another serial port")) << message;
}

TEST(Lower, RefusesTheSameListenerTwice)
{
    struct Row {
        const char *first, *second;
        bool conflict;
    };
    for (const auto &[first, second, conflict] :
         {Row{"<serial type='tcp'><listen port='1'/></serial>",
              "<serial type='telnet'><listen addr='::1' port='1'/></serial>", true},
          Row{"<serial type='tcp'><listen addr='::1' port='1'/></serial>",
              "<serial type='websocket'><listen port='1'/></serial>", true},
          Row{"<serial type='udp'><sendto port='9'/><bind addr='::' port='1'/></serial>",
              "<serial type='udp'><sendto port='9'/><bind addr='127.0.0.1' port='1'/></serial>", true},
          Row{"<serial type='tcp'><listen addr='0.0.0.0' port='1'/></serial>",
              "<serial type='tcp'><listen addr='127.0.0.1' port='1'/></serial>", true},
          Row{"<serial type='tcp'><listen addr='127.0.0.1' port='1'/></serial>",
              "<serial type='tcp'><listen addr='127.0.0.2' port='1'/></serial>", false},
          Row{"<serial type='tcp'><listen port='1'/></serial>", "<serial type='tcp'><listen port='2'/></serial>",
              false},
          Row{"<serial type='tcp'><listen port='1'/></serial>", "<serial type='tcp'><connect port='1'/></serial>",
              false},
          Row{"<serial type='tcp'><listen port='1'/></serial>",
              "<serial type='udp'><sendto port='1'/><bind port='1'/></serial>", false},
          Row{"<serial type='udp'><sendto port='1'/><bind port='0'/></serial>",
              "<serial type='udp'><sendto port='1'/><bind port='0'/></serial>", false},
          Row{"<serial type='tcp'><source mode='bind' host='' service='1'/><protocol type='raw'/></serial>",
              "<serial type='tcp'><listen port='1'/></serial>", true},
          Row{"<serial type='dev'><source path='/dev/ttyS1'/></serial>", "<serial type='host' port='1'/>", true},
          Row{"<serial type='host' port='1'/>", "<parallel type='host' port='1'/>", false},
          Row{"<serial type='unix'><listen path='/a'/></serial>",
              "<parallel type='unix'><connect path='/a'/></parallel>", false}}) {
        const auto message = lowered(domain_with(first + std::string("\n") + second));
        EXPECT_EQ(contains(message, "x.xml:5: <"), conflict) << message;
    }
}

TEST(Lower, WarnsOfWhatMaySurprise)
{
    EXPECT_TRUE(warnings("<serial type='tcp'><listen addr='::1' port='1'><nowait/></listen></serial>").empty());
    EXPECT_TRUE(warnings("<console/>").empty());
    const auto waiting = warnings("<console/><serial type='tcp'><listen port='1'/></serial>");
    ASSERT_EQ(waiting.size(), 2U);
    EXPECT_TRUE(contains(waiting[0], "'serial 1' holds the start")) << waiting[0];
    EXPECT_TRUE(contains(waiting[1], "'serial 1' listens on all addresses")) << waiting[1];
    const auto connecting = warnings("<parallel type='unix'><connect path='/a'/></parallel>");
    ASSERT_EQ(connecting.size(), 1U);
    EXPECT_TRUE(contains(connecting[0], "'parallel 0' connects to a peer")) << connecting[0];
    EXPECT_TRUE(warnings("<serial type='tcp'><connect port='1'><reconnect delay='1'/></connect></serial>").empty());
}

TEST(Lower, SaysWhetherTheStartIsHeld)
{
    EXPECT_TRUE(holds("<serial type='tcp'><listen port='1'/></serial>"));
    EXPECT_FALSE(holds("<serial type='tcp'><listen port='1'><nowait/></listen></serial>"));
}

TEST(Lower, TakesAPortOfLibvirtsGrammarWithoutASerialForASerial)
{
    const auto result = lowered(domain_with("<console type='file'><source path='/a'/></console>\n<parallel/>"));
    EXPECT_TRUE(contains(result, "<serial type='file'>")) << result;
    EXPECT_FALSE(contains(result, "chardev:console")) << result;
}

TEST(Lower, TreatsEachDomainOfASnapshotByItself)
{
    const auto result = lowered("<domainsnapshot><domain><devices><serial type='pty'/></devices></domain>"
                                "<inactiveDomain><devices><console/></devices></inactiveDomain></domainsnapshot>");
    EXPECT_TRUE(contains(result, "<domain><devices><serial type='pty'/></devices></domain>")) << result;
    EXPECT_TRUE(contains(result, "<inactiveDomain>\n<metadata>") || contains(result, "<inactiveDomain><devices>"))
        << result;
    EXPECT_TRUE(contains(result, "chardev:console")) << result;
}

}  // namespace
}  // namespace chardev
