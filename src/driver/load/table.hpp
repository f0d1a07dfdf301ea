// SPDX-License-Identifier: LGPL-2.1-or-later
// The tables that connections point to: a copy of the stock driver's with our entries on top, one per view, so that a
// connection's driver pointer alone says which stock driver is behind it and how documents are shown.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <span>
#include <utility>
#include <vector>

#include <libvirt/libvirt.h>

#include "conf/document/document.hpp"
#include "driver/hypervisor.hpp"
#include "driver/load/api.hpp"

namespace chardev::driver {

/// More than any release has (libvirt 12.8: under 300).
inline constexpr std::size_t table_words = 512;
using Table = std::array<void *, table_words>;

/// The first entries are at the same place in all releases.
inline constexpr std::size_t name_word = 0;
inline constexpr std::size_t probe_word = 1;
inline constexpr std::size_t open_word = 2;

struct Stock {
    Api api{};  ///< nullptr: the release or the driver has no such entry
    const Hypervisor *hypervisor = nullptr;
    std::vector<std::pair<const void *, std::size_t>> words{};  ///< id_of_entry and word of each that was measured
    bool all_writers_locked = true;  ///< no entry that can write a definition is beyond our locks

    [[nodiscard]] std::size_t word_of(const void *id) const;  ///< 0: not measured
};

struct Decorated {
    Table words{};  ///< must be first: this is what connections point to
    const Stock *stock = nullptr;
    Api behind_locks{};  ///< what each locked entry calls when it has its lock: ours or the stock driver's
    View view = View::written;

    [[nodiscard]] const Api &api() const { return stock->api; }
    [[nodiscard]] const Policy &policy() const { return stock->hypervisor->policy(); }
};

/// Which word of a connection object is its driver pointer; measured before the first decorated table is in use.
inline std::atomic<std::size_t> driver_word{0};

[[nodiscard]] inline void *&word_of(virConnectPtr conn, std::size_t index)
{
    return reinterpret_cast<void **>(conn)[index];
}

/// The word of `conn` that holds `address`, within the part of the object that every release has; 0: none.
[[nodiscard]] std::size_t find_word(virConnectPtr conn, const void *address);

/// The table of an object that one of our entries was called with.
[[nodiscard]] const Decorated &decorated(virConnectPtr conn);
[[nodiscard]] const Decorated &decorated(virDomainPtr domain);
[[nodiscard]] const Decorated &decorated(virDomainSnapshotPtr snapshot);
[[nodiscard]] const Decorated &decorated(virDomainCheckpointPtr checkpoint);

/// The words from `table` to the end of its segment, at most table_words, if the loaded object that holds `table` is the
/// one that holds `code`; empty if not. (libvirt's tables have no length, and 512 words overrun the stock module.)
[[nodiscard]] std::span<void *const> words_at(const void *table, const void *code);

}  // namespace chardev::driver
