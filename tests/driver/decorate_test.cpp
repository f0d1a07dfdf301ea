// SPDX-License-Identifier: LGPL-2.1-or-later
// What the decorated table is: ours where XML passes or a guest starts, the stock driver's own everywhere else.
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "driver/decorate.hpp"
#include "driver/entry_list.hpp"
#include "fake_stock.hpp"

namespace {

using namespace chardev::driver;

// Called, never replaced.
const std::set<std::string> stock_own{
    "virDomainLookupByName", "virDomainIsActive",       "virDomainIsPersistent", "virDomainHasManagedSaveImage",
    "virDomainGetAutostart", "virDomainGetAutostartOnce", "virDomainOpenConsole",
};

// Ours, though the stock driver has none.
const std::string given = "virConnectDomainXMLFromNative";

class Decorate : public testing::Test {
protected:
    void SetUp() override { stock.reset(); }
    fake::Stock &stock = fake::Stock::instance();
};

std::string function_at(const Stock &measured, std::size_t word)
{
    for (const Entry &entry : all_entries())
        if (measured.word_of(entry.id) == word)
            return entry.function;
    return {};
}

TEST_F(Decorate, EveryWordIsOursAsDecidedOrTheStockOne)
{
    const fake::Connection conn(fake::uri);
    for (std::size_t word = 0; word < table_words; ++word) {
        const std::string function = function_at(stock.measured(), word);
        const bool decided =
            !function.empty() && !stock_own.contains(function) && (stock.table()[word] || function == given);
        if (decided)
            EXPECT_NE(conn.table()[word], stock.table()[word]) << function;
        else
            EXPECT_EQ(conn.table()[word], stock.table()[word]) << word << ' ' << function;
    }
}

TEST_F(Decorate, WhatTheStockDriverLacksStaysNull)
{
    const fake::Connection conn(fake::uri);
    EXPECT_EQ(conn.table()[stock.measured().word_of(&id_of_entry<&Api::domainCreateWithFiles>)], nullptr);
}

TEST_F(Decorate, EditsThatCannotReadTheDefinitionAreTheStockDrivers)
{
    chardev::driver::Stock poor = stock.measured();
    for (const Entry &entry : all_entries())
        if (const auto word = poor.word_of(entry.id))
            entry.install(poor.api, stock.table()[word]);
    const fake::Connection conn(fake::uri);
    poor.hypervisor = decorated(conn.get()).stock->hypervisor;
    poor.api.domainIsPersistent = nullptr;
    const auto table = decorate(stock.table(), poor, chardev::View::written);
    const auto attach = poor.word_of(&id_of_entry<&Api::domainAttachDeviceFlags>);
    EXPECT_EQ(table->words[attach], stock.table()[attach]);
}

TEST_F(Decorate, EveryEntryCallsTheStockOneOfItsOwnNameOnce)
{
    const fake::Connection conn(fake::uri);
    Bench bench(conn.get());
    for (const Entry &entry : all_entries()) {
        const auto word = stock.measured().word_of(entry.id);
        if (!word || !stock.table()[word])
            continue;
        stock.reset();
        stock.numbers[entry.function] = -1;  // nothing that would have to be freed
        entry.drive(libvirt_function(entry.function), bench);
        EXPECT_EQ(stock.count(entry.function), 1U) << entry.function;
    }
}

TEST_F(Decorate, AccessControlSeesTheStockDriversName)
{
    const fake::Connection conn(fake::uri);
    EXPECT_STREQ(static_cast<const char *>(conn.table()[name_word]), "FAKE");
}

}  // namespace
