// SPDX-License-Identifier: LGPL-2.1-or-later
// Configuration files of xl and xm through the public API: the text is the stock driver's, the lines of ports are ours.
#include <cstdlib>

#include <gtest/gtest.h>
#include <libvirt/virterror.h>

#include "driver/fake_stock.hpp"
#include "driver/fake_xen.hpp"

namespace {

const std::string domain =
    fake::xen_domain("<serial/><serial type='tcp'><listen port='4555'><nowait/><nodelay/></listen></serial>");
const std::string configuration = "name = \"fake\"\nserial = [ \"pty\", \"tcp::4555,server,nowait,nodelay\" ]\n";

class Configuration : public testing::Test {
protected:
    static void SetUpTestSuite() { fake::allow_everything(); }
    void SetUp() override
    {
        stock.reset();
        stock.texts["virConnectDomainXMLToNative"] = "name = \"fake\"\nparallel = \"none\"\nserial = \"none\"\n";
        stock.texts["virConnectDomainXMLFromNative"] = fake::xen_domain("");
    }
    [[nodiscard]] static std::string owned(char *text)
    {
        const std::string result = text ? text : "";
        std::free(text);
        return result;
    }
    [[nodiscard]] std::string to(const char *format) const
    {
        return owned(virConnectDomainXMLToNative(conn.get(), format, domain.c_str(), 0));
    }
    [[nodiscard]] std::string from(const char *format, const char *uri = fake::xen_uri) const
    {
        const fake::Connection client(uri);
        return owned(virConnectDomainXMLFromNative(client.get(), format, configuration.c_str(), 0));
    }
    fake::StockDriver &stock = fake::StockDriver::instance();
    const fake::Connection conn{fake::xen_uri};
};

TEST_F(Configuration, PortsAreOursAndTheRestTheStockDrivers)
{
    const std::string text = to("xen-xl");
    EXPECT_NE(text.find("name = \"fake\"\n"), text.npos) << text;
    EXPECT_NE(text.find("\"tcp::4555,server,nowait,nodelay\""), text.npos) << text;
    EXPECT_EQ(text.find("parallel"), text.npos) << text;
    const auto call = stock.call("virConnectDomainXMLToNative");
    EXPECT_EQ(call.texts.at(0), "xen-xl");
    EXPECT_EQ(call.texts.at(1).find("4555"), std::string::npos) << call.texts.at(1);
}

TEST_F(Configuration, WhatXmCannotSayIsAnErrorOfOurs)
{
    EXPECT_EQ(to("xen-xm"), "");
    EXPECT_EQ(virGetLastErrorCode(), VIR_ERR_CONFIG_UNSUPPORTED) << virGetLastErrorMessage();
}

TEST_F(Configuration, TheStockDriversFailureIsLeft)
{
    stock.numbers["virConnectDomainXMLToNative"] = stock.numbers["virConnectDomainXMLFromNative"] = -1;
    stock.during = [](const fake::Call &) {
        chardev::driver::libvirt_private().report_error(VIR_FROM_TEST, VIR_ERR_NO_DOMAIN, "f", "f", 1, "%s", "gone");
    };
    EXPECT_EQ(to("xen-xl"), "");
    EXPECT_EQ(virGetLastErrorCode(), VIR_ERR_NO_DOMAIN);
    EXPECT_EQ(stock.count("virConnectDomainXMLToNative"), 1U);
    EXPECT_EQ(from("xen-xl"), "");
    EXPECT_EQ(stock.count("virConnectDomainXMLFromNative"), 1U);
}

TEST_F(Configuration, FilesAreReadIntoThePortGrammarOrAsTheConnectionSays)
{
    const std::string ports = from("xen-xl");
    EXPECT_NE(ports.find("<listen port='4555'>"), ports.npos) << ports;
    EXPECT_EQ(stock.call("virConnectDomainXMLFromNative").texts.at(1).find("serial"), std::string::npos);
    const std::string libvirts = from("xen-xl", "fakexen:///system?chardev=libvirt");
    EXPECT_NE(libvirts.find("<xen:commandline"), libvirts.npos) << libvirts;
}

TEST_F(Configuration, OtherFormatsAreTheStockDrivers)
{
    static_cast<void>(to("xen-sxpr"));
    EXPECT_EQ(stock.call("virConnectDomainXMLToNative").texts.at(0), "xen-sxpr");
    EXPECT_EQ(from("xen-sxpr"), fake::xen_domain(""));
    EXPECT_EQ(stock.call("virConnectDomainXMLFromNative").texts.at(1), configuration);
}

}  // namespace
