// SPDX-License-Identifier: LGPL-2.1-or-later
// A stock driver that only records how it is called. Its table has the layout of this release of libvirt, which is measured,
// because no public header has it.
#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "driver/load/driver.hpp"
#include "driver/load/table.hpp"

namespace fake {

struct Call {
    std::string function;            ///< the API function that leads to the entry
    std::vector<std::string> texts;  ///< string arguments, and "field=value" of typed parameters that are strings
    unsigned long flags = 0;         ///< the last number
};

class StockDriver {
public:
    static StockDriver &instance();

    /// Forgets the recorded calls and the answers that a test has set.
    void reset();

    /// The answers of entries that return text, by API function; else "<domain/>".
    std::map<std::string, std::string> texts;
    /// The answers of entries that return int, else 0; below 0 other entries fail. "function=": an int that is returned by pointer.
    std::map<std::string, int> numbers;
    /// Called during each entry.
    std::function<void(const Call &)> during;
    /// These entries fail as if access were denied, unless the daemon itself asks.
    void deny_callers(const std::set<std::string> &functions);
    /// The answer of connectOpen; else success.
    std::function<int()> opening;

    void record(const Call &call);
    /// The API functions that were called, in order.
    [[nodiscard]] std::vector<std::string> functions() const;
    /// The only call of a function; a failure of the test if there was another number of them.
    [[nodiscard]] Call call(const std::string &function) const;
    [[nodiscard]] Call last(const std::string &function) const;
    [[nodiscard]] std::size_t count(const std::string &function) const;

    [[nodiscard]] chardev::driver::Table &table() { return table_; }
    /// That of the fake that stands for Xen's driver.
    [[nodiscard]] chardev::driver::Table &xen_table();
    /// A function of the module that holds the table.
    [[nodiscard]] static const void *code();
    /// The positions of entries in this libvirt's table.
    [[nodiscard]] const chardev::driver::StockDriver &measured() const { return measured_; }

private:
    StockDriver();
    template <auto Entry>
    void remove(chardev::driver::Table &table) const;

    mutable std::mutex mutex_;
    std::vector<Call> calls_;
    chardev::driver::Table &table_;
    chardev::driver::StockDriver measured_;
};

/// As a daemon does at its start; without a manager every check of who may call fails.
void allow_everything();

/// Puts a recording function in the place of each measured entry.
void install_recorders(chardev::driver::StockDriver &measured, chardev::driver::Table &table);

/// An open connection; a failure of the test if it cannot be opened.
class Connection {
public:
    explicit Connection(const std::string &uri);
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;
    ~Connection();

    [[nodiscard]] virConnectPtr get() const { return conn_; }
    /// A domain that every entry may be called with; lives as long as the connection.
    [[nodiscard]] virDomainPtr domain() const { return domain_; }
    /// Defines `document`, and returns what the stock driver was given for it.
    [[nodiscard]] std::string lowered(const std::string &document) const;
    /// The table that the connection points to.
    [[nodiscard]] const chardev::driver::Table &table() const;

private:
    virConnectPtr conn_;
    virDomainPtr domain_;
};

/// The schemes of the fake, each behind a driver of ours. libvirt asks its own client first for schemes that are
/// registered after its start, so there is a fixed set.
inline constexpr const char *uri = "fake:///system";         ///< what most tests share
inline constexpr const char *fresh_uri = "fresh:///system";  ///< for one test that opens it first
inline constexpr const char *crowd_uri = "crowd:///system";  ///< for another
inline constexpr const char *confused_uri = "confused:///";  ///< measuring it comes out contradictory
inline constexpr const char *unlocked_uri = "unlocked:///";  ///< a writer of definitions cannot be measured
inline constexpr const char *throwing_uri = "throwing:///";  ///< with a policy that throws

}  // namespace fake
