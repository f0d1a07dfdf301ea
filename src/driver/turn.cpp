// SPDX-License-Identifier: LGPL-2.1-or-later
// Keeps the set of guests whose definition is being edited.
#include "driver/turn.hpp"

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <set>

#include "conf/gettext.hpp"
#include "driver/report.hpp"

namespace chardev::driver {

namespace {

// what the stock driver's jobs wait for each other
constexpr std::chrono::seconds patience{30};

struct Busy {
    std::mutex mutex;
    std::condition_variable changed;
    std::set<Uuid> guests;
};

/// Never freed: the process may end while an edit waits.
Busy &busy()
{
    static Busy &guests = *std::make_unique<Busy>().release();
    return guests;
}

}  // namespace

Turn::~Turn()
{
    if (!taken_)
        return;
    const std::lock_guard lock(busy().mutex);
    busy().guests.erase(guest_);
    busy().changed.notify_all();
}

bool Turn::take(virDomainPtr domain)
{
    if (virDomainGetUUID(domain, guest_.data()) < 0)
        return false;
    std::unique_lock lock(busy().mutex);
    const auto is_free = [this] { return !busy().guests.contains(guest_); };
    taken_ = busy().changed.wait_for(lock, patience, is_free) && busy().guests.insert(guest_).second;
    if (!taken_)
        report({ErrorKind::invalid,
                {},
                _("another change of this guest's ports has not ended within 30 seconds; try again when it has")});
    return taken_;
}

}  // namespace chardev::driver
