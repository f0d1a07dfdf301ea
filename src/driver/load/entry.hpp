// SPDX-License-Identifier: LGPL-2.1-or-later
// The entries to measure, each with a way to call the function that leads to it.
#pragma once

#include <cstdint>
#include <span>

#include "driver/load/api.hpp"
#include "driver/load/dummy_objects.hpp"

namespace chardev::driver {

/// Tells entries apart at run time.
template <auto Member>
inline constexpr char id_of_entry = 0;

struct Entry {
    const char *function;  ///< public, or exported by libvirt to its own modules
    const void *id;        ///< &id_of_entry<&Api::…>
    bool is_needed;        ///< one of entry_list; else it is only locked, and we can do without
    std::intptr_t answer;  ///< how the entry says that it failed
    Numbers numbers;       ///< what `function` checks before it comes to the entry
    void (*drive)(void *function, Bench &bench, const Numbers &numbers);  ///< one call of `function`
    void (*install)(Api &api, void *entry);                               ///< sets the member of Api
};

[[nodiscard]] std::span<const Entry> all_entries();

}  // namespace chardev::driver
