// SPDX-License-Identifier: LGPL-2.1-or-later
// The corpus of command lines: X.argv is what a user has, X.xml the document, X.warn what he is told, X.err the refusal.
#include <gtest/gtest.h>

#include "conf/document/domain_ports.hpp"
#include "conf/golden.hpp"
#include "import/import.hpp"
#include "qemu/for_qemu.hpp"

namespace chardev::qemu {
namespace {

namespace fs = std::filesystem;

fs::path directory()
{
    return fs::path(TESTS_DIR) / "argv2xmldata";
}

std::vector<std::string> names()
{
    std::vector<std::string> found;
    for (const auto &entry : fs::directory_iterator(directory()))
        if (entry.path().extension() == ".argv") found.push_back(entry.path().stem());
    return found;
}

/// Those that are not refused.
std::vector<std::string> accepted_names()
{
    auto found = names();
    std::erase_if(found, [](const std::string &name) { return !fs::exists(directory() / (name + ".xml")); });
    return found;
}

std::string lines(const std::vector<std::string> &sentences)
{
    std::string out;
    for (const std::string &sentence : sentences) out += sentence + "\n";
    return out;
}

class ImportCorpus : public corpus::Test {
protected:
    [[nodiscard]] fs::path path(const std::string &suffix) const override
    {
        return directory() / (GetParam() + suffix);
    }
    [[nodiscard]] std::string line() const { return corpus::content(path(".argv")).value_or(""); }
};

TEST_P(ImportCorpus, MatchesItsGoldens)
{
    const auto imported = import_command_line(line());
    golden(".err", imported ? corpus::Content() : imported.error().message() + "\n");
    golden(".xml", imported ? corpus::Content(imported->xml) : std::nullopt);
    golden(".warn",
           imported && !imported->warnings.empty() ? corpus::Content(lines(imported->warnings)) : std::nullopt);
}

INSTANTIATE_TEST_SUITE_P(Argv, ImportCorpus, testing::ValuesIn(names()), corpus::test_name);

class AcceptedImportCorpus : public ImportCorpus {};

TEST_P(AcceptedImportCorpus, HasPortsThatCanBeDefined)
{
    const auto imported = import_command_line(line());
    ASSERT_TRUE(imported) << imported.error().message();
    const auto ports = ports_of(imported->xml, "import.xml", for_qemu);
    EXPECT_TRUE(ports) << ports.error().message();
}

INSTANTIATE_TEST_SUITE_P(Argv, AcceptedImportCorpus, testing::ValuesIn(accepted_names()), corpus::test_name);

TEST(ImportCorpusDirectory, HasNoFileThatNothingReads)
{
    for (const auto &entry : fs::directory_iterator(directory())) {
        const auto argv = directory() / (entry.path().stem().string() + ".argv");
        EXPECT_TRUE(fs::exists(argv)) << entry.path() << " has no input";
    }
}

}  // namespace
}  // namespace chardev::qemu
