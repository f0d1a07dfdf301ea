// SPDX-License-Identifier: LGPL-2.1-or-later
// One port of a stored definition added, changed or removed.
#include <gtest/gtest.h>

#include "conf/document/builder.hpp"

namespace chardev {
namespace {

const char *const nodelay =
    "<serial type='tcp'>\n      <connect port='1'>\n        <nodelay/>\n      </connect>\n    </serial>";

std::string stored(const std::string &devices)
{
    return lowered(domain_with(devices));
}
std::string attached(const std::string &domain, std::string_view fragment)
{
    return text_of(attach(domain, fragment, fake_policy));
}
std::string detached(const std::string &domain, std::string_view fragment)
{
    return text_of(detach(domain, fragment, fake_policy));
}
std::string updated(const std::string &domain, std::string_view fragment)
{
    return text_of(update(domain, fragment, fake_policy));
}

TEST(Attach, IsAsIfThePortHadBeenWrittenLast)
{
    EXPECT_EQ(raised(attached(stored("<console/>"), nodelay)), domain_with("<console/>\n    " + std::string(nodelay)));
}

TEST(Attach, ToAStockDomainMakesItOurs)
{
    const auto stock = domain_with("<serial type='file'><source path='/a'/><target port='0'/></serial>");
    EXPECT_TRUE(contains(raised(attached(stock, nodelay)), nodelay));
    EXPECT_TRUE(contains(attached(stock, nodelay), "chardev.charserial1.nodelay=on"));
}

TEST(Attach, TakesThePortGrammarOrLibvirts)
{
    const auto foreign = "<serial type='file'><source path='/b'/></serial>";
    const auto shown = raised(attached(stored("<console/>"), foreign));
    EXPECT_TRUE(contains(shown, "<console/>\n    <serial type='file'><source path='/b'/><target port='1'/></serial>"))
        << shown;
}

TEST(Attach, MakesNoPortOfAConsoleThatIsNone)
{
    const auto message = attached(stored("<console/>"), "<console type='pty'><target type='virtio'/></console>");
    EXPECT_TRUE(contains(message, "device:1: <console>: only <console>, <serial> and <parallel> are ports")) << message;
}

TEST(Attach, KeepsTheNumbersOfTheOthers)
{
    const auto message = attached(stored("<console/>"), "<console><target port='0'/></console>");
    EXPECT_TRUE(contains(message, "device:1: <console>: number '0' is taken")) << message;
    EXPECT_TRUE(contains(attached(stored("<console/>\n<console><target port='2'/></console>"), "<console/>"),
                         "<target port='1'/>"));
}

TEST(Attach, ChecksThePortsTogether)
{
    const auto listen = "<serial type='tcp'><listen port='1'/></serial>";
    EXPECT_TRUE(contains(attached(stored(listen), listen), "is listened on already"));
}

TEST(Detach, LeavesNoArgumentBehind)
{
    EXPECT_EQ(detached(stored(nodelay), nodelay), changed(domain_with(""), "    \n", ""));
}

TEST(Detach, RenamesTheChardevsOfTheOthers)
{
    const auto result = detached(stored("<serial type='file' path='/a'/>\n    " + std::string(nodelay)),
                                 "<serial type='file' path='/a'/>");
    EXPECT_TRUE(contains(result, "charserial0.nodelay=on")) << result;
    EXPECT_FALSE(contains(result, "charserial1")) << result;
    EXPECT_TRUE(contains(result, "<target port='1'/>")) << result;
}

TEST(Detach, MovesUpPortsThatTheGuestCounts)
{
    const std::string first = "<parallel type='file' path='/a'/>";
    const std::string second = "<parallel type='file' path='/b'/>";
    EXPECT_EQ(detached(stored(first + "\n    " + second), first), stored(second));
    const std::string fixed = "<parallel type='file' path='/b'><target port='1'/></parallel>";
    EXPECT_TRUE(contains(detached(stored(first + fixed), first), "port 'parallel 1' would be number 0 in the guest"));
}

TEST(Detach, FindsAPortByNumberAliasOrContents)
{
    const auto domain = stored(
        "<serial type='file' path='/a'/>\n<serial type='null'/>\n<serial type='file' path='/b'><alias name='ua-x'/></serial>");
    for (const auto *fragment :
         {"<serial type='null'><target port='2'/></serial>", "<serial><alias name='ua-x'/></serial>",
          "<serial type='pty'><alias name='serial1'/><target port='2'/></serial>", "<console type='file' path='/b'/>",
          "<serial type='file'><source path='/b'/></serial>"})
        EXPECT_FALSE(contains(detached(domain, fragment), "path='/b'")) << fragment;
}

TEST(Detach, KnowsNoAliasThatOnlyARunningGuestHas)
{
    const auto domain = stored("<serial type='file' path='/a'/>\n<serial type='file' path='/b'/>");
    const auto result = detached(domain, "<serial type='file' path='/b'><alias name='serial0'/></serial>");
    EXPECT_TRUE(contains(result, "path='/a'")) << result;
    EXPECT_FALSE(contains(result, "path='/b'")) << result;
    EXPECT_TRUE(contains(detached(domain, "<serial><alias name='serial0'/></serial>"), "the domain has no such port"));
}

TEST(Detach, ByAliasFindsAPort)
{
    const auto domain =
        stored("<serial type='file' path='/a'/>\n<serial type='file' path='/b'><alias name='ua-b'/></serial>");
    const auto changed = detach_alias(domain, "ua-b", fake_policy);
    ASSERT_TRUE(changed && *changed);
    EXPECT_FALSE(contains((*changed)->definition.xml, "path='/b'"));
    for (const auto *other : {"serial1", "ua-disk", ""}) {
        const auto none = detach_alias(domain, other, fake_policy);
        EXPECT_TRUE(none && !*none) << other;
    }
}

TEST(Detach, RefusesToGuess)
{
    const auto domain = stored("<console/>\n<console/>");
    EXPECT_TRUE(contains(detached(domain, "<console/>"), "several ports of the domain look like this"));
    EXPECT_TRUE(contains(detached(domain, "<parallel/>"), "the domain has no such port"));
}

TEST(Detach, TakesTheMirrorWithTheSerial)
{
    const auto domain = domain_with(
        "<serial type='file'><source path='/a'/><target port='0'/></serial>\n    <console type='file'><source path='/a'/></console>\n    <parallel type='pty'/>");
    const auto result = detached(domain, "<serial type='file' path='/a'/>");
    EXPECT_FALSE(contains(result, "/a")) << result;
}

TEST(Update, ChangesThePortInItsPlace)
{
    const auto result =
        updated(stored("<console/>\n    <console/>"), "<serial type='file' path='/a'><target port='0'/></serial>");
    EXPECT_EQ(raised(result), domain_with("<serial type='file' path='/a'/>\n    <console/>"));
}

TEST(Update, TakesTheOldOptionsBack)
{
    const auto result = updated(stored(nodelay), "<serial type='tcp'><connect port='1'/><target port='0'/></serial>");
    EXPECT_FALSE(contains(result, "nodelay")) << result;
    EXPECT_FALSE(contains(result, "commandline")) << result;
}

TEST(Update, FillsASlotWithoutADevice)
{
    const auto result =
        updated(stored("<serial type='none'/>"), "<serial type='file' path='/a'><target port='0'/></serial>");
    EXPECT_EQ(raised(result), domain_with("<serial type='file' path='/a'/>"));
}

TEST(Change, RefusesWhatIsNoPortOrNoDomain)
{
    EXPECT_TRUE(
        contains(attached(stored("<console/>"), "<disk/>"), "only <console>, <serial> and <parallel> are ports"));
    EXPECT_TRUE(contains(attached(stored("<console/>"), "<disk>"), "not a well-formed XML document"));
    EXPECT_TRUE(contains(attached("<domain/>", "<console/>"), "not a domain document"));
    EXPECT_TRUE(contains(attached("", "<console/>"), "not a domain document"));
}

}  // namespace
}  // namespace chardev
