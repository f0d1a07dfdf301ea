// SPDX-License-Identifier: LGPL-2.1-or-later
// XML through the public API: lowered on its way to the stock driver, raised on its way out.
#include <string>

#include <gtest/gtest.h>
#include <libvirt/virterror.h>

#include "driver/fake_stock.hpp"

namespace {

const std::string ours =
    "<domain type='qemu'><name>fake</name><devices>"
    "<console type='tcp'><listen addr='127.0.0.1' port='12356'><nowait/><nodelay/></listen></console>"
    "</devices></domain>";
const std::string theirs =
    "<domain type='qemu'><name>fake</name><devices><serial type='pty'><source path='/x'/></serial>"
    "</devices></domain>";
const std::string wrong =
    "<domain type='qemu'><name>fake</name><devices><console type='tcp'><listen port='99999'/></console>"
    "</devices></domain>";

bool is_lowered(const std::string &xml)
{
    return xml.find("<source mode='bind' host='127.0.0.1' service='12356'/>") != xml.npos &&
           xml.find("urn:libvirt-chardev:ports:1") != xml.npos && xml.find("chardev.charserial0.delay=off") != xml.npos;
}

class Translate : public testing::Test {
protected:
    void SetUp() override { stock.reset(); }
    fake::StockDriver &stock = fake::StockDriver::instance();
    const fake::Connection conn{fake::uri};
};

std::string free_text(char *text)
{
    const std::string result = text ? text : "";
    std::free(text);
    return result;
}

TEST_F(Translate, DefineLowers)
{
    const virDomainPtr domain = virDomainDefineXML(conn.get(), ours.c_str());
    ASSERT_NE(domain, nullptr);
    virDomainFree(domain);
    EXPECT_TRUE(is_lowered(stock.call("virDomainDefineXML").texts.at(0)));
}

TEST_F(Translate, DocumentsThatAreNotOursPassAsTheyAre)
{
    virDomainFree(virDomainDefineXMLFlags(conn.get(), theirs.c_str(), 0));
    EXPECT_EQ(stock.call("virDomainDefineXMLFlags").texts.at(0), theirs);
}

TEST_F(Translate, AMistakeIsAnXmlErrorAndTheStockDriverIsNotAsked)
{
    EXPECT_EQ(virDomainDefineXML(conn.get(), wrong.c_str()), nullptr);
    EXPECT_EQ(virGetLastErrorCode(), VIR_ERR_XML_ERROR);
    EXPECT_NE(std::string(virGetLastErrorMessage()).find("99999"), std::string::npos) << virGetLastErrorMessage();
    EXPECT_EQ(stock.count("virDomainDefineXML"), 0U);
}

TEST_F(Translate, TheStockDriversOwnErrorIsLeft)
{
    stock.numbers["virDomainCreateXML"] = -1;
    stock.during = [](const fake::Call &) {
        chardev::driver::libvirt_private().report_error(VIR_FROM_TEST, VIR_ERR_NO_DOMAIN, "f", "f", 1, "%s", "gone");
    };
    EXPECT_EQ(virDomainCreateXML(conn.get(), ours.c_str(), 0), nullptr);
    EXPECT_EQ(virGetLastErrorCode(), VIR_ERR_NO_DOMAIN);
    EXPECT_EQ(stock.count("virDomainCreateXML"), 1U);
}

TEST_F(Translate, WhatWasDefinedIsShownAsItWasWritten)
{
    stock.texts["virDomainGetXMLDesc"] = conn.lowered(ours);
    const std::string shown = free_text(virDomainGetXMLDesc(conn.domain(), 0));
    EXPECT_NE(shown.find("<listen addr='127.0.0.1' port='12356'>"), shown.npos) << shown;
    EXPECT_EQ(shown.find("qemu:arg"), shown.npos) << shown;
    EXPECT_EQ(shown.find("urn:libvirt-chardev"), shown.npos) << shown;
}

TEST_F(Translate, ViewsAreAskedForInTheUri)
{
    const std::string stored =
        "<domain type='qemu'>\n  <devices>\n    <serial type='null'>\n      <target port='0'/>\n    </serial>\n"
        "    <serial type='dev'>\n      <source path='/dev/ttyS7'/>\n      <target port='1'/>\n    </serial>\n"
        "  </devices>\n</domain>\n";
    stock.texts["virDomainGetXMLDesc"] = stored;
    const fake::Connection port("fake:///system?chardev=port");
    const fake::Connection libvirt("fake:///system?x=y&chardev=libvirt");
    EXPECT_EQ(free_text(virDomainGetXMLDesc(conn.domain(), 0)), stored);
    EXPECT_EQ(free_text(virDomainGetXMLDesc(libvirt.domain(), 0)), stored);
    const std::string shown = free_text(virDomainGetXMLDesc(port.domain(), 0));
    EXPECT_NE(shown.find("type='host'"), shown.npos) << shown;
}

TEST_F(Translate, AnUnknownViewFailsTheOpen)
{
    EXPECT_EQ(virConnectOpen("fake:///system?chardev=both"), nullptr);
    EXPECT_EQ(virGetLastErrorCode(), VIR_ERR_CONFIG_UNSUPPORTED);
    EXPECT_NE(std::string(virGetLastErrorMessage()).find("chardev=both"), std::string::npos);
}

TEST_F(Translate, DocumentsInTypedParametersAreLowered)
{
    const auto save = reinterpret_cast<int (*)(virDomainPtr, virTypedParameterPtr, int, unsigned)>(
        chardev::driver::libvirt_function("virDomainSaveParams"));
    if (!save) GTEST_SKIP() << "this libvirt has no virDomainSaveParams";
    virTypedParameterPtr params = nullptr;
    int count = 0, room = 0;
    virTypedParamsAddString(&params, &count, &room, "file", "/x");
    virTypedParamsAddString(&params, &count, &room, "dxml", ours.c_str());
    save(conn.domain(), params, count, 0);
    const auto call = stock.call("virDomainSaveParams");
    EXPECT_EQ(call.texts.at(0), "file=/x");
    EXPECT_TRUE(is_lowered(call.texts.at(1)));
    EXPECT_EQ(params[1].value.s, ours) << "the caller's parameters are the caller's";
    virTypedParamsFree(params, count);
}

}  // namespace
