// SPDX-License-Identifier: LGPL-2.1-or-later
// Calls each function of the API on a connection that points to a table of probes, and checks which probes it hit.
#include "driver/load/measure.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

#include <libvirt/virterror.h>

#include "conf/model/gettext.hpp"
#include "driver/load/libvirt_private.hpp"

namespace chardev::driver {

namespace {

/// Collects the indices of the probes that this thread hits while it lives. Each probe returns `answer`: 0, which is NULL, for
/// entries that return pointers, -1 for the others. If `feature` is not 0, it is the index of connectSupportsFeature, which
/// libvirt calls before it calls many other entries: it returns 0 and is not collected.
class Listener {
public:
    Listener(std::intptr_t answer, std::size_t feature) : answer_(answer), feature_(feature) { active_ = this; }
    Listener(const Listener &) = delete;
    Listener &operator=(const Listener &) = delete;
    ~Listener() { active_ = nullptr; }

    [[nodiscard]] const std::vector<std::size_t> &hits() const { return hits_; }
    /// What the probe at `index` returns.
    static std::intptr_t hit(std::size_t index)
    {
        if (!active_) return -1;
        if (active_->feature_ && index == active_->feature_) return 0;
        active_->hits_.push_back(index);
        return active_->answer_;
    }

private:
    static thread_local Listener *active_;  ///< this thread's

    std::intptr_t answer_;
    std::size_t feature_;
    std::vector<std::size_t> hits_;
};

thread_local Listener *Listener::active_ = nullptr;

// Called through pointers of many other types; it takes nothing and answers in the register that all of them use.
template <std::size_t Index>
std::intptr_t probe() noexcept
{
    return Listener::hit(Index);
}

template <std::size_t... Indices>
Table make_probes(std::index_sequence<Indices...>)
{
    return {reinterpret_cast<void *>(&probe<Indices>)...};
}

/// A table of probes. A connection's driver pointer may be aimed at it while a Listener lives.
Table &probe_table()
{
    static Table table = [] {
        Table probes = make_probes(std::make_index_sequence<max_entries>());
        static char name[] = "libvirt-chardev probe";
        probes[name_index] = name;
        return probes;
    }();
    return table;
}

void silent(void *, virErrorPtr) {}

/// Aims a connection's driver pointer elsewhere while it lives, and keeps its errors from being printed.
class Aim {
public:
    Aim(virConnectPtr conn, std::size_t word, void *table) : pointer_(word_of(conn, word)), before_(pointer_)
    {
        virConnSetErrorFunc(conn, nullptr, silent);
        pointer_ = table;
    }
    Aim(const Aim &) = delete;
    Aim &operator=(const Aim &) = delete;
    ~Aim()
    {
        pointer_ = before_;
        virResetLastError();
    }

private:
    void *&pointer_;
    void *before_;
};

Error contradiction(std::string what)
{
    return {ErrorKind::invalid, {}, std::move(what)};
}

bool asks_for_features(const Position &position)
{
    return position.entry->id == &id_of_entry<&Api::connectSupportsFeature>;
}

std::size_t feature_index(const std::vector<Position> &found)
{
    const auto position = std::find_if(found.begin(), found.end(), asks_for_features);
    return position == found.end() ? 0 : position->index;
}

Result<Position> measure_one(const Entry &entry, void *function, DummyObjects &dummies, std::size_t feature,
                             std::size_t table_size)
{
    Listener listener(entry.answer, feature);
    entry.drive(function, dummies, entry.numbers);
    if (listener.hits().size() != 1)
        return contradiction(format(_("'%s' reached %zu entries of the driver table instead of one"), entry.function,
                                    listener.hits().size()));
    const auto index = listener.hits().front();
    if (index <= open_index || index >= table_size)
        return contradiction(
            format(_("'%s' reached word %zu, which cannot be an entry of the driver table"), entry.function, index));
    return Position{&entry, index};
}

Result<Position> check_alone(const std::vector<Position> &found, const Position &position)
{
    const auto same =
        std::find_if(found.begin(), found.end(), [&](const Position &p) { return p.index == position.index; });
    if (same == found.end()) return position;
    return contradiction(format(_("'%s' and '%s' reached the same word %zu of the driver table"), same->entry->function,
                                position.entry->function, position.index));
}

}  // namespace

Result<Measured> measure(virConnectPtr conn, std::size_t driver, std::size_t table_size, std::span<const Entry> entries)
{
    Aim aim(conn, driver, &probe_table());
    DummyObjects dummies(conn);
    if (!dummies.ready()) return contradiction(_("libvirt did not make the objects that measuring needs"));
    Measured measured;
    auto &found = measured.positions;
    for (const Entry &entry : entries) {
        void *function = libvirt_function(entry.function);
        if (!function) continue;
        auto position = measure_one(entry, function, dummies, feature_index(found), table_size);
        if (position) position = check_alone(found, *position);
        if (position)
            found.push_back(*position);
        else if (entry.is_needed)
            return position.error();
        else
            measured.missing = position.error();
    }
    return measured;
}

}  // namespace chardev::driver
