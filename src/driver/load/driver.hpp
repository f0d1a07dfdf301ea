// SPDX-License-Identifier: LGPL-2.1-or-later
// Our connect driver for one hypervisor: registered before the stock one, it learns the stock driver's table from the
// first connection that can be opened, and gives every client's connection a decorated copy of it.
#pragma once

#include <array>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include <libvirt/libvirt.h>

#include "driver/load/entry.hpp"
#include "driver/load/libvirt_private.hpp"
#include "driver/load/measure.hpp"
#include "driver/load/status.hpp"
#include "driver/load/table.hpp"

namespace chardev::driver {

class Driver {
public:
    /// `stock_code` is any function of the stock module: the table to be measured must be in the same module.
    /// Only tests give other `entries` than all_entries().
    Driver(const Hypervisor &hypervisor, const void *stock_code, std::span<const Entry> entries = all_entries());
    Driver(const Driver &) = delete;
    Driver &operator=(const Driver &) = delete;

    /// From now on libvirt asks us at each open. It cannot be undone: this object must live as long as the process.
    [[nodiscard]] bool register_now();

    /// libvirt's connectOpen for a connection whose driver pointer is its word `word`.
    int open(virConnectPtr conn, virConnectAuthPtr auth, void *conf, unsigned flags, std::size_t word);

    [[nodiscard]] const Table &table() const { return table_; }

private:
    enum class State { unknown, measured, stock_alone };

    [[nodiscard]] std::optional<int> learn(const char *uri, std::size_t word);
    [[nodiscard]] int learn_from(virConnectPtr inner, std::size_t word);
    void keep(std::span<void *const> table, const Measured &measured, std::size_t word);
    void give_up(const std::string &reason);

    const Hypervisor &hypervisor_;
    const void *stock_code_;
    std::span<const Entry> entries_;
    Table table_{};
    std::array<const char *, 2> schemes_;
    ConnectDriver connect_driver_;

    std::mutex mutex_;
    std::atomic<State> state_{State::unknown};
    StockDriver stock_;
    std::array<std::unique_ptr<Decorated>, 3> views_;  ///< by View
};

}  // namespace chardev::driver
