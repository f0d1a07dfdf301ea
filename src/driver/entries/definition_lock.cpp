// SPDX-License-Identifier: LGPL-2.1-or-later
// Keeps which guests are locked and how; asks libvirt for the UUID of an object, a document or a name.
#include "driver/entries/definition_lock.hpp"

#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>

#include "conf/model/gettext.hpp"
#include "driver/entries/as_daemon.hpp"
#include "driver/entries/outline.hpp"
#include "driver/load/table.hpp"
#include "driver/report.hpp"

namespace chardev::driver {

namespace {

struct State {
    unsigned writing = 0;
    bool replacing = false;
    bool editing = false;

    [[nodiscard]] bool is_idle() const { return !writing && !replacing && !editing; }
};

struct Guests {
    std::mutex mutex;
    std::condition_variable changed;
    std::map<Guest, State> states;  ///< of those that are not idle
};

/// Never freed: the process may end while somebody waits.
Guests &guests()
{
    static Guests &all = *std::make_unique<Guests>().release();
    return all;
}

}  // namespace

std::optional<Guest> guest_of(virDomainPtr domain)
{
    Guest guest{decorated(domain).stock, {}};
    return virDomainGetUUID(domain, guest.uuid.data()) < 0 ? std::nullopt : std::optional(guest);
}

std::optional<Guest> guest_in(virConnectPtr conn, const char *xml)
{
    Guest guest{decorated(conn).stock, {}};
    const auto uuid = uuid_in(xml);
    const auto parse = libvirt_private().parse_uuid;
    return !uuid || !parse || parse(uuid->c_str(), guest.uuid.data()) < 0 ? std::nullopt : std::optional(guest);
}

std::optional<Guest> guest_named(virConnectPtr conn, const char *name)
{
    const auto look_up = decorated(conn).api().domainLookupByName;
    const virDomainPtr domain = name && look_up ? as_daemon([&] { return look_up(conn, name); }) : nullptr;
    if (!domain) return std::nullopt;
    const auto guest = guest_of(domain);
    virDomainFree(domain);
    return guest;
}

DefinitionLock::DefinitionLock(const std::optional<Guest> &guest, Mode mode) : guest_(guest), mode_(mode), held_(true)
{
    if (!guest_) return;
    std::unique_lock lock(guests().mutex);
    const auto take = [this] {
        State &state = guests().states[*guest_];
        switch (mode_) {
        case Mode::writing: return !state.replacing && ++state.writing;
        case Mode::replacing: return !state.replacing && !state.writing && (state.replacing = true);
        case Mode::editing: return !state.editing && (state.editing = true);
        }
        return false;
    };
    held_ = guests().changed.wait_for(lock, patience, take);
    if (!held_)
        report(
            VIR_ERR_OPERATION_TIMEOUT,
            mode_ == Mode::editing
                ? _("another change to this guest's ports has not finished within 30 seconds; try again later")
                : _("another change to this guest's definition has not finished within 30 seconds; try again later"));
}

DefinitionLock::~DefinitionLock()
{
    if (!guest_ || !held_) return;
    const std::lock_guard lock(guests().mutex);
    const auto found = guests().states.find(*guest_);
    State &state = found->second;
    switch (mode_) {
    case Mode::writing: --state.writing; break;
    case Mode::replacing: state.replacing = false; break;
    case Mode::editing: state.editing = false; break;
    }
    if (state.is_idle()) guests().states.erase(found);
    guests().changed.notify_all();
}

}  // namespace chardev::driver
