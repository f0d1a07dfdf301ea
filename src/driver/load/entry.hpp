// SPDX-License-Identifier: LGPL-2.1-or-later
// The entries of the stock driver's table that are measured, each with the call that reaches it.
#pragma once

#include <cstdint>
#include <span>

#include "driver/load/api.hpp"
#include "driver/load/dummy_objects.hpp"

namespace chardev::driver {

/// Its address identifies an entry at run time.
template <auto Member>
inline constexpr char id_of_entry = 0;

struct Entry {
    const char *function;      ///< public, or exported by libvirt to its own modules
    const void *id;            ///< &id_of_entry<&Api::…>
    bool is_needed;            ///< it is in entry_list; else it is only locked, and may be missing
    std::intptr_t answer;      ///< what the entry returns when it fails
    NonZeroArguments numbers;  ///< what `function` checks before it calls the entry
    void (*drive)(void *function, DummyObjects &dummies, const NonZeroArguments &numbers);  ///< one call of `function`
    void (*install)(Api &api, void *entry);                                                 ///< sets the member of Api
};

[[nodiscard]] std::span<const Entry> all_entries();

}  // namespace chardev::driver
