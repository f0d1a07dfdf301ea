// SPDX-License-Identifier: LGPL-2.1-or-later
// Our metadata: written, read again, and written by somebody else.
#include <gtest/gtest.h>

#include "conf/document/builder.hpp"
#include "conf/document/metadata.hpp"
#include "conf/xml/dom.hpp"

namespace chardev {
namespace {

Metadata read(const std::string &xml)
{
    const auto dom = Dom::parse(xml, "x.xml");
    return read_metadata({(*dom)->root()});
}

/// <chardev:ports> with this in it.
std::string ports(const std::string &content, const std::string &version = "1")
{
    return "<chardev:ports xmlns:chardev='urn:libvirt-chardev:ports:1' version='" + version + "'>" + content +
           "</chardev:ports>";
}
std::string entry(const std::string &element, const std::string &slot = "kind='serial' index='0'")
{
    return "<chardev:port " + slot + ">" + element + "</chardev:port>";
}
/// A stock domain with a tcp serial port 0 and these metadata.
std::string stock(const std::string &metadata)
{
    return "<domain><metadata>" + metadata +
           "</metadata><devices><serial type='tcp'><source mode='connect' host='::1' service='1'/>"
           "<protocol type='raw'/><target port='0'/></serial></devices></domain>";
}
const std::string fresh = "<chardev:console type='tcp'><chardev:connect addr='::1' port='1'/></chardev:console>";
const std::string stale = "<chardev:console type='tcp'><chardev:connect addr='::1' port='2'/></chardev:console>";

bool is_shown(const std::string &metadata)
{
    return contains(raised(stock(metadata)), "<connect");
}

TEST(Metadata, AreReadAsTheyWereWritten)
{
    Metadata metadata;
    for (const auto &backend : backend_samples()) {
        Port port;
        port.backend = backend;
        if (!std::holds_alternative<Foreign>(backend))
            metadata.ports.push_back({{Kind::serial, static_cast<unsigned>(metadata.ports.size())}, port});
    }
    metadata.arguments = {"-set", "a'\"<&>=b"};
    metadata.own_container = true;
    const auto xml = write_metadata(metadata, "  ");
    ASSERT_TRUE(xml) << xml.error().message();
    const auto again = read(*xml);
    EXPECT_EQ(again.arguments, metadata.arguments);
    EXPECT_TRUE(again.own_container);
    ASSERT_EQ(again.ports.size(), metadata.ports.size()) << *xml;
    for (std::size_t i = 0; i < again.ports.size(); ++i) {
        EXPECT_EQ(again.ports[i].slot, metadata.ports[i].slot);
        EXPECT_EQ(again.ports[i].port, metadata.ports[i].port) << *xml;
    }
}

TEST(Metadata, DoNotKeepWhatTheStockElementSaysItself)
{
    const auto result = lowered(domain_with(
        "<serial type='pty' model='pci' tty='/dev/pts/1'><alias name='ua-a'/><address type='pci' slot='5'/></serial>"));
    const auto kept = result.substr(0, result.find("</metadata>"));
    EXPECT_FALSE(contains(kept, "alias") || contains(kept, "address") || contains(kept, "tty")) << kept;
    EXPECT_TRUE(contains(result, "<alias name='ua-a'/>") && contains(result, "<address type='pci' slot='5'/>"))
        << result;
}

TEST(Metadata, AreBelievedAsLongAsTheyFitTheStockElement)
{
    EXPECT_TRUE(is_shown(ports(entry(fresh))));
    EXPECT_FALSE(is_shown(ports(entry(stale))));
    EXPECT_FALSE(is_shown(ports(entry(fresh, "kind='serial' index='1'"))));
    EXPECT_FALSE(is_shown(ports(entry(fresh, "kind='parallel' index='0'"))));
}

TEST(Metadata, OfANewerVersionAreLeftAlone)
{
    const auto newer = stock(ports(entry(fresh), "2"));
    EXPECT_EQ(raised(newer), "untouched");
    EXPECT_EQ(raised(newer, View::port), "untouched");
    EXPECT_EQ(lowered(newer), "untouched");
    EXPECT_TRUE(contains(lowered(changed(newer, "<devices>", "<devices><parallel/>")), "newer release"));
    EXPECT_TRUE(contains(text_of(attach(newer, "<parallel/>", fake_policy)), "newer release"));
}

TEST(Metadata, ThatMakeNoSenseAreLeftOut)
{
    for (const auto &content :
         {entry(fresh, "kind='serial' index='-1'"), entry(fresh, "kind='serial' index='4294967296'"),
          entry(fresh, "kind='serial' index=''"), entry(fresh, "kind='usb' index='0'"), entry(fresh, ""), entry(""),
          entry("<chardev:disk/>"), entry(entry(fresh)), entry("<console/>"), fresh, ports(entry(fresh)),
          entry("<chardev:console type='tcp'/>"), std::string("text"), std::string("<!-- x -->"),
          entry("<x:console xmlns:x='urn:x' type='tcp'><x:connect addr='::1' port='1'/></x:console>")})
        EXPECT_FALSE(is_shown(ports(content))) << content;
}

TEST(Metadata, OfSeveralForOneSlotTheFirstCounts)
{
    EXPECT_FALSE(is_shown(ports(entry(stale) + entry(fresh))));
    EXPECT_TRUE(is_shown(ports(entry(fresh) + entry(stale))));
    EXPECT_TRUE(is_shown(ports(entry(fresh)) + ports(entry(stale))));
}

TEST(Metadata, AreKnownByTheirNamespaceWhateverThePrefix)
{
    const std::string port =
        "<port kind='serial' index='0'><console type='tcp'><connect addr='::1' port='1'/></console></port>";
    EXPECT_TRUE(is_shown("<ports xmlns='urn:libvirt-chardev:ports:1' version='1'>" + port + "</ports>"));
    EXPECT_EQ(raised(stock(
                  "<chardev:ports xmlns:chardev='urn:other' version='1'>urn:libvirt-chardev:ports:1</chardev:ports>")),
              "untouched");
}

TEST(Metadata, ElsewhereInADocumentAreNotOurs)
{
    const auto nested = stock("<a:b xmlns:a='urn:a'>" + ports(entry(fresh)) + "</a:b>");
    EXPECT_EQ(raised(nested), "untouched");
    EXPECT_EQ(lowered(nested), "untouched");
}

TEST(Metadata, GoWhenNothingIsLeftOfThem)
{
    for (const auto &result : {lowered(stock(ports(entry(stale)))), raised(stock(ports(entry(stale)) + ports("")))}) {
        EXPECT_FALSE(contains(result, "chardev")) << result;
        EXPECT_TRUE(contains(result, "<metadata></metadata>")) << result;
    }
}

TEST(Metadata, ListOnlyArgumentsThatAreThere)
{
    const auto list = ports(
        entry(fresh) +
        "<chardev:arg value='-set'/><chardev:arg value='chardev.charserial0.wait=on'/><chardev:arg value='-odd'/>");
    const auto line =
        "<q:commandline xmlns:q='urn:fake'><q:arg value='-device'/><q:arg value='-set'/><q:arg value='mine'/></q:commandline></domain>";
    const auto shown = raised(changed(stock(list), "</domain>", line));
    EXPECT_TRUE(contains(shown, line)) << shown;
}

}  // namespace
}  // namespace chardev
