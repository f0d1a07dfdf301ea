// SPDX-License-Identifier: LGPL-2.1-or-later
// Finds the driver pointer in a connection, and the end of a table in the module that holds it.
#include "driver/load/table.hpp"

#include <algorithm>
#include <cstdint>

#include <link.h>

namespace chardev::driver {

namespace {

// Seen: on libvirt 9.0, 32 words are more than the object has.
constexpr std::size_t scanned_words = 24;

struct Search {
    std::uintptr_t table;
    std::uintptr_t code;
    std::uintptr_t end = 0;  ///< of the table's segment
};

std::uintptr_t segment_end(const dl_phdr_info &object, std::uintptr_t address)
{
    for (const auto &segment : std::span(object.dlpi_phdr, object.dlpi_phnum)) {
        const auto start = object.dlpi_addr + segment.p_vaddr;
        if (segment.p_type == PT_LOAD && address >= start && address < start + segment.p_memsz)
            return start + segment.p_memsz;
    }
    return 0;
}

int visit(dl_phdr_info *object, std::size_t, void *data)
{
    auto &search = *static_cast<Search *>(data);
    if (!segment_end(*object, search.code)) return 0;
    search.end = segment_end(*object, search.table);
    return 1;
}

}  // namespace

std::size_t StockDriver::index_of(const void *id) const
{
    const auto found =
        std::find_if(indices.begin(), indices.end(), [id](const auto &pair) { return pair.first == id; });
    return found == indices.end() ? 0 : found->second;
}

std::size_t find_word(virConnectPtr conn, const void *address)
{
    for (std::size_t index = 1; index < scanned_words; ++index)
        if (word_of(conn, index) == address) return index;
    return 0;
}

const Decorated &decorated(virConnectPtr conn)
{
    return *static_cast<const Decorated *>(word_of(conn, driver_word.load(std::memory_order_acquire)));
}

const Decorated &decorated(virDomainPtr domain)
{
    return decorated(virDomainGetConnect(domain));
}

const Decorated &decorated(virDomainSnapshotPtr snapshot)
{
    return decorated(virDomainSnapshotGetConnect(snapshot));
}

const Decorated &decorated(virDomainCheckpointPtr checkpoint)
{
    return decorated(virDomainCheckpointGetConnect(checkpoint));
}

std::span<void *const> entries_at(const void *table, const void *code)
{
    Search search{reinterpret_cast<std::uintptr_t>(table), reinterpret_cast<std::uintptr_t>(code)};
    dl_iterate_phdr(visit, &search);
    if (!search.end) return {};
    const auto size = (search.end - search.table) / sizeof(void *);
    return {static_cast<void *const *>(table), std::min(size, max_entries)};
}

}  // namespace chardev::driver
