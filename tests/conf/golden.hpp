// SPDX-License-Identifier: LGPL-2.1-or-later
// A test per input of the golden corpus. REGENERATE=1 writes goldens, and reports each test that wrote one as skipped.
#pragma once

#include <algorithm>
#include <cstdlib>
#include <vector>

#include <gtest/gtest.h>

#include "conf/corpus.hpp"

namespace corpus {

/// std::nullopt: there is to be no such file.
using Content = std::optional<std::string>;

class Test : public testing::TestWithParam<std::string> {
protected:
    [[nodiscard]] virtual fs::path path(const std::string &suffix) const { return directory() / (GetParam() + suffix); }
    [[nodiscard]] Content stored(const std::string &suffix) const { return content(path(suffix)); }
    [[nodiscard]] std::string input() const { return stored(".xml").value_or(""); }

    /// Compares with the golden, or writes it.
    void golden(const std::string &suffix, const Content &actual)
    {
        const auto expected = stored(suffix);
        if (expected == actual) return;
        if (!std::getenv("REGENERATE")) {
            ADD_FAILURE() << path(suffix) << "\nexpected:\n"
                          << expected.value_or("(no such file)") << "\nactual:\n"
                          << actual.value_or("(no such file)");
            return;
        }
        if (actual)
            std::ofstream(path(suffix), std::ios::binary) << *actual;
        else
            fs::remove(path(suffix));
        changed_ = true;
    }
    void TearDown() override
    {
        if (changed_) GTEST_SKIP() << "goldens of " << GetParam() << " were written: read them";
    }

private:
    bool changed_ = false;
};

/// The stems of all inputs.
inline std::vector<std::string> inputs()
{
    std::vector<std::string> found;
    for (const auto &[stem, suffixes] : files())
        if (suffixes.contains(".xml")) found.push_back(stem);
    return found;
}

inline Content content_of(const std::string &stem, const std::string &suffix)
{
    return content(directory() / (stem + suffix));
}

/// Those that have QEMU's words.
inline std::vector<std::string> inputs_for_qemu()
{
    auto found = inputs();
    std::erase_if(found, [](const std::string &stem) { return is_xen(content_of(stem, ".xml").value_or("")); });
    return found;
}

/// Those that are neither refused nor passed through untouched.
inline std::vector<std::string> lowered_inputs()
{
    auto found = inputs();
    std::erase_if(found, [](const std::string &stem) {
        const auto stock = content_of(stem, ".libvirt.xml");
        return !stock || stock == content_of(stem, ".xml");
    });
    return found;
}

/// Those that have a golden whose name ends in `suffix`, such as ".cfg".
inline std::vector<std::string> inputs_with(std::string_view suffix)
{
    auto found = inputs();
    std::erase_if(found, [suffix, all = files()](const std::string &stem) {
        const auto &suffixes = all.at(stem);
        return std::none_of(suffixes.begin(), suffixes.end(),
                            [suffix](const std::string &other) { return other.ends_with(suffix); });
    });
    return found;
}

inline std::string test_name(const testing::TestParamInfo<std::string> &fixture)
{
    auto name = fixture.param;
    for (auto &c : name) c = c == '-' || c == '.' ? '_' : c;
    return name;
}

}  // namespace corpus
