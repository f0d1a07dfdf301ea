// SPDX-License-Identifier: LGPL-2.1-or-later
// Attach, update and detach: who makes the change, and that definition and running guest stay together.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <thread>

#include <gtest/gtest.h>
#include <libvirt/virterror.h>

#include "documents.hpp"
#include "fake_stock.hpp"

namespace {

using documents::domain;
using Functions = std::vector<std::string>;

constexpr const char *ours = "<console type='null' model='isa'/>";
constexpr const char *stock_port = "<serial type='null'><target port='1'/></serial>";
constexpr const char *disk = "<disk type='file'><serial>x</serial></disk>";
constexpr unsigned config = VIR_DOMAIN_AFFECT_CONFIG;
constexpr unsigned live = VIR_DOMAIN_AFFECT_LIVE;

class Edit : public testing::Test {
protected:
    void SetUp() override
    {
        stock.reset();
        virDomainFree(virDomainDefineXML(conn.get(), domain("<console/>").c_str()));
        with_metadata = stock.call("virDomainDefineXML").texts.at(0);
        stock.reset();
        stock.numbers["virDomainIsPersistent"] = 1;
        stock.texts["virDomainGetXMLDesc"] = domain("<serial type='pty'><target port='0'/></serial>");
    }
    [[nodiscard]] bool defined_port(const char *mark) const
    {
        return stock.call("virDomainDefineXMLFlags").texts.at(0).find(mark) != std::string::npos;
    }
    fake::Stock &stock = fake::Stock::instance();
    const fake::Connection conn{fake::uri};
    std::string with_metadata;
};

TEST_F(Edit, APortOfOursIsAttachedToTheDefinition)
{
    ASSERT_EQ(virDomainAttachDeviceFlags(conn.domain(), ours, config), 0) << virGetLastErrorMessage();
    EXPECT_EQ(stock.call("virDomainGetXMLDesc").flags, unsigned{VIR_DOMAIN_XML_INACTIVE | VIR_DOMAIN_XML_SECURE});
    EXPECT_TRUE(defined_port("<chardev:console type="));
    EXPECT_EQ(stock.count("virDomainAttachDeviceFlags"), 0U);
}

TEST_F(Edit, CurrentMeansTheDefinitionOfAGuestThatIsOff)
{
    ASSERT_EQ(virDomainAttachDeviceFlags(conn.domain(), ours, 0), 0) << virGetLastErrorMessage();
    EXPECT_EQ(stock.count("virDomainDefineXMLFlags"), 1U);
    stock.numbers["virDomainIsActive"] = 1;
    EXPECT_EQ(virDomainAttachDeviceFlags(conn.domain(), ours, 0), 0);
    EXPECT_EQ(stock.call("virDomainAttachDeviceFlags").texts.at(0).substr(0, 7), "<serial");
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
    EXPECT_EQ(stock.call("virDomainAttachDeviceFlags").texts.at(0), stock_port);
    EXPECT_EQ(stock.count("virDomainDefineXMLFlags"), 0U);
}

TEST_F(Edit, AStockPortOfAGuestWithOursIsOurs)
{
    stock.texts["virDomainGetXMLDesc"] = with_metadata;
    ASSERT_EQ(virDomainAttachDeviceFlags(conn.domain(), stock_port, config), 0) << virGetLastErrorMessage();
    EXPECT_TRUE(defined_port("<serial type='null'>"));
    EXPECT_EQ(stock.count("virDomainAttachDeviceFlags"), 0U);
}

TEST_F(Edit, BothOrNeither)
{
    stock.numbers["virDomainIsActive"] = 1;
    stock.numbers["virDomainAttachDeviceFlags"] = -1;
    stock.during = [](const fake::Call &call) {
        if (call.function == "virDomainAttachDeviceFlags")
            chardev::driver::libvirt_private().report_error(VIR_FROM_TEST, VIR_ERR_NO_SUPPORT, "f", "f", 1, "%s", "no");
    };
    EXPECT_EQ(virDomainAttachDeviceFlags(conn.domain(), ours, config | live), -1);
    EXPECT_EQ(virGetLastErrorCode(), VIR_ERR_NO_SUPPORT) << "the error is the live one's";
    EXPECT_EQ(stock.functions(), (Functions{"virDomainIsActive", "virDomainIsPersistent", "virDomainGetXMLDesc",
                                            "virDomainDefineXMLFlags", "virDomainAttachDeviceFlags",
                                            "virDomainDefineXMLFlags"}));
    EXPECT_EQ(stock.call("virDomainAttachDeviceFlags").flags, live);
}

TEST_F(Edit, TwoEditsAtOnceBothStay)
{
    std::atomic<int> reading{0};
    std::atomic<int> at_once{0};
    stock.during = [&](const fake::Call &call) {
        if (call.function == "virDomainGetXMLDesc") {
            at_once = std::max(at_once.load(), ++reading);
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
        }
        if (call.function == "virDomainDefineXMLFlags")
            --reading;
    };
    const auto attach = [this] { EXPECT_EQ(virDomainAttachDeviceFlags(conn.domain(), ours, config), 0); };
    std::thread first(attach);
    attach();
    first.join();
    EXPECT_EQ(at_once, 1) << "the second read a definition that the first was about to replace";
}

TEST_F(Edit, AGuestThatIsOffIsNotChangedForWhatItMustRunFor)
{
    stock.numbers["virDomainAttachDeviceFlags"] = -1;
    EXPECT_EQ(virDomainAttachDeviceFlags(conn.domain(), ours, config | live), -1);
    EXPECT_EQ(stock.call("virDomainAttachDeviceFlags").flags, config | live);
    EXPECT_EQ(stock.count("virDomainDefineXMLFlags"), 0U);
}

TEST_F(Edit, FlagsThatNobodyKnowsAreTheStockDriversToRefuse)
{
    constexpr unsigned unknown = 1U << 20;
    virDomainAttachDeviceFlags(conn.domain(), ours, config | unknown);
    EXPECT_EQ(stock.call("virDomainAttachDeviceFlags").flags, config | unknown);
    EXPECT_EQ(stock.count("virDomainDefineXMLFlags"), 0U);
}

TEST_F(Edit, SecretsOfAGuestWithoutPortsOfOursAreNotAskedFor)
{
    unsigned long asked = 0;
    stock.during = [&asked](const fake::Call &call) {
        if (call.function == "virDomainGetXMLDesc")
            asked |= call.flags;
    };
    EXPECT_EQ(virDomainAttachDeviceFlags(conn.domain(), stock_port, config), 0);
    EXPECT_EQ(virDomainDetachDeviceAlias(conn.domain(), "ua-disk", config), 0);
    EXPECT_EQ(asked, unsigned{VIR_DOMAIN_XML_INACTIVE});
}

TEST_F(Edit, AnOptionThatNeedsArgumentsCannotBeGivenToARunningGuest)
{
    constexpr const char *nodelay = "<console type='tcp'><listen port='1'><nowait/><nodelay/></listen></console>";
    EXPECT_EQ(virDomainAttachDeviceFlags(conn.domain(), nodelay, config | live), -1);
    EXPECT_EQ(virDomainAttachDevice(conn.domain(), nodelay), -1);
    EXPECT_EQ(stock.count("virDomainDefineXMLFlags") + stock.count("virDomainAttachDevice"), 0U);
}

TEST_F(Edit, ATransientGuestIsTheStockDriversToRefuse)
{
    stock.numbers["virDomainIsPersistent"] = 0;
    virDomainAttachDeviceFlags(conn.domain(), ours, config);
    EXPECT_EQ(stock.count("virDomainAttachDeviceFlags"), 1U);
    EXPECT_EQ(stock.count("virDomainDefineXMLFlags"), 0U);
}

TEST_F(Edit, DetachByElement)
{
    stock.texts["virDomainGetXMLDesc"] = with_metadata;
    ASSERT_EQ(virDomainDetachDeviceFlags(conn.domain(), "<console/>", config), 0) << virGetLastErrorMessage();
    EXPECT_FALSE(defined_port("<serial"));
    EXPECT_EQ(virDomainDetachDeviceFlags(conn.domain(), "<parallel type='null'/>", config), -1);
    EXPECT_EQ(stock.count("virDomainDefineXMLFlags"), 1U);
}

TEST_F(Edit, AnAliasThatIsNoPortsIsTheStockDrivers)
{
    stock.texts["virDomainGetXMLDesc"] = with_metadata;
    EXPECT_EQ(virDomainDetachDeviceAlias(conn.domain(), "ua-disk", config), 0);
    EXPECT_EQ(stock.call("virDomainDetachDeviceAlias").texts.at(0), "ua-disk");
}

TEST_F(Edit, AnAutostartedGuestGetsNoPortThatWaits)
{
    stock.numbers["virDomainGetAutostart="] = 1;
    EXPECT_EQ(virDomainAttachDeviceFlags(conn.domain(), documents::waiting_port.c_str(), config), -1);
    EXPECT_EQ(virGetLastErrorCode(), VIR_ERR_OPERATION_INVALID);
    EXPECT_EQ(stock.count("virDomainDefineXMLFlags"), 0U);
}

}  // namespace
