// SPDX-License-Identifier: LGPL-2.1-or-later
// Strings that the stock driver allocated, and strings that libvirt will free.
#pragma once

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <string>

#include "driver/report.hpp"

namespace chardev::driver {

struct FreeText {
    void operator()(char *text) const { std::free(text); }
};
/// A string of the stock driver's, or one for libvirt to free.
using Text = std::unique_ptr<char, FreeText>;

/// What the stock entry answers; empty if the stock driver has no such entry.
template <class... A>
[[nodiscard]] Text ask(char *(*entry)(A...), A... arguments)
{
    return Text(entry ? entry(arguments...) : nullptr);
}

/// Empty, with an error reported, if memory is short.
[[nodiscard]] inline Text copy_for_libvirt(const std::string &text)
{
    Text copy(static_cast<char *>(std::malloc(text.size() + 1)));
    if (copy)
        std::copy_n(text.c_str(), text.size() + 1, copy.get());
    else
        report_internal("out of memory");
    return copy;
}

}  // namespace chardev::driver
