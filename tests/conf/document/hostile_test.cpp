// SPDX-License-Identifier: LGPL-2.1-or-later
// Documents that somebody wrote to do harm: an error or no change, in bounded time and memory, and never a crash.
#include <chrono>

#include <gtest/gtest.h>

#include "conf/document/builder.hpp"

namespace chardev {
namespace {

std::string repeated(std::string_view text, std::size_t times)
{
    std::string result;
    result.reserve(text.size() * times);
    for (std::size_t i = 0; i < times; ++i) result += text;
    return result;
}

/// Seconds that `work` takes.
template <class Work>
double seconds(const Work &work)
{
    const auto begin = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

/// Everything that takes a document from outside.
void feed(const std::string &xml)
{
    (void)lowered(xml);
    (void)raised(xml);
    (void)raised(xml, View::port);
    (void)is_port_grammar_fragment(xml);
    (void)lower_fragment(xml, fake_policy);
    (void)text_of(attach(xml, "<console/>", fake_policy));
    (void)text_of(detach(domain_with("<console/>"), xml, fake_policy));
    (void)waits(xml, fake_policy);
    (void)without_waits(xml, fake_policy);
}

const std::string bomb = "<!DOCTYPE domain [<!ENTITY a 'aaaaaaaaaa'>"
                         "<!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'>"
                         "<!ENTITY d '&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;'><!ENTITY e '&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;'>"
                         "<!ENTITY f '&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;'><!ENTITY g '&f;&f;&f;&f;&f;&f;&f;&f;&f;&f;'>]>";

TEST(Hostile, EntityBombsAreRefused)
{
    EXPECT_LT(seconds([] {
                  EXPECT_TRUE(contains(lowered(bomb + domain_with("<console/>&g;")), "x.xml: "));
                  EXPECT_TRUE(contains(lowered(bomb + domain_with("<console type='file' path='/&g;'/>")), "x.xml: "));
                  EXPECT_TRUE(contains(lowered(bomb + domain_with("<console/>")), "must not declare a document type"));
                  feed(bomb + domain_with("<console type='file' path='/&g;'/>"));
              }),
              5);
}

TEST(Hostile, LargeEntitiesInAttributesStayReferences)
{
    const auto large = "<!DOCTYPE domain [<!ENTITY a '" + std::string(1'000'000, 'a') + "'>]>";
    const auto many = repeated("&a;", 100'000);
    EXPECT_LT(seconds([&] {
                  EXPECT_EQ(lowered(large + domain_with("<serial type='" + many + "'><source/></serial>")),
                            "untouched");
                  EXPECT_EQ(lowered(large + domain_with("<emulator>" + many + "</emulator><serial type='pty'/>")),
                            "untouched");
                  feed(large + domain_with("<console type='file' path='/" + many + "'/>"));
              }),
              10);
}

TEST(Hostile, EntitiesAreNeverPutIn)
{
    const std::string external = "<!DOCTYPE domain [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>";
    EXPECT_TRUE(contains(lowered(external + domain_with("<console/>&x;")), "must not declare a document type"));
    const std::string hidden = "<!DOCTYPE domain [<!ENTITY x \"<console/>\">]>";
    EXPECT_EQ(lowered(hidden + domain_with("&x;")), "untouched");
    EXPECT_EQ(raised(hidden + domain_with("&x;"), View::port), "untouched");
}

TEST(Hostile, AttributesFromADocumentTypeCountForNothing)
{
    const std::string defaults = "<!DOCTYPE domain [<!ATTLIST serial path CDATA '/etc/passwd'>]>";
    EXPECT_TRUE(contains(lowered(defaults + domain_with("<serial type='file'/>")), "must not declare a document type"));
}

TEST(Hostile, HugeDocumentsAreRefusedWithoutParsing)
{
    const auto huge = domain_with("<console/><!--" + std::string(std::size_t{100} << 20, 'x') + "-->");
    EXPECT_LT(seconds([&] { EXPECT_TRUE(contains(lowered(huge), "larger than 16 MiB")); }), 2);
    EXPECT_LT(seconds([&] { EXPECT_EQ(raised(huge, View::port), "untouched"); }), 2);
    EXPECT_EQ(lowered(std::string(std::size_t{100} << 20, 'x')), "untouched");
}

TEST(Hostile, DeepDocumentsAreRefused)
{
    const auto deep = [](std::size_t depth) {
        return domain_with("<console/>" + repeated("<a>", depth) + repeated("</a>", depth));
    };
    EXPECT_TRUE(contains(lowered(deep(10'000)), "nested more than 256 deep"));
    EXPECT_TRUE(contains(lowered(deep(1'000'000)), "nested more than 256 deep"));
    EXPECT_TRUE(contains(lowered(deep(200)), "<serial type='pty'>"));
    EXPECT_EQ(raised(deep(10'000), View::port), "untouched");
}

TEST(Hostile, TenThousandPortsTakeLinearTime)
{
    const auto some =
        domain_with(repeated("<serial type='tcp'><source host='h' service='1'/></serial>\n", 9'744) +
                    repeated("<serial type='tcp'><connect port='1'><nodelay/></connect></serial>\n", 256));
    std::string stock;
    EXPECT_LT(seconds([&] { stock = lowered(some); }), 10);
    EXPECT_TRUE(contains(stock, "chardev.charserial9999.nodelay=on"));
    std::string shown;
    EXPECT_LT(seconds([&] { shown = raised(stock); }), 10);
    EXPECT_TRUE(contains(shown, "<nodelay/>")) << shown.substr(0, 200);
    EXPECT_LT(seconds([&] { EXPECT_EQ(lowered(stock), stock); }), 10);
    EXPECT_LT(seconds([&] { (void)text_of(detach(stock, "<serial><target port='5'/></serial>", fake_policy)); }), 10);
}

TEST(Hostile, MoreThan256PortsOfOursAreRefused)
{
    EXPECT_TRUE(contains(lowered(domain_with(repeated("<serial type='none'/>", 257))), "more than 256 ports"));
    EXPECT_FALSE(contains(lowered(domain_with(repeated("<serial type='none'/>", 256))), "more than"));
    EXPECT_EQ(lowered(domain_with(repeated("<serial type='pty'/>", 20'001))), "untouched");
}

TEST(Hostile, WideIndentsAreNotRepeated)
{
    const std::string wide = "\n" + std::string(1'000'000, ' ');
    const auto xml =
        changed(domain_with(repeated("<console/>", 1000)), "<devices>", wide + "<metadata/>" + wide + "<devices>");
    const auto stock = lowered(xml);
    EXPECT_LT(stock.size(), xml.size() + 1'000'000);
    EXPECT_LT(raised(stock).size(), xml.size() + 1'000'000);
}

TEST(Hostile, TenThousandNonesTakeLinearTime)
{
    const auto some = domain_with(repeated("<serial type='none'/>\n    ", 10'000));
    EXPECT_LT(seconds([&] { EXPECT_FALSE(contains(round_trip(some), "<target")); }), 10);
}

TEST(Hostile, HugeForgedMetadataTakeLinearTime)
{
    const auto stock = lowered(domain_with("<serial type='tcp'><connect port='1'><nodelay/></connect></serial>"));
    const auto entries = repeated(
        "<chardev:port kind='serial' index='0'><chardev:console/></chardev:port><chardev:arg value='-set'/>", 50'000);
    const auto lines =
        repeated("<qemu:commandline xmlns:qemu='urn:fake'><qemu:arg value='-set'/></qemu:commandline>", 50'000);
    const auto forged =
        changed(changed(stock, "</chardev:ports>", entries + "</chardev:ports>"), "</domain>", lines + "</domain>");
    EXPECT_LT(seconds([&] { feed(forged); }), 60);
}

TEST(Hostile, InvalidUtf8IsRefused)
{
    EXPECT_TRUE(contains(lowered(domain_with("<console type='file' path='/\xff\xfe'/>")), "not valid UTF-8"));
    EXPECT_TRUE(contains(lowered(domain_with("<console/><!-- \xc3( -->")), "not valid UTF-8"));
    EXPECT_EQ(raised(domain_with("<serial type='pty'/>\xff"), View::port), "untouched");
}

TEST(Hostile, OtherEncodingsAreRefusedOnlyIfTheDocumentIsOurs)
{
    const std::string latin = "<?xml version='1.0' encoding='ISO-8859-1'?>";
    EXPECT_TRUE(contains(lowered(latin + domain_with("<console/><!-- \xe9 -->")), "must be in UTF-8"));
    EXPECT_EQ(lowered(latin + domain_with("<serial type='pty'/><!-- \xe9 -->")), "untouched");
    const std::string ascii = "<?xml version='1.0' encoding='us-ascii'?>";
    EXPECT_TRUE(contains(lowered(ascii + domain_with("<console/>")), "<serial"));
    EXPECT_TRUE(contains(lowered(ascii + domain_with("<console type='file' path='/&#233;'/>")), "must be in UTF-8"));
}

TEST(Hostile, NulsAreNotXml)
{
    auto nul = domain_with("<console/>");
    nul[nul.find("guest")] = '\0';
    EXPECT_EQ(lowered(nul), "untouched");
    nul = domain_with("<console/>") + std::string(1, '\0') + "<console/>";
    EXPECT_EQ(lowered(nul), "untouched");
}

TEST(Hostile, EveryPrefixOfADocumentIsSurvived)
{
    const auto stock = lowered(domain_with(
        "<!-- x --><console/><serial type='tcp'><listen port='1'/></serial><serial type='none'/><![CDATA[x]]>"));
    for (std::size_t length = 0; length <= stock.size(); length += 3) feed(stock.substr(0, length));
}

TEST(Hostile, EveryChangedByteIsSurvived)
{
    const auto stock = lowered(domain_with("<console/><serial type='tcp'><listen port='1'/></serial>"));
    for (std::size_t at = 0; at < stock.size(); at += 2)
        for (const char byte : {'<', '>', '\'', '&', '/', '\x80'}) {
            auto broken = stock;
            broken[at] = byte;
            feed(broken);
        }
}

}  // namespace
}  // namespace chardev
