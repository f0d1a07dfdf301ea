// SPDX-License-Identifier: LGPL-2.1-or-later
// Options that take one of a few words.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "conf/model/result.hpp"

namespace chardev::tools {

template <class T>
struct Choice {
    const char *word;
    T value;
};

/// What is said of an option that must be given, and of one that cannot be that.
[[nodiscard]] Error choice_missing(const char *option, const std::vector<std::string> &words);
[[nodiscard]] Error choice_unknown(const char *option, const std::string &word, const std::vector<std::string> &words);

template <class T>
[[nodiscard]] Result<T> chosen(const char *option, const std::optional<std::string> &word,
                               const std::vector<Choice<T>> &choices)
{
    std::vector<std::string> words;
    for (const auto &[name, value] : choices) {
        if (word == name) return value;
        words.emplace_back(name);
    }
    return word ? choice_unknown(option, *word, words) : choice_missing(option, words);
}

}  // namespace chardev::tools
