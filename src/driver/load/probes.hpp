// SPDX-License-Identifier: LGPL-2.1-or-later
// A table of probes: whatever an entry of it is called with, it tells the listener its own index.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "driver/load/table.hpp"

namespace chardev::driver {

/// A connection's driver pointer may be aimed at this table while a Listener lives.
[[nodiscard]] Table &probe_table();

/// Collects the indices of the probes that this thread hits while it lives. Each probe returns `answer`: 0, which is NULL, for
/// entries that return pointers, -1 for the others. If `feature` is not 0, it is the index of connectSupportsFeature, which
/// libvirt calls before it calls many other entries: it returns 0 and is not collected.
class Listener {
public:
    explicit Listener(std::intptr_t answer, std::size_t feature = 0);
    Listener(const Listener &) = delete;
    Listener &operator=(const Listener &) = delete;
    ~Listener();

    [[nodiscard]] const std::vector<std::size_t> &hits() const { return hits_; }
    std::intptr_t hit(std::size_t number);

private:
    std::intptr_t answer_;
    std::size_t feature_;
    std::vector<std::size_t> hits_;
};

}  // namespace chardev::driver
