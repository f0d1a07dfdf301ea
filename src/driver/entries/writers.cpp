// SPDX-License-Identifier: LGPL-2.1-or-later
// Holds WritingLock around each entry that can write a stored definition, so that nothing is lost that the stock driver writes
// while a definition of ours is read, changed and stored anew. Definitions, edits of ports and reverts to snapshots take this
// lock themselves, because they need EditingLock first.
#include "driver/entries/decorate.hpp"

#include "driver/entries/definition_lock.hpp"
#include "driver/entries/wrap.hpp"
#include "driver/entries/xml_input.hpp"
#include "driver/exception_boundary.hpp"
#include "driver/load/entry_list.hpp"

namespace chardev::driver {

namespace {

template <class... A>
std::optional<Guest> guest_among(virDomainPtr domain, A...)
{
    return guest_of(domain);
}
template <class... A>
std::optional<Guest> guest_among(virDomainSnapshotPtr snapshot, A...)
{
    return guest_of(virDomainSnapshotGetDomain(snapshot));
}
template <class... A>
std::optional<Guest> guest_among(virConnectPtr conn, const char *name, A...)
{
    return guest_named(conn, name);
}
template <class... A>
std::optional<Guest> guest_among(virConnectPtr conn, virTypedParameterPtr params, int nparams, A...)
{
    return guest_named(conn, ParameterInput::find(params, nparams, VIR_MIGRATE_PARAM_DEST_NAME));
}

template <auto Entry, class Signature = EntryFunction<Entry>>
struct LockedCall;

template <auto Entry, class R, class Object, class... A>
struct LockedCall<Entry, R (*)(Object, A...)> {
    static R call(Object object, A... arguments) noexcept
    {
        return exception_boundary([&]() -> R {
            const WritingLock writing(guest_among(object, arguments...));
            return writing ? (decorated(object).behind_locks.*Entry)(object, arguments...) : failure<R>();
        });
    }
};

template <auto Entry>
void lock(Decorated &table)
{
    if (!(table.api().*Entry)) return;
    void *&entry = table.entries[table.stock->index_of(&id_of_entry<Entry>)];
    table.behind_locks.*Entry = reinterpret_cast<EntryFunction<Entry>>(entry);
    entry = reinterpret_cast<void *>(&LockedCall<Entry>::call);
}

template <auto... Entries>
void lock_all(Decorated &table, ReachedBy<Entries>...)
{
    (lock<Entries>(table), ...);
}

}  // namespace

void decorate_writers(Decorated &table)
{
    std::apply([&table](auto... listed) { lock_all(table, listed...); }, writer_list);
    lock<&Api::domainSnapshotCreateXML>(table);
    lock<&Api::domainMigratePerform3>(table);
    lock<&Api::domainMigratePerform3Params>(table);
}

}  // namespace chardev::driver
