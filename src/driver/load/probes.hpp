// SPDX-License-Identifier: LGPL-2.1-or-later
// A table whose every entry tells its own number when it is called, whatever it is called with.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "driver/load/table.hpp"

namespace chardev::driver {

/// A connection's driver pointer may be aimed at this table while hits are listened to.
[[nodiscard]] Table &probe_table();

/// Collects the numbers of the probes that this thread hits while the listener lives. Every probe answers `answer`:
/// 0 is NULL for entries that return pointers, -1 the failure of the others. The probe `feature`, if it is not 0, which libvirt
/// asks on its way to many others, says no and does not count.
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
