// SPDX-License-Identifier: LGPL-2.1-or-later
// The golden corpus: X.xml is what a user writes, X.libvirt.xml what the stock driver is given, X.out.xml what the user
// gets back, X.err what he is told. A document that is passed through untouched has goldens equal to itself.
// REGENERATE=1 writes goldens, and reports each that changed as skipped: read it before you commit it.
#include <gtest/gtest.h>

#include "conf/document/document.hpp"
#include "conf/golden.hpp"
#include "conf/hypervisor.hpp"

namespace chardev {
namespace {

class Corpus : public corpus::Test {
protected:
    [[nodiscard]] Result<std::optional<Lowered>> lowered() const { return lower(input(), policy, GetParam() + ".xml"); }

    const Machine machine{corpus::is_xen(input()) ? "xen" : "", {}, {}, {}, {}};
    const Policy &policy = corpus::policy_of(machine);
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

INSTANTIATE_TEST_SUITE_P(Xml, Corpus, testing::ValuesIn(corpus::inputs()), corpus::test_name);

class LoweredCorpus : public Corpus {};

TEST_P(LoweredCorpus, ComesOutTheSameAfterAnEditThatChangesNothing)
{
    const auto first = lowered();
    ASSERT_TRUE(first && *first);
    const auto shown = raise((*first)->xml, policy, View::written);
    ASSERT_TRUE(shown);
    const auto again = lower(*shown, policy, "again.xml");
    ASSERT_TRUE(again) << again.error().message();
    ASSERT_TRUE(*again) << *shown;
    EXPECT_EQ((*again)->xml, (*first)->xml);
    EXPECT_EQ((*again)->waits, (*first)->waits);
    EXPECT_EQ(raise((*again)->xml, policy, View::written), shown);
}

TEST_P(LoweredCorpus, StaysOursWhenItComesInAsStockShowsIt)
{
    const auto first = lowered();
    ASSERT_TRUE(first && *first);
    const auto again = lower((*first)->xml, policy, "again.xml");
    ASSERT_TRUE(again) << again.error().message();
    ASSERT_TRUE(*again);
    EXPECT_EQ((*again)->xml, (*first)->xml);
}

INSTANTIATE_TEST_SUITE_P(Xml, LoweredCorpus, testing::ValuesIn(corpus::lowered_inputs()), corpus::test_name);

/// Those in QEMU's words are tests/qemu/native_corpus_test.cpp's, those in Xen's tests/xen/corpus_test.cpp's.
std::set<std::string> known_suffixes()
{
    std::set<std::string> known = {".xml", ".libvirt.xml", ".out.xml", ".err", ".native.err", ".serial", ".serial.err"};
    for (const std::string release : {"0.8.2", "0.9.0", "0.12.0", "7.2.0", "10.2.0"})
        known.insert({".qemu-" + release + ".args", ".qemu-" + release + ".err"});
    for (const std::string tool : {"xl", "xm", "xl-4.4", "xm-3.1"})
        known.insert({"." + tool + ".cfg", "." + tool + ".err"});
    return known;
}

TEST(CorpusDirectory, HasNoFileThatNothingReads)
{
    const auto known = known_suffixes();
    for (const auto &[stem, suffixes] : corpus::files()) {
        EXPECT_TRUE(suffixes.contains(".xml")) << stem << " has goldens but no input";
        for (const auto &suffix : suffixes) EXPECT_TRUE(known.contains(suffix)) << stem << suffix;
    }
}

TEST(CorpusDirectory, HasAFixtureForEveryBackEndAndFront)
{
    const auto files = corpus::files();
    for (const std::string front : {"serial", "parallel", "console"})
        for (const auto *back : {"vc", "pty", "null", "none", "stdio", "host", "file", "pipe", "udp", "tcp", "telnet",
                                 "unix", "websocket"})
            EXPECT_TRUE(files.contains(front + "-" + back)) << front << "-" << back << ".xml is missing";
}

}  // namespace
}  // namespace chardev
