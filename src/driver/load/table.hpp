// SPDX-License-Identifier: LGPL-2.1-or-later
// The tables that connections point to: copies of the stock driver's table with our entries in it, one for each view. So a
// connection's driver pointer alone tells which stock driver is behind the connection and how documents are shown on it.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <span>
#include <utility>
#include <vector>

#include <libvirt/libvirt.h>

#include "conf/document/raise.hpp"
#include "driver/hypervisor.hpp"
#include "driver/load/api.hpp"

namespace chardev::driver {

/// The room in a table: more entries than any release has (libvirt 12.8: under 300).
inline constexpr std::size_t max_entries = 512;
using Table = std::array<void *, max_entries>;

/// The first entries are at the same place in all releases.
inline constexpr std::size_t name_index = 0;
inline constexpr std::size_t probe_index = 1;
inline constexpr std::size_t open_index = 2;

/// What is known of a stock driver once its table has been measured.
struct StockDriver {
    Api api{};  ///< its entries; nullptr: the release or the driver has no such entry
    const Hypervisor *hypervisor = nullptr;
    /// id_of_entry and index in the table of each entry that was measured.
    std::vector<std::pair<const void *, std::size_t>> indices{};
    bool all_writers_locked = true;  ///< false: an entry that can write a definition could not be measured

    [[nodiscard]] std::size_t index_of(const void *id) const;  ///< of an entry in the table; 0: not measured
};

/// One table of ours, and what its entries need to know.
struct Decorated {
    Table entries{};  ///< must be first: this is what connections point to
    const StockDriver *stock = nullptr;
    Api behind_locks{};  ///< the entry, ours or the stock driver's, that each locked entry calls once it holds its lock
    View view = View::written;

    [[nodiscard]] const Api &api() const { return stock->api; }
    [[nodiscard]] const Policy &policy() const { return stock->hypervisor->policy(); }
};

/// A connection object is read as an array of words (pointers): which one is its driver pointer. Measured before the first
/// decorated table is in use.
inline std::atomic<std::size_t> driver_word{0};

[[nodiscard]] inline void *&word_of(virConnectPtr conn, std::size_t index)
{
    return reinterpret_cast<void **>(conn)[index];
}

/// The index of the word of `conn` that holds `address`, within the part of the object that every release has; 0: none.
[[nodiscard]] std::size_t find_word(virConnectPtr conn, const void *address);

/// The table of an object that one of our entries was called with.
[[nodiscard]] const Decorated &decorated(virConnectPtr conn);
[[nodiscard]] const Decorated &decorated(virDomainPtr domain);
[[nodiscard]] const Decorated &decorated(virDomainSnapshotPtr snapshot);
[[nodiscard]] const Decorated &decorated(virDomainCheckpointPtr checkpoint);

/// The entries from `table` to the end of its segment, at most max_entries, if `table` and `code` are in the same loaded
/// object; empty if not. (libvirt's tables have no length, and max_entries would reach beyond the end of the stock module.)
[[nodiscard]] std::span<void *const> entries_at(const void *table, const void *code);

}  // namespace chardev::driver
