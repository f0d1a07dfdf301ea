// SPDX-License-Identifier: LGPL-2.1-or-later
// Which numbers ports get, and which of them have to be shown.
#include <algorithm>

#include <gtest/gtest.h>

#include "conf/document/numbering.hpp"

namespace chardev {
namespace {

constexpr auto S = Kind::serial;
constexpr auto P = Kind::parallel;
constexpr auto unsaid = std::nullopt;

std::vector<unsigned> numbers(const std::vector<NumberedPort> &ports)
{
    std::vector<unsigned> result;
    for (const auto &slot : assign(ports)) result.push_back(slot.index);
    return result;
}

TEST(Numbering, GivesTheLowestFreeNumbersInDocumentOrder)
{
    using Numbers = std::vector<unsigned>;
    EXPECT_EQ(numbers({}), Numbers{});
    EXPECT_EQ(numbers({{S, unsaid}, {S, unsaid}, {S, unsaid}}), (Numbers{0, 1, 2}));
    EXPECT_EQ(numbers({{S, unsaid}, {S, 0}, {S, unsaid}}), (Numbers{1, 0, 2}));
    EXPECT_EQ(numbers({{S, 7}, {S, unsaid}, {S, 1}, {S, unsaid}}), (Numbers{7, 0, 1, 2}));
    EXPECT_EQ(numbers({{S, 4294967295U}, {S, unsaid}}), (Numbers{4294967295U, 0}));
}

TEST(Numbering, CountsSerialAndParallelApart)
{
    EXPECT_EQ(numbers({{S, unsaid}, {P, unsaid}, {S, unsaid}, {P, 0}}), (std::vector<unsigned>{0, 1, 1, 0}));
}

TEST(Numbering, FindsANumberThatIsSaidTwice)
{
    EXPECT_EQ(duplicates({{S, 1}, {S, unsaid}, {P, 1}, {S, 1}, {S, 1}}), (std::vector<std::size_t>{3, 4}));
    EXPECT_TRUE(duplicates({{S, 1}, {P, 1}, {S, unsaid}, {S, unsaid}}).empty());
}

/// must_state_number for serial ports in this order, none of them said.
std::vector<bool> say(const std::vector<unsigned> &slots)
{
    std::vector<ShownNumber> shown;
    for (const auto index : slots) shown.push_back({{S, index}, false});
    return must_state_number(shown);
}

TEST(Numbering, ShowsOnlyWhatCountingWouldNotGive)
{
    using Say = std::vector<bool>;
    EXPECT_EQ(say({0, 1, 2}), (Say{false, false, false}));
    EXPECT_EQ(say({1, 0}), (Say{false, true}));
    EXPECT_EQ(say({1}), (Say{true}));
    EXPECT_EQ(say({0, 2}), (Say{false, true}));
    EXPECT_EQ(must_state_number({{{S, 0}, true}, {{P, 0}, false}}), (Say{true, false}));
}

TEST(Numbering, ComesOutAsItWasForEveryOrderOfFewPorts)
{
    std::vector<unsigned> slots = {0, 1, 2, 4};
    do {
        const auto said = say(slots);
        std::vector<NumberedPort> shown;
        for (std::size_t i = 0; i < slots.size(); ++i) shown.push_back({S, said[i] ? std::optional(slots[i]) : unsaid});
        EXPECT_EQ(numbers(shown), slots);
    } while (std::next_permutation(slots.begin(), slots.end()));
}

}  // namespace
}  // namespace chardev
