// SPDX-License-Identifier: LGPL-2.1-or-later
// Opens connections: declines them, or measures the stock driver's table first, and then lets the stock driver open them with
// a decorated table in place.
#include "driver/load/driver.hpp"

#include <libvirt/virterror.h>

#include "conf/model/gettext.hpp"
#include "driver/entries/decorate.hpp"
#include "driver/exception_boundary.hpp"
#include "driver/uri.hpp"

namespace chardev::driver {

namespace {

using Open = int (*)(virConnectPtr, virConnectAuthPtr, void *conf, unsigned flags);

// Both hypervisors' drivers can be in one process (libvirtd).
std::array<Driver *, 8> drivers{};
std::size_t driver_count = 0;

/// Set while this thread opens a connection that the stock driver is to answer.
thread_local bool declining = false;

class Declining {
public:
    Declining() { declining = true; }
    Declining(const Declining &) = delete;
    Declining &operator=(const Declining &) = delete;
    ~Declining() { declining = false; }
};

int open_any(virConnectPtr conn, virConnectAuthPtr auth, void *conf, unsigned flags) noexcept
{
    if (declining) return open_declined;
    for (std::size_t i = 0; i < driver_count; ++i)
        if (const std::size_t word = find_word(conn, &drivers[i]->table())) {
            const int result = exception_boundary([&] { return drivers[i]->open(conn, auth, conf, flags, word); });
            return result;
        }
    return open_declined;
}

}  // namespace

Driver::Driver(const Hypervisor &hypervisor, const void *stock_code, std::span<const Entry> entries)
    : hypervisor_(hypervisor), stock_code_(stock_code), entries_(entries), schemes_{hypervisor.scheme, nullptr}
{
    table_[name_index] = const_cast<char *>(hypervisor.driver_name);  // libvirt only reads it
    table_[open_index] = reinterpret_cast<void *>(&open_any);
    connect_driver_.embeddable = hypervisor.embeddable;
    connect_driver_.uri_schemes = schemes_.data();
    connect_driver_.hypervisor_table = table_.data();
    stock_.hypervisor = &hypervisor;
}

bool Driver::register_now()
{
    if (driver_count == drivers.size()) return false;
    drivers[driver_count++] = this;
    return libvirt_private().register_connect_driver(&connect_driver_, true) >= 0;
}

int Driver::open(virConnectPtr conn, virConnectAuthPtr auth, void *conf, unsigned flags, std::size_t word)
{
    if (state_ == State::stock_alone) return open_declined;
    const std::unique_ptr<char, decltype(&std::free)> uri(virConnectGetURI(conn), &std::free);
    if (!uri) return open_error;
    const auto view = view_in(uri.get());
    if (!view) {
        report(view.error());
        return open_error;
    }
    if (state_ != State::measured)
        if (const auto answer = learn(uri.get(), word)) return *answer;
    // access control looks at the table's name, so ours must be in place before the stock driver is asked
    const Decorated &decorated = *views_[static_cast<std::size_t>(*view)];
    word_of(conn, word) = const_cast<Decorated *>(&decorated);
    return reinterpret_cast<Open>(decorated.entries[open_index])(conn, auth, conf, flags);
}

/// std::nullopt: the table is known now. Else what to return for this open.
std::optional<int> Driver::learn(const char *uri, std::size_t word)
{
    const std::lock_guard lock(mutex_);
    if (state_ == State::measured) return std::nullopt;
    if (state_ == State::stock_alone) return open_declined;
    const virConnectPtr inner = [uri] {
        const Declining now;
        return virConnectOpen(uri);
    }();
    if (!inner) return open_error;  // the stock driver's own error; it may open for the next client
    const int answer = learn_from(inner, word);
    virConnectClose(inner);
    return answer == open_success ? std::nullopt : std::optional(answer);
}

int Driver::learn_from(virConnectPtr inner, std::size_t word)
{
    const auto table = entries_at(word_of(inner, word), stock_code_);
    if (table.size() <= open_index)
        return open_declined;  // another driver answered for a URI that the stock one does not take
    const auto measured = measure(inner, word, table.size(), entries_);
    if (!measured) {
        give_up(measured.error().message());
        return open_declined;
    }
    keep(table, *measured, word);
    return open_success;
}

void Driver::keep(std::span<void *const> table, const Measured &measured, std::size_t word)
{
    stock_.all_writers_locked = !measured.missing && libvirt_private().parse_uuid;
    if (measured.missing)
        log_warning(format(_("port changes that need a new definition will be refused: %s"),
                           measured.missing->message().c_str()));
    for (const auto &[entry, index] : measured.positions) {
        entry->install(stock_.api, table[index]);
        stock_.indices.emplace_back(entry->id, index);
    }
    for (const View view : {View::written, View::port, View::libvirt})
        views_[static_cast<std::size_t>(view)] = decorate(table, stock_, view);
    driver_word.store(word, std::memory_order_release);
    state_ = State::measured;
    const auto &ours = views_.front()->entries;
    Status status{measured.positions.size(), 0, {}};
    for (std::size_t i = 0; i < table.size(); ++i) status.ours += ours[i] != table[i];
    write_status(hypervisor_, status);
}

void Driver::give_up(const std::string &reason)
{
    state_ = State::stock_alone;
    log_warning(format(_("the stock '%s' driver runs alone, because it could not be measured: %s"), hypervisor_.name,
                       reason.c_str()));
    write_status(hypervisor_, {0, 0, reason});
}

}  // namespace chardev::driver
