// SPDX-License-Identifier: LGPL-2.1-or-later
// Documents on their way out, after the stock driver has had them.
#include <gtest/gtest.h>

#include "conf/document/builder.hpp"

namespace chardev {
namespace {

const char *const waiting = "<serial type='tcp'><listen addr='::1' port='1'/></serial>";

TEST(Raise, LeavesStockDocumentsAlone)
{
    const auto stock = domain_with("<serial type='pty'><target port='0'/></serial>");
    EXPECT_EQ(raised(stock), "untouched");
    EXPECT_EQ(raised(stock, View::libvirt), "untouched");
    EXPECT_EQ(raised("<domain><devices><serial/>urn:libvirt-chardev:ports:1", View::port), "untouched");
}

TEST(Raise, ShowsStockAsItIsIfLibvirtsViewIsAskedFor)
{
    EXPECT_EQ(raised(lowered(domain_with("<console/>")), View::libvirt), "untouched");
}

TEST(Raise, AddsWhatTheStockDriverKnowsOfARunningGuest)
{
    const auto live = changed(
        lowered(domain_with("<console/>")), "<target port='0'/>",
        "<source path='/dev/pts/7'/><target type='isa-serial' port='0'><model name='isa-serial'/></target><alias name='serial0'/>");
    const auto shown = raised(live);
    EXPECT_TRUE(contains(
        shown, "<console type='pty' pty='/dev/pts/7' tty='/dev/pts/7'>\n      <alias name='serial0'/>\n    </console>"))
        << shown;
}

TEST(Raise, HidesTheMirrorOfASerialShownInThePortGrammar)
{
    const auto mirror = "</serial>\n    <console type='pty'><target type='serial' port='0'/></console>";
    EXPECT_EQ(raised(changed(lowered(domain_with("<serial/>")), "</serial>", mirror)), domain_with("<serial/>"));
    const auto foreign = domain_with(
        "<serial type='file'><source path='/a'/><target port='0'/></serial>\n    <console type='file'><source path='/a'/></console>\n    <parallel/>");
    EXPECT_EQ(round_trip(foreign), foreign);
}

TEST(Raise, DropsWhatIsStale)
{
    const auto edited = changed(lowered(domain_with(waiting)), "service='1'", "service='2'");
    const auto shown = raised(edited);
    EXPECT_TRUE(contains(shown, "service='2'")) << shown;
    EXPECT_FALSE(contains(shown, "listen")) << shown;
    EXPECT_FALSE(contains(shown, "-set")) << shown;
    EXPECT_FALSE(contains(shown, "metadata")) << shown;
}

TEST(Raise, NeverAppliesAnEntryToAnotherPort)
{
    const auto moved =
        changed(lowered(domain_with("<serial link='/tmp/x' type='pty'/>")), "<target port='0'/>", "<target port='1'/>");
    EXPECT_FALSE(contains(raised(moved), "/tmp/x"));
    EXPECT_FALSE(contains(lowered(moved), "/tmp/x"));
}

TEST(Raise, LeavesTheUsersArgumentsWhereTheyAre)
{
    const auto own =
        "  <qemu:commandline xmlns:qemu='urn:fake'>\n    <qemu:arg value='-set'/>\n    <qemu:arg value='chardev.charserial0.wait=on'/>\n  </qemu:commandline>\n";
    EXPECT_EQ(round_trip(domain_with("<serial type='tcp'>\n      <listen addr='::1' port='1'/>\n    </serial>", own)),
              domain_with("<serial type='tcp'>\n      <listen addr='::1' port='1'/>\n    </serial>", own));
}

/// As the stock driver prints it: the namespace is declared on the domain.
std::string as_printed(const std::string &xml)
{
    return changed(changed(xml, "<domain type='test'>", "<domain type='test' xmlns:qemu='urn:fake'>"),
                   " xmlns:qemu='urn:fake'>\n    <qemu:arg", ">\n    <qemu:arg");
}

TEST(Raise, TakesTheDeclarationOutThatNothingNeedsAnyMore)
{
    const auto written = domain_with("<serial type='tcp'>\n      <listen addr='::1' port='1'/>\n    </serial>");
    EXPECT_EQ(raised(as_printed(lowered(written))), written);
}

TEST(Raise, KeepsADeclarationThatSomethingElseNeeds)
{
    const auto stock = changed(as_printed(lowered(domain_with(waiting))), "</domain>", "<qemu:capabilities/></domain>");
    EXPECT_TRUE(contains(raised(stock), "xmlns:qemu='urn:fake'"));
}

TEST(Raise, KeepsAMetadataElementThatTheUserHad)
{
    const auto with = [](const char *metadata) {
        return changed(domain_with("<console/>"), "<devices>", std::string(metadata) + "<devices>");
    };
    for (const auto *metadata : {"<metadata/>", "<metadata><a:b xmlns:a='urn:a'/></metadata>"}) {
        const auto shown = round_trip(with(metadata));
        EXPECT_TRUE(contains(shown, "<metadata")) << shown;
        EXPECT_FALSE(contains(shown, "chardev")) << shown;
    }
    EXPECT_FALSE(contains(round_trip(domain_with("<console/>")), "metadata"));
}

TEST(Raise, ShowsLibvirtsPortsInThePortGrammarIfThatViewIsAskedFor)
{
    const auto stock = domain_with(
        "<serial type='tcp'><source mode='bind' host='::1' service='1'/><protocol type='telnet'/><target port='0'/></serial>\n"
        "    <console type='tcp'><source mode='bind' host='::1' service='1'/><protocol type='telnet'/></console>");
    const auto shown = raised(stock, View::port);
    EXPECT_TRUE(contains(shown, "<serial type='telnet'>\n      <listen addr='::1' port='1'>\n        <nowait/>"))
        << shown;
    EXPECT_FALSE(contains(shown, "<console")) << shown;
}

TEST(Raise, ShowsWhatOnlyLibvirtCanSayAsItIs)
{
    const auto stock = domain_with("<serial type='spiceport'><source channel='a'/><target port='0'/></serial>");
    EXPECT_EQ(raised(stock, View::port), "untouched");
}

TEST(Raise, ShowsAPortThatTheGuestNumbersOtherwiseAsItIs)
{
    // Parallel ports count as they come: in the port grammar this number would be refused.
    const auto stock = domain_with("<parallel type='null'><target port='2'/></parallel>");
    EXPECT_EQ(raised(stock, View::port), "untouched");
    EXPECT_NE(raised(changed(stock, "'2'", "'0'"), View::port), "untouched");
}

TEST(Raise, ShowsWhatThePortGrammarWouldRefuseAsItIs)
{
    const auto one = "<serial type='unix'><source mode='bind' path='/a'/><target port='0'/></serial>";
    const auto same = "<serial type='unix'><source mode='bind' path='/a'/><target port='1'/></serial>";
    EXPECT_EQ(raised(domain_with(std::string(one) + "\n    " + same), View::port), "untouched");
    EXPECT_NE(raised(domain_with(one), View::port), "untouched");
}

TEST(Raise, SaysANumberThatCountingWouldNotGive)
{
    // The port before it is gone from the stock document.
    const auto first = std::string("<serial type='pty'>\n      <target port='0'/>\n    </serial>\n    ");
    const auto stock = changed(lowered(domain_with("<console/>\n    <console/>")), first, "");
    const auto shown = raised(stock);
    EXPECT_TRUE(contains(shown, "<target port='1'/>")) << shown;
    EXPECT_FALSE(contains(shown, "port='0'")) << shown;
}

TEST(Raise, ShowsANoneUntilItsSlotIsTaken)
{
    const auto stock = lowered(domain_with("<serial/>\n    <serial type='none'/>\n    <parallel/>"));
    EXPECT_EQ(raised(stock), domain_with("<serial/>\n    <serial type='none'/>\n    <parallel/>"));
    EXPECT_FALSE(contains(raised(changed(stock, "<target port='0'/>", "<target port='1'/>")), "none"));
}

}  // namespace
}  // namespace chardev
