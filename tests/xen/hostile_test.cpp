// SPDX-License-Identifier: LGPL-2.1-or-later
// Documents of Xen guests that somebody wrote to do harm: whatever comes in, the stock driver never gets a second serial
// port, nobody waits long, and metadata decide nothing but what is shown.
#include <chrono>
#include <functional>

#include <gtest/gtest.h>

#include "conf/document/argument_ports.hpp"
#include "conf/document/document.hpp"
#include "conf/document/domain_ports.hpp"
#include "conf/xml.hpp"
#include "xen/policy.hpp"

namespace chardev::xen {
namespace {

const Policy &policy = offline_policy();

std::string repeated(std::size_t times, const std::function<std::string(const std::string &number)> &text)
{
    std::string result;
    for (std::size_t i = 0; i < times; ++i) result += text(std::to_string(i));
    return result;
}

struct Guest {
    std::string devices;
    std::string metadata{};   ///< what stands in <chardev:ports>
    std::string arguments{};  ///< after </devices>
    std::string os = "hvm";
};

std::string document(const Guest &guest)
{
    return "<domain type='xen' id='1'>\n  <name>guest</name>\n  <metadata>\n    <chardev:ports xmlns:chardev='urn:libvirt-chardev:ports:1' version='1'>" +
           guest.metadata + "</chardev:ports>\n  </metadata>\n  <os>\n    <type>" + guest.os +
           "</type>\n  </os>\n  <devices>\n    " + guest.devices + "\n  </devices>\n" + guest.arguments + "</domain>\n";
}

std::string arguments(const std::string &inner)
{
    return "  <xen:commandline xmlns:xen='http://libvirt.org/schemas/domain/xen/1.0'>" + inner + "</xen:commandline>\n";
}

std::string pair(const std::string &prefix, const std::string &option, const std::string &value)
{
    return "<" + prefix + ":arg value='" + option + "'/><" + prefix + ":arg value='" + value + "'/>";
}

std::string entry(const std::string &index, const std::string &element, const std::string &arguments)
{
    return "<chardev:port kind='serial' index='" + index + "'>" + element + arguments + "</chardev:port>";
}

std::string shown(const Guest &guest)
{
    return raise(document(guest), policy, View::written).value_or("untouched");
}

std::string stored(const std::string &xml)
{
    const auto result = lower(xml, policy, "x.xml");
    if (!result) return result.error().message();
    return *result ? (*result)->xml : "untouched";
}

bool is_error(std::string_view text)
{
    return text.starts_with("x.xml:");
}

std::size_t count(std::string_view text, std::string_view part)
{
    std::size_t found = 0;
    for (auto at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1)) ++found;
    return found;
}

bool contains(std::string_view text, std::string_view part)
{
    return count(text, part) > 0;
}

/// Everything that takes a whole document; the seconds that it takes.
double feed(const std::string &xml)
{
    const auto begin = std::chrono::steady_clock::now();
    (void)stored(xml);
    for (const auto view : {View::written, View::port, View::libvirt}) (void)raise(xml, policy, view);
    (void)startable(xml, policy);
    (void)argument_ports(xml, policy);
    (void)without_waits(xml, policy);
    (void)ports_of(xml, "x.xml", [](const Machine &) -> const Policy & { return policy; });
    (void)attach(xml, "<serial/>", policy);
    (void)detach_alias(xml, "ua-a", policy);
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

TEST(HostileXen, TwentyThousandPortsTakeNoTime)
{
    for (const std::string port : {"<serial type='pty'/>\n", "<parallel/>\n", "<serial type='none'/>\n",
                                   "<console type='tcp'><listen port='1'/></console>\n"})
        EXPECT_LT(feed(document({repeated(20'000, [&](const auto &) { return port; })})), 20) << port;
    EXPECT_TRUE(contains(stored(document({repeated(20'000, [](const auto &) { return "<serial type='pty'/>"; })})),
                         "serial port 4 does not exist"));
}

TEST(HostileXen, FiftyThousandPortsInMetadataTakeLinearTime)
{
    const auto fresh = [](const std::string &n) { return pair("xen", "-chardev", "pty,id=serial" + n); };
    const auto kept = [](const std::string &n) {
        return entry(n, "<chardev:serial/>", pair("chardev", "-chardev", "pty,id=serial" + n));
    };
    EXPECT_LT(feed(document({"", repeated(50'000, kept), arguments(repeated(50'000, fresh))})), 60);
    EXPECT_LT(feed(document({"", repeated(50'000, kept), arguments(fresh("0"))})), 60);
    EXPECT_LT(feed(document(
                  {"", repeated(50'000, [](const auto &n) { return entry(n, "<chardev:serial type='none'/>", ""); })})),
              60);
    const auto all = repeated(50'000, [](const auto &n) { return pair("chardev", "-chardev", "pty,id=serial" + n); });
    EXPECT_LT(feed(document({"", entry("1", "<chardev:serial/>", all), arguments(repeated(50'000, fresh))})), 60);
}

TEST(HostileXen, MetadataMakeNoPort)
{
    const auto own = arguments(pair("xen", "-device", "mine"));
    // a slot whose arguments are no pairs, not there, or only half there
    for (const std::string list : {"<chardev:arg value='-device'/>", "<chardev:arg value='x'/>", "<chardev:arg/>"})
        EXPECT_FALSE(contains(shown({"", entry("1", "<chardev:serial/>", list), own}), "<serial")) << list;
    EXPECT_FALSE(
        contains(shown({"", entry("1", "<chardev:serial/>", pair("chardev", "-device", "other")), own}), "<serial"));
    EXPECT_FALSE(contains(
        shown({"", entry("1", "<chardev:serial/>", pair("chardev", "-device", "mine") + "<chardev:arg value='x'/>"),
               own}),
        "<serial"));
    EXPECT_TRUE(
        contains(shown({"", entry("1", "<chardev:serial/>", "<chardev:arg value='x'/>"), own}), "value='mine'"));
}

TEST(HostileXen, OneSerialPortAtMostReachesTheStockDriver)
{
    const auto two = "<serial type='pty'/><serial type='pty'><target port='0'/></serial>";
    for (const std::string &devices : std::initializer_list<std::string>{
             "<serial type='pty'/><serial type='pty'/>", "<serial type='spicevmc'/><serial type='spicevmc'/>",
             "<serial/><console type='pty'/><console type='pty'><target type='serial' port='1'/></console>",
             "<console type='pty'/><console type='pty'/>",
             "<serial type='nmdm'><source master='/a' slave='/b'/></serial><serial type='pty'/>",
             "<serial type='nonsense'/><serial type='pty'/>", "<serial/></devices><devices><serial/>", two})
        for (const std::string &metadata :
             {std::string(), entry("0", "<chardev:serial type='null'/>", pair("chardev", "-device", "mine"))}) {
            const auto stock = stored(document({devices, metadata, arguments(pair("xen", "-device", "mine"))}));
            EXPECT_TRUE(is_error(stock) || count(stock, "<serial") + count(stock, "<console") <= 1) << stock;
            EXPECT_TRUE(is_error(stock) || startable(stock, policy)) << stock;
        }
}

/// As libvirt reads them, these are guests with two serial ports.
TEST(HostileXen, NoDisguiseHidesAGuest)
{
    const std::string devices = "<devices><serial type='pty'/><serial type='pty'/></devices>";
    for (const std::string &xml : std::initializer_list<std::string>{
             "<domain><os><type>hvm</type></os>" + devices + "</domain>",
             "<x:domain xmlns:x='urn:x'><os><type>hvm</type></os>" + devices + "</x:domain>",
             "<domain><os/><os><type>hvm</type></os>" + devices + "</domain>",
             "<domain><os><type>h<b>v</b><!-- x -->m</type></os>" + devices + "</domain>",
             "<domain><os><type><![CDATA[hvm]]></type></os>" + devices + "</domain>",
             "<domain><os><type>&#104;vm</type></os>" + devices + "</domain>",
             "<!DOCTYPE domain [<!ENTITY x 'hvm'>]><domain><os><type>&x;</type></os>" + devices + "</domain>",
         }) {
        const auto stock = stored(xml);
        EXPECT_TRUE(is_error(stock) || count(stock, "<serial") == 1) << xml << stock;
        EXPECT_FALSE(startable(xml, policy)) << xml;
    }
}

TEST(HostileXen, NoEncodingHidesAPort)
{
    const std::string serial = "+ADw-+AHMAZQByAGkAYQBs- type='pty'/>";
    const auto xml = "<?xml version='1.0' encoding='UTF-7'?>\n<domain><os><type>hvm</type></os><devices>" + serial +
                     serial + "</devices></domain>";
    if (!Xml(xml).root()) GTEST_SKIP() << "libxml2 knows no UTF-7 here";
    EXPECT_TRUE(contains(stored(xml), "must be in UTF-8"));
    EXPECT_FALSE(startable(xml, policy));
}

TEST(HostileXen, SeveralCommandLinesAreOne)
{
    const auto line = [](const std::string &n) { return arguments(pair("xen", "-chardev", "pty,id=serial" + n)); };
    const auto claim = [](const std::string &n) {
        return entry(n, "<chardev:serial/>", pair("chardev", "-chardev", "pty,id=serial" + n));
    };
    const auto text =
        shown({"", claim("0") + claim("2"), line("0") + arguments(pair("xen", "-device", "mine")) + line("2")});
    EXPECT_EQ(count(text, "<serial"), 2U) << text;
    EXPECT_EQ(count(text, "commandline"), 2U) << text;
    EXPECT_TRUE(contains(text, "mine")) << text;
    const auto again = stored(text);
    EXPECT_TRUE(contains(again, "index=2")) << again;
}

TEST(HostileXen, AParavirtualisedGuestHasNoPortsWhateverItsMetadataSay)
{
    const Guest guest{"<console type='pty'/>",
                      entry("1", "<chardev:serial/>", pair("chardev", "-chardev", "pty,id=serial1")),
                      arguments(pair("xen", "-chardev", "pty,id=serial1")), "xen"};
    EXPECT_EQ(stored(document(guest)), "untouched");
    EXPECT_EQ(shown(guest), "untouched");
    EXPECT_TRUE(argument_ports(document(guest), policy).empty());
    EXPECT_TRUE(startable(document(guest), policy));
}

}  // namespace
}  // namespace chardev::xen
