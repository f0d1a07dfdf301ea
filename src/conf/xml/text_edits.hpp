// SPDX-License-Identifier: LGPL-2.1-or-later
// Changes to a text: collected in any order, made in one pass, so that 10,000 of them cost no more than one copy.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "conf/xml/tag_offsets.hpp"

namespace chardev {

class Edits {
public:
    void replace(Range range, std::string text) { edits_.push_back({range, std::move(text)}); }
    void insert(std::size_t offset, std::string text) { replace({offset, offset}, std::move(text)); }
    void remove(Range range) { replace(range, {}); }
    [[nodiscard]] bool empty() const { return edits_.empty(); }

    /// Ranges must not overlap; one inside another that is removed goes with it. Insertions at one place keep their order.
    [[nodiscard]] std::string apply(std::string_view text) const;

private:
    struct Edit {
        Range range;
        std::string text;
    };
    std::vector<Edit> edits_;
};

}  // namespace chardev
