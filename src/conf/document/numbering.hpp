// SPDX-License-Identifier: LGPL-2.1-or-later
// Which number each port of a document has: stated numbers first, then the lowest free one in document order.
#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <vector>

#include "conf/model/model.hpp"

namespace chardev {

/// The numbers of one kind of port that are taken.
class TakenNumbers {
public:
    /// False if it was taken before.
    bool take(unsigned number);
    /// Takes the lowest number that is free.
    unsigned take_lowest();

private:
    std::set<unsigned> taken_;
    unsigned lowest_ = 0;  ///< none below it is free
};

/// A port in document order, with the number that it says.
struct NumberedPort {
    Kind kind = Kind::serial;
    std::optional<unsigned> number;
    bool ours = true;
};

/// The ports that say a number which one before them of the same kind has said, if one of the two is ours.
[[nodiscard]] std::vector<std::size_t> duplicates(const std::vector<NumberedPort> &ports);
/// The slot of each.
[[nodiscard]] std::vector<Slot> assign(const std::vector<NumberedPort> &ports);
/// A port in document order, whose number is to be shown in any case if `is_stated`.
struct ShownNumber {
    Slot slot;
    bool is_stated = false;
};
/// For each whether it has to state its number so that assign() gives it its slot again.
[[nodiscard]] std::vector<bool> must_state_number(const std::vector<ShownNumber> &ports);

}  // namespace chardev
