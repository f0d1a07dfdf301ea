// SPDX-License-Identifier: LGPL-2.1-or-later
// Writes an error as a message, and collects several in one.
#include "conf/model/result.hpp"

namespace chardev {

std::string Error::message() const
{
    std::string text;
    if (!where.file.empty()) text += where.file + ":";
    if (where.line > 0) text += std::to_string(where.line) + ":";
    if (!text.empty()) text += " ";
    if (!where.element.empty()) text += where.element + ": ";
    return text + what;
}

std::vector<Error> each(Error mistakes)
{
    auto all = std::exchange(mistakes.more, {});
    all.insert(all.begin(), std::move(mistakes));
    return all;
}

Result<Ok> verdict(const std::optional<Error> &mistakes)
{
    return mistakes ? Result<Ok>(*mistakes) : Ok{};
}

void join(std::optional<Error> &mistakes, Error next)
{
    if (!mistakes) {
        mistakes = std::move(next);
        return;
    }
    for (auto &error : each(std::move(next))) mistakes->more.push_back(std::move(error));
}

}  // namespace chardev
