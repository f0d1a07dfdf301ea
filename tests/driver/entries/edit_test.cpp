// SPDX-License-Identifier: LGPL-2.1-or-later
// Attach, update and detach: the stock driver or we make the change, and nothing that others write meanwhile is lost.
#include <chrono>
#include <functional>
#include <optional>
#include <thread>
#include <utility>

#include <gtest/gtest.h>
#include <libvirt/virterror.h>

#include "driver/documents.hpp"
#include "driver/fake_stock.hpp"
#include "driver/stored_guest.hpp"

namespace {

using documents::domain;
using Functions = std::vector<std::string>;

constexpr const char *ours = "<console type='null' model='isa'/>";
constexpr const char *stock_port = "<serial type='null'><target port='1'/></serial>";
constexpr const char *nodelay = "<console type='tcp'><listen port='1'><nowait/><nodelay/></listen></console>";
constexpr const char *disk = "<disk type='file'><serial>x</serial></disk>";
constexpr unsigned config = VIR_DOMAIN_AFFECT_CONFIG;
constexpr unsigned live = VIR_DOMAIN_AFFECT_LIVE;

class Edit : public testing::Test {
protected:
    void SetUp() override
    {
        stock.reset();
        with_metadata = conn.lowered(domain("<console/>"));
        stock.reset();
        stock.numbers["virDomainIsPersistent"] = 1;
        guest.emplace(domain("<serial type='pty'><target port='0'/></serial>"));
    }
    [[nodiscard]] bool defined_port(const char *mark) const
    {
        return stock.call("virDomainDefineXMLFlags").texts.at(0).find(mark) != std::string::npos;
    }
    /// The entries that change something, in order.
    [[nodiscard]] Functions changes() const
    {
        Functions all = stock.functions();
        std::erase_if(all, [](const std::string &name) {
            return name == "virDomainGetXMLDesc" || name == "virDomainIsActive" || name == "virDomainIsPersistent" ||
                   name.ends_with("Autostart") || name.ends_with("AutostartOnce");
        });
        return all;
    }
    /// `entry` fails with this error, each time.
    void fail(const std::string &entry, int code)
    {
        stock.numbers[entry] = -1;
        guest->before = [=](const fake::Call &call) {
            if (call.function == entry)
                chardev::driver::libvirt_private().report_error(VIR_FROM_TEST, code, "f", "f", 1, "%s", "no");
        };
    }
    fake::StockDriver &stock = fake::StockDriver::instance();
    const fake::Connection conn{fake::uri};
    std::string with_metadata;
    std::optional<fake::StoredGuest> guest;
};

TEST_F(Edit, APortWithoutArgumentsIsNotedAndAttachedByTheStockDriver)
{
    ASSERT_EQ(virDomainAttachDeviceFlags(conn.domain(), ours, config), 0) << virGetLastErrorMessage();
    EXPECT_EQ(changes(), (Functions{"virDomainSetMetadata", "virDomainAttachDeviceFlags"}));
    const auto note = stock.call("virDomainSetMetadata");
    EXPECT_EQ(note.flags, config);
    EXPECT_EQ(note.texts, (Functions{"<port version='1' container='ours' kind='serial' index='1'>\n"
                                     "  <console type='null' model='isa'/>\n</port>",
                                     "chardev", "urn:libvirt-chardev:ports:1:serial1"}));
    const auto attached = stock.call("virDomainAttachDeviceFlags");
    EXPECT_EQ(attached.flags, config);
    EXPECT_EQ(attached.texts.at(0).substr(0, 20), "<serial type='null'>");
    EXPECT_NE(attached.texts.at(0).find(" port='1'"), std::string::npos) << attached.texts.at(0);
}

TEST_F(Edit, APortThatIsNotAttachedIsNotNotedEither)
{
    guest->before = [this](const fake::Call &call) {
        const bool attaches = call.function == "virDomainAttachDeviceFlags";
        const bool removes = call.function == "virDomainSetMetadata" && call.texts.size() < 3;
        if (attaches || call.function == "virDomainSetMetadata")
            stock.numbers[call.function] = attaches || removes ? -1 : 0;
        if (attaches || removes)
            chardev::driver::libvirt_private().report_error(
                VIR_FROM_TEST, attaches ? VIR_ERR_NO_SUPPORT : VIR_ERR_OPERATION_TIMEOUT, "f", "f", 1, "%s", "no");
    };
    EXPECT_EQ(virDomainAttachDeviceFlags(conn.domain(), ours, config), -1);
    EXPECT_EQ(virGetLastErrorCode(), VIR_ERR_NO_SUPPORT) << "the error is that of the attach";
}

TEST_F(Edit, ANoteThatIsTakenBackLeavesNoEmptyMetadata)
{
    fail("virDomainAttachDeviceFlags", VIR_ERR_NO_SUPPORT);
    EXPECT_EQ(virDomainAttachDeviceFlags(conn.domain(), ours, config), -1);
    EXPECT_EQ(guest->document().find("kind="), std::string::npos) << guest->document();
    EXPECT_NE(guest->document().find("container='ours'"), std::string::npos) << guest->document();
}

TEST_F(Edit, ANoteThatIsTakenBackLeavesNothingBesideOtherMetadata)
{
    guest->set(with_metadata);
    fail("virDomainAttachDeviceFlags", VIR_ERR_NO_SUPPORT);
    EXPECT_EQ(virDomainAttachDeviceFlags(conn.domain(), ours, config), -1);
    EXPECT_EQ(stock.last("virDomainSetMetadata").texts, (Functions{"chardev", "urn:libvirt-chardev:ports:1:serial1"}));
}

TEST_F(Edit, WhoMayNotNoteMayNotAttach)
{
    fail("virDomainSetMetadata", VIR_ERR_ACCESS_DENIED);
    EXPECT_EQ(virDomainAttachDeviceFlags(conn.domain(), ours, config), -1);
    EXPECT_EQ(virGetLastErrorCode(), VIR_ERR_ACCESS_DENIED);
    EXPECT_EQ(changes(), Functions{"virDomainSetMetadata"});
}

TEST_F(Edit, AnOptionNeedsArgumentsAndThoseADefinition)
{
    ASSERT_EQ(virDomainAttachDeviceFlags(conn.domain(), nodelay, config), 0) << virGetLastErrorMessage();
    EXPECT_EQ(changes(), Functions{"virDomainDefineXMLFlags"});
    EXPECT_TRUE(defined_port("chardev.charserial1.delay=off"));
}

TEST_F(Edit, CurrentMeansTheDefinitionOfAGuestThatIsOff)
{
    ASSERT_EQ(virDomainAttachDeviceFlags(conn.domain(), ours, 0), 0) << virGetLastErrorMessage();
    EXPECT_EQ(stock.call("virDomainAttachDeviceFlags").flags, config);
    stock.numbers["virDomainIsActive"] = 1;
    EXPECT_EQ(virDomainAttachDeviceFlags(conn.domain(), ours, 0), 0);
    EXPECT_EQ(stock.last("virDomainAttachDeviceFlags").flags, 0U) << "the stock driver looks again";
}

TEST_F(Edit, WhatIsNoPortIsTheStockDrivers)
{
    EXPECT_EQ(virDomainAttachDeviceFlags(conn.domain(), disk, config | live), 0);
    EXPECT_EQ(stock.functions(), Functions{"virDomainAttachDeviceFlags"});
    EXPECT_EQ(stock.call("virDomainAttachDeviceFlags").texts.at(0), disk);
}

TEST_F(Edit, AStockPortOfAGuestWithoutOursIsTheStockDrivers)
{
    EXPECT_EQ(virDomainAttachDeviceFlags(conn.domain(), stock_port, config), 0);
    EXPECT_EQ(changes(), Functions{"virDomainAttachDeviceFlags"});
    EXPECT_EQ(stock.call("virDomainAttachDeviceFlags").texts.at(0), stock_port);
}

TEST_F(Edit, AStockPortOfAGuestWithOursGetsItsNumber)
{
    guest->set(with_metadata);
    ASSERT_EQ(virDomainAttachDeviceFlags(conn.domain(), "<serial type='null'/>", config), 0)
        << virGetLastErrorMessage();
    const auto attached = stock.call("virDomainAttachDeviceFlags").texts.at(0);
    EXPECT_NE(attached.find("port='1'"), std::string::npos) << attached;
}

TEST_F(Edit, TheRunningGuestComesFirst)
{
    stock.numbers["virDomainIsActive"] = 1;
    ASSERT_EQ(virDomainAttachDeviceFlags(conn.domain(), ours, config | live), 0) << virGetLastErrorMessage();
    EXPECT_EQ(changes(), (Functions{"virDomainAttachDeviceFlags", "virDomainSetMetadata", "virDomainSetMetadata",
                                    "virDomainAttachDeviceFlags"}));
    fail("virDomainAttachDeviceFlags", VIR_ERR_NO_SUPPORT);
    EXPECT_EQ(virDomainAttachDeviceFlags(conn.domain(), ours, config | live), -1);
    EXPECT_EQ(virGetLastErrorCode(), VIR_ERR_NO_SUPPORT);
    EXPECT_EQ(stock.count("virDomainSetMetadata"), 2U) << "the definition was not touched again";
    EXPECT_EQ(stock.last("virDomainAttachDeviceFlags").flags, live);
}

TEST_F(Edit, APortOfTheRunningGuestIsNotedOnceItIsThere)
{
    stock.numbers["virDomainIsActive"] = 1;
    for (const unsigned flags : {0U, live}) {
        ASSERT_EQ(virDomainAttachDeviceFlags(conn.domain(), ours, flags), 0) << virGetLastErrorMessage();
        EXPECT_EQ(stock.last("virDomainSetMetadata").flags, live);
    }
    EXPECT_EQ(changes(), (Functions{"virDomainAttachDeviceFlags", "virDomainSetMetadata", "virDomainAttachDeviceFlags",
                                    "virDomainSetMetadata"}));
    EXPECT_EQ(stock.last("virDomainSetMetadata").texts.back(), "urn:libvirt-chardev:ports:1:serial2");
    EXPECT_NE(stock.last("virDomainAttachDeviceFlags").texts.at(0).find(" port='2'"), std::string::npos);
}

TEST_F(Edit, APortThatTheRunningGuestRefusesLeavesNoNote)
{
    stock.numbers["virDomainIsActive"] = 1;
    fail("virDomainAttachDeviceFlags", VIR_ERR_NO_SUPPORT);
    EXPECT_EQ(virDomainAttachDeviceFlags(conn.domain(), ours, live), -1);
    EXPECT_EQ(changes(), Functions{"virDomainAttachDeviceFlags"});
}

TEST_F(Edit, APortIsDetachedFromTheRunningGuestAsItsElementAndForgotten)
{
    stock.numbers["virDomainIsActive"] = 1;
    ASSERT_EQ(virDomainAttachDeviceFlags(conn.domain(), ours, live), 0);
    const auto attached = stock.last("virDomainAttachDeviceFlags").texts.at(0);
    for (const bool is_gone : {false, true}) {
        const auto document = guest->document();
        stock.numbers["virDomainDetachDeviceFlags"] = 0;
        if (!is_gone)
            guest->before = [&](const fake::Call &call) {
                if (call.function == "virDomainGetXMLDesc")
                    guest->set(document);  // a guest that has not let go of it yet
            };
        ASSERT_EQ(virDomainDetachDeviceFlags(conn.domain(), ours, live), 0) << virGetLastErrorMessage();
        EXPECT_EQ(stock.last("virDomainDetachDeviceFlags").texts.at(0), attached);
        EXPECT_EQ(stock.count("virDomainSetMetadata"), is_gone ? 2U : 1U);
        guest->before = nullptr;
    }
    EXPECT_EQ(stock.last("virDomainSetMetadata").texts.at(0).find("<console"), std::string::npos);
}

TEST_F(Edit, MetadataOfANewerReleaseLeaveTheRunningGuestToTheStockDriver)
{
    stock.numbers["virDomainIsActive"] = 1;
    auto newer = with_metadata;
    guest->set(newer.replace(newer.find("version='1'"), 11, "version='9'"));
    EXPECT_EQ(virDomainAttachDeviceFlags(conn.domain(), ours, live), 0) << virGetLastErrorMessage();
    EXPECT_EQ(changes(), Functions{"virDomainAttachDeviceFlags"});
}

TEST_F(Edit, ANumberThatTheRunningGuestHasIsRefused)
{
    stock.numbers["virDomainIsActive"] = 1;
    EXPECT_EQ(
        virDomainAttachDeviceFlags(conn.domain(), "<serial type='null' model='isa'><target port='0'/></serial>", live),
        -1);
    EXPECT_EQ(changes(), Functions());
}

TEST_F(Edit, APortInLibvirtsGrammarIsTheStockDriversAlone)
{
    stock.numbers["virDomainIsActive"] = 1;
    ASSERT_EQ(virDomainAttachDeviceFlags(conn.domain(), stock_port, live), 0);
    EXPECT_EQ(changes(), Functions{"virDomainAttachDeviceFlags"});
    EXPECT_EQ(stock.call("virDomainAttachDeviceFlags").texts.at(0), stock_port);
}

TEST_F(Edit, WhatTheRunningGuestHasAloneIsSaid)
{
    stock.numbers["virDomainIsActive"] = 1;
    fail("virDomainSetMetadata", VIR_ERR_OPERATION_TIMEOUT);
    EXPECT_EQ(virDomainAttachDeviceFlags(conn.domain(), ours, config | live), -1);
    EXPECT_EQ(virGetLastErrorCode(), VIR_ERR_OPERATION_TIMEOUT);
    const std::string message = virGetLastErrorMessage();
    EXPECT_TRUE(message.ends_with("no; the running guest was changed, but its definition was not")) << message;
}

TEST_F(Edit, TwoEditsAtOnceBothStay)
{
    guest->before = [](const fake::Call &) { std::this_thread::sleep_for(std::chrono::milliseconds(5)); };
    std::thread first([this] { EXPECT_EQ(virDomainAttachDeviceFlags(conn.domain(), nodelay, config), 0); });
    EXPECT_EQ(virDomainAttachDeviceFlags(conn.domain(), ours, config), 0);
    first.join();
    EXPECT_NE(guest->document().find("<serial type='tcp'>"), std::string::npos) << guest->document();
    EXPECT_NE(guest->document().find("<serial type='null'>"), std::string::npos) << guest->document();
}

TEST_F(Edit, AGuestThatIsOffIsNotChangedForWhatItMustRunFor)
{
    stock.numbers["virDomainAttachDeviceFlags"] = -1;
    EXPECT_EQ(virDomainAttachDeviceFlags(conn.domain(), ours, config | live), -1);
    EXPECT_EQ(stock.call("virDomainAttachDeviceFlags").flags, config | live);
    EXPECT_EQ(changes(), Functions{"virDomainAttachDeviceFlags"});
}

TEST_F(Edit, FlagsThatNobodyKnowsAreTheStockDriversToRefuse)
{
    constexpr unsigned unknown = 1U << 20;
    virDomainAttachDeviceFlags(conn.domain(), ours, config | unknown);
    EXPECT_EQ(stock.call("virDomainAttachDeviceFlags").flags, config | unknown);
    EXPECT_EQ(changes(), Functions{"virDomainAttachDeviceFlags"});
}

TEST_F(Edit, SecretsAreOnlyReadToBeStoredAgain)
{
    unsigned long asked = 0;
    guest->before = [&asked](const fake::Call &call) {
        if (call.function == "virDomainGetXMLDesc") asked |= call.flags;
    };
    EXPECT_EQ(virDomainAttachDeviceFlags(conn.domain(), stock_port, config), 0);
    EXPECT_EQ(virDomainDetachDeviceAlias(conn.domain(), "ua-disk", config), 0);
    EXPECT_EQ(virDomainAttachDeviceFlags(conn.domain(), ours, config), 0);
    EXPECT_EQ(asked, unsigned{VIR_DOMAIN_XML_INACTIVE});
    EXPECT_EQ(virDomainAttachDeviceFlags(conn.domain(), nodelay, config), 0);
    EXPECT_EQ(asked, unsigned{VIR_DOMAIN_XML_INACTIVE | VIR_DOMAIN_XML_SECURE});
}

TEST_F(Edit, AnOptionThatNeedsArgumentsCannotBeGivenToARunningGuest)
{
    EXPECT_EQ(virDomainAttachDeviceFlags(conn.domain(), nodelay, config | live), -1);
    EXPECT_EQ(virDomainAttachDevice(conn.domain(), nodelay), -1);
    EXPECT_EQ(changes(), Functions{});
}

TEST_F(Edit, ATransientGuestIsTheStockDriversToRefuse)
{
    stock.numbers["virDomainIsPersistent"] = 0;
    virDomainAttachDeviceFlags(conn.domain(), ours, config);
    EXPECT_EQ(changes(), Functions{"virDomainAttachDeviceFlags"});
}

TEST_F(Edit, DetachTakesTheElementThatIsStored)
{
    guest->set(with_metadata);
    ASSERT_EQ(virDomainDetachDeviceFlags(conn.domain(), "<console/>", config), 0) << virGetLastErrorMessage();
    EXPECT_EQ(changes(), Functions{"virDomainDetachDeviceFlags"});
    const auto element = stock.call("virDomainDetachDeviceFlags").texts.at(0);
    EXPECT_NE(with_metadata.find(element), std::string::npos) << element;
    EXPECT_NE(element.find("<target port='0'/>"), std::string::npos) << element;
    EXPECT_EQ(virDomainDetachDeviceFlags(conn.domain(), "<parallel type='null'/>", config), -1);
    EXPECT_EQ(stock.count("virDomainDetachDeviceFlags"), 1U);
}

TEST_F(Edit, AnAliasThatIsNoPortsIsTheStockDrivers)
{
    guest->set(with_metadata);
    for (const char *alias : {"ua-disk", "serial0", "charserial0", ""})
        EXPECT_EQ(virDomainDetachDeviceAlias(conn.domain(), alias, config), 0) << alias;
    EXPECT_EQ(changes(), Functions(4, "virDomainDetachDeviceAlias"))
        << "a definition has no other aliases than the user's";
}

TEST_F(Edit, AnErrorOfOursIsNoCallOfTheStockDrivers)
{
    const std::string gap =
        domain("<parallel type='tcp'><listen addr='127.0.0.1' port='4555'><nowait/><nodelay/></listen>"
               "<alias name='ua-a'/></parallel><parallel type='null'><target port='1'/></parallel>");
    guest->set(conn.lowered(gap));
    EXPECT_EQ(virDomainDetachDeviceAlias(conn.domain(), "ua-a", config), -1);
    EXPECT_NE(std::string(virGetLastErrorMessage()).find("would be number 0"), std::string::npos)
        << virGetLastErrorMessage();
    EXPECT_EQ(virDomainDetachDeviceFlags(conn.domain(), "<x:serial xmlns:x='u' type='null'/>", config), -1);
    EXPECT_EQ(stock.count("virDomainDetachDeviceAlias") + stock.count("virDomainDetachDeviceFlags"), 0U);
}

/// A definition that another client stores while a detach is on its way: a later port with an argument.
const std::string file = "<serial type='file' path='/a'/>";
const std::string later = file + "<console type='tcp'><connect port='1'><nodelay/></connect></console>";

TEST_F(Edit, ADetachLeavesNoArgumentsOfPortsThatCameMeanwhile)
{
    const auto other = conn.lowered(domain(later));
    virDomainFree(virDomainDefineXML(conn.get(), domain(file).c_str()));
    const auto mine = stock.last("virDomainDefineXML").texts.at(0);
    const std::function<int()> detaches[] = {
        [this] { return virDomainDetachDeviceFlags(conn.domain(), file.c_str(), config); },
        [this] {
            return virDomainDetachDeviceFlags(conn.domain(), "<serial type='null'><target port='0'/></serial>", 0);
        },
    };
    for (const auto &detach : detaches) {
        guest->set(mine);
        bool is_defined = false;
        guest->before = [&](const fake::Call &call) {
            if (call.function == "virDomainDetachDeviceFlags" && !std::exchange(is_defined, true)) guest->set(other);
        };
        ASSERT_EQ(detach(), 0) << virGetLastErrorMessage();
        EXPECT_NE(guest->document().find("chardev.charserial0.delay=off"), std::string::npos) << guest->document();
        EXPECT_EQ(guest->document().find("charserial1"), std::string::npos) << guest->document();
    }
}

TEST_F(Edit, AShutdownMakesADetachFromTheRunningGuestOneFromItsDefinition)
{
    guest->set(conn.lowered(domain(later)));
    stock.numbers["virDomainIsActive"] = 1;
    const auto begin = guest->document().find("<serial type='file'>");
    const auto stored = guest->document().substr(begin, guest->document().find("</serial>") + 9 - begin);
    ASSERT_EQ(virDomainDetachDeviceFlags(conn.domain(), stored.c_str(), 0), 0) << virGetLastErrorMessage();
    EXPECT_EQ(guest->document().find("charserial1"), std::string::npos) << guest->document();
}

TEST_F(Edit, ARunningGuestThatWasUndefinedStaysSo)
{
    guest->before = [this](const fake::Call &call) {
        if (call.function == "virDomainGetXMLDesc" && call.flags & VIR_DOMAIN_XML_SECURE)
            stock.numbers["virDomainIsPersistent"] = 0;
    };
    EXPECT_EQ(virDomainAttachDeviceFlags(conn.domain(), nodelay, config), -1);
    EXPECT_EQ(virGetLastErrorCode(), VIR_ERR_OPERATION_INVALID) << virGetLastErrorMessage();
    EXPECT_EQ(stock.count("virDomainDefineXMLFlags"), 0U);
}

TEST_F(Edit, AnAutostartedGuestGetsNoPortThatWaits)
{
    stock.numbers["virDomainGetAutostart="] = 1;
    EXPECT_EQ(virDomainAttachDeviceFlags(conn.domain(), documents::waiting_port.c_str(), config), -1);
    EXPECT_EQ(virGetLastErrorCode(), VIR_ERR_OPERATION_INVALID);
    EXPECT_EQ(stock.count("virDomainDefineXMLFlags"), 0U);
}

}  // namespace
