// SPDX-License-Identifier: LGPL-2.1-or-later
// The corpus of configuration files: X.xl.cfg (X.xm.cfg) is what a user has, X.xl.xml its ports, X.xl.rest what is left of
// the file, X.xl.warn what the user is told, X.xl.err the refusal.
#include <gtest/gtest.h>

#include "conf/golden.hpp"
#include "xen/config.hpp"
#include "xen/native.hpp"

namespace chardev::xen {
namespace {

namespace fs = std::filesystem;

fs::path directory()
{
    return fs::path(TESTS_DIR) / "cfg2xmldata";
}

/// "windows.xl", …
std::vector<std::string> names()
{
    std::vector<std::string> found;
    for (const auto &entry : fs::directory_iterator(directory()))
        if (entry.path().extension() == ".cfg") found.push_back(entry.path().stem());
    return found;
}

/// Those that are not refused.
std::vector<std::string> accepted_names()
{
    auto found = names();
    std::erase_if(found, [](const std::string &name) { return !fs::exists(directory() / (name + ".rest")); });
    return found;
}

std::string lines(const std::vector<std::string> &sentences)
{
    std::string out;
    for (const std::string &sentence : sentences) out += sentence + "\n";
    return out;
}

class ConfigCorpus : public corpus::Test {
protected:
    [[nodiscard]] fs::path path(const std::string &suffix) const override
    {
        return directory() / (GetParam() + suffix);
    }
    [[nodiscard]] std::string text() const { return stored(".cfg").value_or(""); }
    [[nodiscard]] std::string file() const { return GetParam() + ".cfg"; }
    [[nodiscard]] ConfigFormat form() const
    {
        return GetParam().ends_with(".xm") ? ConfigFormat::xm : ConfigFormat::xl;
    }
};

TEST_P(ConfigCorpus, MatchesItsGoldens)
{
    const auto read = read_config(text(), form(), file());
    const auto ports = config_ports(text(), form(), file());
    golden(".err", read ? corpus::Content() : read.error().message() + "\n");
    golden(".xml", ports ? corpus::Content(*ports) : std::nullopt);
    golden(".rest", read ? corpus::Content(read->rest) : std::nullopt);
    golden(".warn", read && !read->warnings.empty() ? corpus::Content(lines(read->warnings)) : std::nullopt);
    EXPECT_EQ(bool(read), bool(ports));
}

INSTANTIATE_TEST_SUITE_P(Cfg, ConfigCorpus, testing::ValuesIn(names()), corpus::test_name);

class AcceptedConfigCorpus : public ConfigCorpus {};

TEST_P(AcceptedConfigCorpus, LeavesNoPortBehind)
{
    const auto read = read_config(text(), form(), file());
    ASSERT_TRUE(read) << read.error().message();
    const auto again = read_config(read->rest, form(), file());
    ASSERT_TRUE(again) << again.error().message();
    EXPECT_TRUE(again->ports.empty()) << read->rest;
    EXPECT_EQ(again->rest, read->rest);
}

INSTANTIATE_TEST_SUITE_P(Cfg, AcceptedConfigCorpus, testing::ValuesIn(accepted_names()), corpus::test_name);

TEST(ConfigCorpusDirectory, HasNoFileThatNothingReads)
{
    for (const auto &entry : fs::directory_iterator(directory())) {
        const auto config = directory() / (entry.path().stem().string() + ".cfg");
        EXPECT_TRUE(fs::exists(config)) << entry.path() << " has no input";
    }
}

}  // namespace
}  // namespace chardev::xen
