// SPDX-License-Identifier: LGPL-2.1-or-later
// What the decorated table is: ours where XML passes or a guest starts, the stock driver's own everywhere else.
#include <ostream>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "driver/entries/decorate.hpp"
#include "driver/fake_stock.hpp"
#include "driver/fake_xen.hpp"
#include "driver/load/entry_list.hpp"

namespace {

using namespace chardev::driver;

// Called, never replaced.
const std::set<std::string> stock_own{
    "virDomainLookupByName", "virDomainIsActive",         "virDomainIsPersistent",     "virDomainHasManagedSaveImage",
    "virDomainGetAutostart", "virDomainGetAutostartOnce", "virConnectSupportsFeature",
};

/// A stock driver, and what is decided for it alone.
struct Case {
    const char *name, *uri;
    const Table &(*table)();
    std::string given;  ///< ours, though the stock driver has none
    std::string kept;   ///< the stock driver's, though ours for another

    friend void PrintTo(const Case &of, std::ostream *to) { *to << of.name; }
};

class Decorate : public testing::TestWithParam<Case> {
protected:
    void SetUp() override { stock.reset(); }
    fake::StockDriver &stock = fake::StockDriver::instance();
    const fake::Connection conn{GetParam().uri};
    const Table &stock_table = GetParam().table();
};

INSTANTIATE_TEST_SUITE_P(
    Of, Decorate,
    testing::Values(
        Case{"Qemu", fake::uri, []() -> const Table & { return fake::StockDriver::instance().table(); },
             "virConnectDomainXMLFromNative", "virDomainOpenConsole"},
        Case{
            "Xen", fake::xen_uri, []() -> const Table & { return fake::StockDriver::instance().xen_table(); }, {}, {}}),
    [](const auto &test) { return test.param.name; });

std::string function_at(const StockDriver &measured, std::size_t index)
{
    for (const Entry &entry : all_entries())
        if (measured.index_of(entry.id) == index) return entry.function;
    return {};
}

TEST_P(Decorate, EveryEntryIsOursAsDecidedOrTheStockOne)
{
    for (std::size_t index = 0; index < max_entries; ++index) {
        const std::string function = function_at(stock.measured(), index);
        const bool decided = !function.empty() && !stock_own.contains(function) && function != GetParam().kept &&
                             (stock_table[index] || function == GetParam().given);
        if (decided)
            EXPECT_NE(conn.table()[index], stock_table[index]) << function;
        else
            EXPECT_EQ(conn.table()[index], stock_table[index]) << index << ' ' << function;
    }
}

TEST_P(Decorate, WhatTheStockDriverLacksStaysNull)
{
    const auto lacks = [this](const void *id) {
        const auto index = stock.measured().index_of(id);
        return !stock_table[index] && !conn.table()[index];
    };
    EXPECT_TRUE(lacks(&id_of_entry<&Api::domainCreateWithFiles>) ||
                lacks(&id_of_entry<&Api::domainSaveImageGetXMLDesc>));
}

TEST_P(Decorate, EditsThatCannotReadTheDefinitionAreTheStockDrivers)
{
    chardev::driver::StockDriver poor = stock.measured();
    for (const Entry &entry : all_entries())
        if (const auto index = poor.index_of(entry.id)) entry.install(poor.api, stock_table[index]);
    poor.hypervisor = decorated(conn.get()).stock->hypervisor;
    poor.api.domainIsPersistent = nullptr;
    const auto table = decorate(stock_table, poor, chardev::View::written);
    const auto attach = poor.index_of(&id_of_entry<&Api::domainAttachDeviceFlags>);
    EXPECT_EQ(table->entries[attach], stock_table[attach]);
}

TEST_P(Decorate, EveryEntryCallsTheStockOneOfItsOwnNameOnce)
{
    DummyObjects dummies(conn.get());
    for (const Entry &entry : all_entries()) {
        const auto index = stock.measured().index_of(entry.id);
        if (!index || !stock_table[index]) continue;
        stock.reset();
        stock.numbers[entry.function] = -1;  // nothing that would have to be freed
        entry.drive(libvirt_function(entry.function), dummies, entry.numbers);
        EXPECT_EQ(stock.count(entry.function), 1U) << entry.function;
    }
}

TEST_P(Decorate, AccessControlSeesTheStockDriversName)
{
    EXPECT_STREQ(static_cast<const char *>(conn.table()[name_index]), "FAKE");
}

}  // namespace
