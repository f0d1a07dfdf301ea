// SPDX-License-Identifier: LGPL-2.1-or-later
// Migration: documents are lowered on both sides, never raised in between, and the destination never waits.
#include <gtest/gtest.h>
#include <libvirt/virterror.h>

#include "driver/documents.hpp"
#include "driver/entries/wrap.hpp"
#include "driver/fake_stock.hpp"

namespace {

using chardev::driver::Api;

bool has(const std::string &text, const char *part)
{
    return text.find(part) != text.npos;
}

class Migrate : public testing::Test {
protected:
    void SetUp() override
    {
        stock.reset();
        stored = conn.lowered(document);
        stock.reset();
        virTypedParamsAddString(&params, &count, &room, VIR_MIGRATE_PARAM_DEST_XML, document.c_str());
    }
    void TearDown() override { virTypedParamsFree(params, count); }

    /// One of libvirt's functions that no public header declares.
    template <auto Entry>
    [[nodiscard]] static auto function(const char *name)
    {
        return reinterpret_cast<chardev::driver::EntryFunction<Entry>>(chardev::driver::libvirt_function(name));
    }

    fake::StockDriver &stock = fake::StockDriver::instance();
    const fake::Connection conn{fake::uri};
    const std::string document = documents::domain(documents::waiting_port);
    std::string stored;
    virTypedParameterPtr params = nullptr;
    int count = 0, room = 0;
};

TEST_F(Migrate, WhatBeginAnswersIsLibvirtsAndDoesNotWait)
{
    stock.texts["virDomainMigrateBegin3Params"] = stored;
    char *answer = function<&Api::domainMigrateBegin3Params>("virDomainMigrateBegin3Params")(
        conn.domain(), params, count, nullptr, nullptr, 0);
    ASSERT_NE(answer, nullptr);
    EXPECT_TRUE(has(answer, "<source mode='bind'")) << answer;
    EXPECT_FALSE(has(answer, "wait=on")) << answer;
    std::free(answer);
    EXPECT_TRUE(has(stock.call("virDomainMigrateBegin3Params").texts.at(0), "<source mode='bind'"));
}

TEST_F(Migrate, WhatArrivesDoesNotWait)
{
    function<&Api::domainMigratePrepare3Params>("virDomainMigratePrepare3Params")(conn.get(), params, count, nullptr, 0,
                                                                                  nullptr, nullptr, nullptr, 0);
    const std::string arrived = stock.call("virDomainMigratePrepare3Params").texts.at(0);
    EXPECT_TRUE(has(arrived, "<source mode='bind'")) << arrived;
    EXPECT_FALSE(has(arrived, "wait=on")) << arrived;
}

TEST_F(Migrate, ADefinitionThatMigratesAloneStaysAsItIs)
{
    constexpr unsigned offline = VIR_MIGRATE_OFFLINE | VIR_MIGRATE_PEER2PEER;
    stock.texts["virDomainMigrateBegin3Params"] = stock.texts["virDomainGetXMLDesc"] = stored;
    char *answer = function<&Api::domainMigrateBegin3Params>("virDomainMigrateBegin3Params")(conn.domain(), nullptr, 0,
                                                                                             nullptr, nullptr, offline);
    ASSERT_NE(answer, nullptr);
    EXPECT_EQ(answer, stored);
    std::free(answer);
    function<&Api::domainMigratePerform3Params>("virDomainMigratePerform3Params")(
        conn.domain(), "fake:///other", nullptr, 0, nullptr, 0, nullptr, nullptr, offline);
    EXPECT_EQ(stock.count("virDomainGetXMLDesc"), 0U);
    function<&Api::domainMigratePrepare3>("virDomainMigratePrepare3")(conn.get(), nullptr, 0, nullptr, nullptr, nullptr,
                                                                      nullptr, offline, nullptr, 0, stored.c_str());
    EXPECT_EQ(stock.call("virDomainMigratePrepare3").texts.at(0), stored);
    function<&Api::domainMigratePrepare3Params>("virDomainMigratePrepare3Params")(conn.get(), params, count, nullptr, 0,
                                                                                  nullptr, nullptr, nullptr, offline);
    EXPECT_TRUE(has(stock.call("virDomainMigratePrepare3Params").texts.at(0), "wait=on"));
}

TEST_F(Migrate, AnOlderPrepareToo)
{
    function<&Api::domainMigratePrepare3>("virDomainMigratePrepare3")(conn.get(), nullptr, 0, nullptr, nullptr, nullptr,
                                                                      nullptr, 0, nullptr, 0, stored.c_str());
    EXPECT_FALSE(has(stock.call("virDomainMigratePrepare3").texts.at(0), "wait=on"));
}

TEST_F(Migrate, ADaemonThatMigratesByItselfSendsADocumentThatDoesNotWait)
{
    stock.texts["virDomainGetXMLDesc"] = stored;
    function<&Api::domainMigratePerform3Params>("virDomainMigratePerform3Params")(
        conn.domain(), "fake:///other", nullptr, 0, nullptr, 0, nullptr, nullptr, VIR_MIGRATE_PEER2PEER);
    const auto call = stock.call("virDomainMigratePerform3Params");
    ASSERT_EQ(call.texts.size(), 2U);
    EXPECT_TRUE(has(call.texts[1], "destination_xml=<domain")) << call.texts[1];
    EXPECT_FALSE(has(call.texts[1], "wait=on")) << call.texts[1];
}

TEST_F(Migrate, AClientThatMigratesGivesPerformNothingMore)
{
    function<&Api::domainMigratePerform3Params>("virDomainMigratePerform3Params")(conn.domain(), nullptr, nullptr, 0,
                                                                                  nullptr, 0, nullptr, nullptr, 0);
    EXPECT_EQ(stock.functions(), std::vector<std::string>{"virDomainMigratePerform3Params"});
}

}  // namespace
