// SPDX-License-Identifier: LGPL-2.1-or-later
// The golden corpus: X.xml is what a user writes, X.libvirt.xml what the stock driver is given, X.out.xml what the user
// gets back, X.err what he is told. A document that is passed through untouched has goldens equal to itself.
// REGENERATE=1 writes goldens, and reports each that changed as skipped: read it before you commit it.
#include <cstdlib>

#include <gtest/gtest.h>

#include "conf/corpus.hpp"
#include "conf/document.hpp"
#include "conf/offline_policy.hpp"

namespace chardev {
namespace {

const OfflinePolicy policy;

std::vector<std::string> names()
{
    std::vector<std::string> found;
    for (const auto &[stem, suffixes] : corpus::files())
        if (suffixes.contains(".xml")) found.push_back(stem);
    return found;
}

class Corpus : public testing::TestWithParam<std::string> {
protected:
    [[nodiscard]] std::string input() const { return corpus::content(path(".xml")).value_or(""); }
    [[nodiscard]] Result<std::optional<Lowered>> lowered() const { return lower(input(), policy, GetParam() + ".xml"); }
    [[nodiscard]] corpus::fs::path path(const std::string &suffix) const { return corpus::directory() / (GetParam() + suffix); }

    /// Compares with the golden, or writes it.
    void golden(const std::string &suffix, const std::optional<std::string> &actual)
    {
        const auto expected = corpus::content(path(suffix));
        if (expected == actual) return;
        if (!std::getenv("REGENERATE")) {
            ADD_FAILURE() << path(suffix) << "\nexpected:\n" << expected.value_or("(no such file)") << "\nactual:\n" << actual.value_or("(no such file)");
            return;
        }
        if (actual) std::ofstream(path(suffix), std::ios::binary) << *actual;
        else corpus::fs::remove(path(suffix));
        changed_ = true;
    }
    void TearDown() override
    {
        if (changed_) GTEST_SKIP() << "goldens of " << GetParam() << " were written: read them";
    }

private:
    bool changed_ = false;
};

TEST_P(Corpus, MatchesItsGoldens)
{
    const auto result = lowered();
    if (!result) {
        golden(".err", result.error().message() + "\n");
        golden(".libvirt.xml", std::nullopt);
        golden(".out.xml", std::nullopt);
        return;
    }
    const auto stock = *result ? (*result)->xml : input();
    golden(".err", std::nullopt);
    golden(".libvirt.xml", stock);
    golden(".out.xml", raise(stock, policy, View::written).value_or(stock));
}

TEST_P(Corpus, ComesOutTheSameAfterAnEditThatChangesNothing)
{
    const auto first = lowered();
    if (!first || !*first) return;
    const auto shown = raise((*first)->xml, policy, View::written);
    ASSERT_TRUE(shown);
    const auto again = lower(*shown, policy, "again.xml");
    ASSERT_TRUE(again) << again.error().message();
    ASSERT_TRUE(*again) << *shown;
    EXPECT_EQ((*again)->xml, (*first)->xml);
    EXPECT_EQ((*again)->waits, (*first)->waits);
    EXPECT_EQ(raise((*again)->xml, policy, View::written), shown);
}

TEST_P(Corpus, StaysOursWhenItComesInAsStockShowsIt)
{
    const auto first = lowered();
    if (!first || !*first) return;
    const auto again = lower((*first)->xml, policy, "again.xml");
    ASSERT_TRUE(again) << again.error().message();
    ASSERT_TRUE(*again);
    EXPECT_EQ((*again)->xml, (*first)->xml);
}

std::string test_name(const testing::TestParamInfo<std::string> &fixture)
{
    auto name = fixture.param;
    for (auto &c : name) c = c == '-' ? '_' : c;
    return name;
}
INSTANTIATE_TEST_SUITE_P(Xml, Corpus, testing::ValuesIn(names()), test_name);

TEST(CorpusDirectory, HasNoFileThatNothingReads)
{
    const std::set<std::string> known = {".xml", ".libvirt.xml", ".out.xml", ".err", ".args", ".serial", ".xl.cfg"};
    for (const auto &[stem, suffixes] : corpus::files()) {
        EXPECT_TRUE(suffixes.contains(".xml")) << stem << " has goldens but no input";
        for (const auto &suffix : suffixes) EXPECT_TRUE(known.contains(suffix)) << stem << suffix;
    }
}

TEST(CorpusDirectory, HasAFixtureForEveryBackEndAndFront)
{
    const auto files = corpus::files();
    for (const std::string front : {"serial", "parallel", "console"})
        for (const auto *back : {"vc", "pty", "null", "none", "stdio", "host", "file", "pipe", "udp", "tcp", "telnet", "unix", "websocket"})
            EXPECT_TRUE(files.contains(front + "-" + back)) << front << "-" << back << ".xml is missing";
}

}  // namespace
}  // namespace chardev
