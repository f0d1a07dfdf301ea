// SPDX-License-Identifier: LGPL-2.1-or-later
// Xen's guests through the public API: the stock driver is never given a document that would crash its daemon.
#include <cstdlib>

#include <gtest/gtest.h>
#include <libvirt/virterror.h>

#include "driver/fake_stock.hpp"
#include "driver/fake_xen.hpp"

namespace {

using fake::xen_domain;

const std::string in_ports =
    "<serial/><serial type='tcp'><listen addr='127.0.0.1' port='12356'><nowait/></listen></serial>"
    "<parallel type='file' path='/tmp/lpt'/>";
const std::string in_libvirts =
    "<serial type='pty'><target port='0'/></serial><serial type='pty'><target port='1'/></serial>";

std::size_t count(const std::string &text, const std::string &part)
{
    std::size_t found = 0;
    for (auto at = text.find(part); at != text.npos; at = text.find(part, at + 1)) ++found;
    return found;
}

bool has(const std::string &text, const char *part)
{
    return text.find(part) != text.npos;
}

/// One serial port at most has an element, the others and the parallel ones arguments.
void expect_harmless(const std::string &xml)
{
    EXPECT_LE(count(xml, "<serial"), 1U) << xml;
    EXPECT_EQ(count(xml, "<parallel"), 0U) << xml;
    EXPECT_TRUE(has(xml, "<xen:commandline")) << xml;
    EXPECT_TRUE(has(xml, "id=serial1")) << xml;
}

class XenTranslate : public testing::Test {
protected:
    void SetUp() override
    {
        stock.reset();
        fake::terminals().clear();
    }
    [[nodiscard]] std::string defined(const std::string &devices)
    {
        stock.reset();
        return conn.lowered(xen_domain(devices));
    }
    [[nodiscard]] std::string shown(const char *uri = fake::xen_uri)
    {
        const fake::Connection client(uri);
        char *text = virDomainGetXMLDesc(client.domain(), 0);
        const std::string result = text ? text : "";
        std::free(text);
        return result;
    }
    fake::StockDriver &stock = fake::StockDriver::instance();
    const fake::Connection conn{fake::xen_uri};
};

TEST_F(XenTranslate, TwoSerialsReachTheStockDriverAsOne)
{
    for (const auto &devices : {in_ports, in_libvirts}) expect_harmless(defined(devices));
    virDomainFree(virDomainCreateXML(conn.get(), xen_domain(in_libvirts).c_str(), 0));
    expect_harmless(stock.call("virDomainCreateXML").texts.at(0));
}

TEST_F(XenTranslate, EveryDocumentThatComesInIsLowered)
{
    const std::string xml = xen_domain(in_libvirts);
    virDomainFree(virDomainDefineXMLFlags(conn.get(), xml.c_str(), 0));
    virDomainFree(virDomainCreateXMLWithFiles(conn.get(), xml.c_str(), 0, nullptr, 0));
    virDomainSaveFlags(conn.domain(), "/x", xml.c_str(), 0);
    virDomainRestoreFlags(conn.get(), "/x", xml.c_str(), 0);
    for (const char *function : {"virDomainDefineXMLFlags", "virDomainCreateXMLWithFiles"})
        expect_harmless(stock.call(function).texts.at(0));
    for (const char *function : {"virDomainSaveFlags", "virDomainRestoreFlags"})
        expect_harmless(stock.call(function).texts.at(1));
}

TEST_F(XenTranslate, AttachingMakesNoSecondElement)
{
    const std::pair<std::string, const char *> rows[] = {
        {"<serial/>", "<console/>"},
        {"<serial/>", "<serial type='null'/>"},
        {"<serial type='pty'/>", "<serial type='tcp'><listen port='4555'><nowait/></listen></serial>"},
        {"<serial/><serial/>", "<parallel type='file' path='/x'/>"},
    };
    for (const auto &[devices, fragment] : rows) {
        const std::string before = defined(devices);
        stock.reset();
        stock.numbers["virDomainIsPersistent"] = 1;
        stock.texts["virDomainGetXMLDesc"] = before;
        EXPECT_EQ(virDomainAttachDeviceFlags(conn.domain(), fragment, VIR_DOMAIN_AFFECT_CONFIG), 0)
            << virGetLastErrorMessage();
        const std::string xml = stock.call("virDomainDefineXMLFlags").texts.at(0);
        EXPECT_EQ(count(xml, "<serial"), 1U) << xml;
        EXPECT_TRUE(has(xml, "<xen:commandline")) << xml;
    }
}

TEST_F(XenTranslate, OneSerialInLibvirtsGrammarPassesAsItIs)
{
    const std::string devices =
        "<serial type='pty'><target port='0'/></serial><console type='pty'><target port='0'/></console>";
    EXPECT_EQ(defined(devices), xen_domain(devices));
}

TEST_F(XenTranslate, WhatWasDefinedIsShownAsItWasWrittenWithItsTerminals)
{
    std::string live = defined("<serial/><serial/>");
    live.insert(live.find("type='xen'"), "id='5' ");
    stock.texts["virDomainGetXMLDesc"] = live;
    fake::terminals()[5][{chardev::Kind::serial, 1}] = "/dev/pts/77";
    const std::string text = shown();
    EXPECT_EQ(count(text, "<serial"), 2U) << text;
    EXPECT_TRUE(has(text, "/dev/pts/77")) << text;
    EXPECT_FALSE(has(text, "xen:commandline")) << text;
    EXPECT_TRUE(has(shown("fakexen:///system?chardev=libvirt"), "<source path='/dev/pts/77'/>"));
}

TEST_F(XenTranslate, ParavirtualisedGuestsAreTheStockDrivers)
{
    const std::string xml = xen_domain("<console/>", {}, "linux");
    virDomainFree(virDomainDefineXML(conn.get(), xml.c_str()));
    EXPECT_EQ(stock.call("virDomainDefineXML").texts.at(0), xml);
    const std::string wrong = xen_domain("<parallel type='file' path='/x'/>", {}, "linux");
    EXPECT_EQ(virDomainDefineXML(conn.get(), wrong.c_str()), nullptr);
    EXPECT_EQ(stock.count("virDomainDefineXML"), 1U);
}

}  // namespace
