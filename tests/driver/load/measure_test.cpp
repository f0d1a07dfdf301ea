// SPDX-License-Identifier: LGPL-2.1-or-later
// Measuring: every entry of this libvirt is found, and a contradiction is an error that names both sides.
#include <algorithm>
#include <vector>

#include <gtest/gtest.h>

#include "driver/fake_stock.hpp"
#include "driver/load/measure.hpp"

namespace {

using namespace chardev::driver;

class Measure : public testing::Test {
protected:
    [[nodiscard]] auto measure_with(const std::vector<Entry> &entries, std::size_t size = max_entries) const
    {
        return measure(conn.get(), driver_word, size, entries);
    }
    static void hits_nothing(void *, DummyObjects &, const NonZeroArguments &) {}
    [[nodiscard]] static std::vector<Entry> entries() { return {all_entries().begin(), all_entries().end()}; }

    fake::StockDriver &stock = fake::StockDriver::instance();
    const fake::Connection conn{fake::uri};
};

TEST_F(Measure, EveryEntryThatThisLibvirtHasIsFound)
{
    const auto measured = measure_with(entries());
    ASSERT_TRUE(measured);
    EXPECT_FALSE(measured->missing) << measured->missing->message();
    std::size_t expected = 0;
    for (const Entry &entry : all_entries()) expected += libvirt_function(entry.function) != nullptr;
    EXPECT_EQ(measured->positions.size(), expected);
}

TEST_F(Measure, TheConnectionIsAsBefore)
{
    const void *before = word_of(conn.get(), driver_word);
    ASSERT_TRUE(measure_with(entries()));
    EXPECT_EQ(word_of(conn.get(), driver_word), before);
    EXPECT_EQ(virGetLastErrorCode(), VIR_ERR_OK);
}

TEST_F(Measure, OneWordForTwoEntriesIsAContradiction)
{
    auto twice = entries();
    twice[1] = twice[0];
    const auto positions = measure_with(twice);
    ASSERT_FALSE(positions);
    EXPECT_NE(positions.error().what.find(twice[0].function), std::string::npos) << positions.error().what;
}

TEST_F(Measure, AFunctionThatReachesNoEntryIsAContradiction)
{
    auto silent = entries();
    silent[0].drive = hits_nothing;
    EXPECT_FALSE(measure_with(silent));
}

TEST_F(Measure, OneThatIsOnlyLockedIsDoneWithout)
{
    auto silent = entries();
    silent.back().drive = hits_nothing;
    const auto measured = measure_with(silent);
    ASSERT_TRUE(measured);
    EXPECT_EQ(measured->positions.size() + 1, measure_with(entries())->positions.size());
    ASSERT_TRUE(measured->missing);
    EXPECT_NE(measured->missing->what.find(silent.back().function), std::string::npos) << measured->missing->what;
}

TEST_F(Measure, WhatIsOnlyLockedTakesNoWordOfOneThatIsNeeded)
{
    auto wrong = entries();
    wrong.back().function = wrong.front().function;
    wrong.back().drive = wrong.front().drive;
    const auto measured = measure_with(wrong);
    ASSERT_TRUE(measured);
    EXPECT_TRUE(measured->missing);
    EXPECT_EQ(measured->positions.front().entry, &wrong.front());
}

TEST_F(Measure, AnEntryBehindTheEndOfTheTableIsAContradiction)
{
    EXPECT_FALSE(measure_with(entries(), 50));
}

TEST_F(Measure, AFunctionThatIsMissingIsNoEntry)
{
    auto old = entries();
    old[1].function = "virDomainThatNobodyWrote";
    const auto measured = measure_with(old);
    ASSERT_TRUE(measured);
    EXPECT_EQ(std::count_if(measured->positions.begin(), measured->positions.end(),
                            [&](const auto &p) { return p.entry == &old[1]; }),
              0);
}

TEST_F(Measure, TablesAreLookedUpInTheModuleThatHoldsTheCode)
{
    EXPECT_EQ(entries_at(stock.table().data(), fake::StockDriver::code()).data(), stock.table().data());
    EXPECT_TRUE(entries_at(stock.table().data(), libvirt_function("virInitialize")).empty());
    const auto heap = std::make_unique<Table>();
    EXPECT_TRUE(entries_at(heap.get(), fake::StockDriver::code()).empty());
}

}  // namespace
