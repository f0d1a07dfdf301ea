// SPDX-License-Identifier: LGPL-2.1-or-later
// Sorts the changes of a text by their place, and makes them in one pass.
#include "conf/xml/text_edits.hpp"

#include <algorithm>
#include <utility>

namespace chardev {

std::string Edits::apply(std::string_view text) const
{
    auto ordered = edits_;
    std::stable_sort(ordered.begin(), ordered.end(), [](const Edit &a, const Edit &b) {
        return std::pair(a.range.begin, a.range.end) < std::pair(b.range.begin, b.range.end);
    });
    std::string result;
    std::size_t done = 0;
    for (const auto &[range, with] : ordered) {
        if (range.begin < done) continue;  // went with what was around it
        result.append(text.substr(done, range.begin - done)).append(with);
        done = range.end;
    }
    return result.append(text.substr(std::min(done, text.size())));
}

}  // namespace chardev
