// SPDX-License-Identifier: LGPL-2.1-or-later
// Which function of libvirt's leads to which entry. One that a release lacks has no entry there.
#include "driver/entries.hpp"

#include <type_traits>

namespace chardev::driver {

namespace {

template <auto Member, class Signature>
struct Maker;

template <auto Member, class R, class... A>
struct Maker<Member, R (*Api::*)(A...)> {
    static void drive(void *function, Bench &bench)
    {
        static_cast<void>(reinterpret_cast<R (*)(A...)>(function)(bench.argument<A>()...));
    }
    static void install(Api &api, void *entry) { api.*Member = reinterpret_cast<R (*)(A...)>(entry); }

    static constexpr Entry make(const char *function)
    {
        return {function, &id_of_entry<Member>, std::is_pointer_v<R> ? 0 : -1, drive, install};
    }
};

template <auto Member>
constexpr Entry entry(const char *function)
{
    return Maker<Member, decltype(Member)>::make(function);
}

constexpr Entry entries[] = {
    entry<&Api::domainCreateXML>("virDomainCreateXML"),
    entry<&Api::domainCreateXMLWithFiles>("virDomainCreateXMLWithFiles"),
    entry<&Api::domainCreate>("virDomainCreate"),
    entry<&Api::domainCreateWithFlags>("virDomainCreateWithFlags"),
    entry<&Api::domainCreateWithFiles>("virDomainCreateWithFiles"),
    entry<&Api::domainDefineXML>("virDomainDefineXML"),
    entry<&Api::domainDefineXMLFlags>("virDomainDefineXMLFlags"),
    entry<&Api::domainGetXMLDesc>("virDomainGetXMLDesc"),
    entry<&Api::connectDomainXMLToNative>("virConnectDomainXMLToNative"),
    entry<&Api::domainLookupByName>("virDomainLookupByName"),
    entry<&Api::domainIsActive>("virDomainIsActive"),
    entry<&Api::domainIsPersistent>("virDomainIsPersistent"),
    entry<&Api::domainHasManagedSaveImage>("virDomainHasManagedSaveImage"),
    entry<&Api::domainGetAutostart>("virDomainGetAutostart"),
    entry<&Api::domainSetAutostart>("virDomainSetAutostart"),
    entry<&Api::domainGetAutostartOnce>("virDomainGetAutostartOnce"),
    entry<&Api::domainSetAutostartOnce>("virDomainSetAutostartOnce"),
    entry<&Api::domainAttachDevice>("virDomainAttachDevice"),
    entry<&Api::domainAttachDeviceFlags>("virDomainAttachDeviceFlags"),
    entry<&Api::domainUpdateDeviceFlags>("virDomainUpdateDeviceFlags"),
    entry<&Api::domainDetachDevice>("virDomainDetachDevice"),
    entry<&Api::domainDetachDeviceFlags>("virDomainDetachDeviceFlags"),
    entry<&Api::domainDetachDeviceAlias>("virDomainDetachDeviceAlias"),
    entry<&Api::domainSaveFlags>("virDomainSaveFlags"),
    entry<&Api::domainSaveParams>("virDomainSaveParams"),
    entry<&Api::domainRestore>("virDomainRestore"),
    entry<&Api::domainRestoreFlags>("virDomainRestoreFlags"),
    entry<&Api::domainRestoreParams>("virDomainRestoreParams"),
    entry<&Api::domainSaveImageGetXMLDesc>("virDomainSaveImageGetXMLDesc"),
    entry<&Api::domainSaveImageDefineXML>("virDomainSaveImageDefineXML"),
    entry<&Api::domainManagedSaveGetXMLDesc>("virDomainManagedSaveGetXMLDesc"),
    entry<&Api::domainManagedSaveDefineXML>("virDomainManagedSaveDefineXML"),
    entry<&Api::domainSnapshotCreateXML>("virDomainSnapshotCreateXML"),
    entry<&Api::domainSnapshotGetXMLDesc>("virDomainSnapshotGetXMLDesc"),
    entry<&Api::domainRevertToSnapshot>("virDomainRevertToSnapshot"),
    entry<&Api::domainCheckpointCreateXML>("virDomainCheckpointCreateXML"),
    entry<&Api::domainCheckpointGetXMLDesc>("virDomainCheckpointGetXMLDesc"),
    entry<&Api::domainMigrateBegin3>("virDomainMigrateBegin3"),
    entry<&Api::domainMigrateBegin3Params>("virDomainMigrateBegin3Params"),
    entry<&Api::domainMigratePerform3>("virDomainMigratePerform3"),
    entry<&Api::domainMigratePerform3Params>("virDomainMigratePerform3Params"),
    entry<&Api::domainMigratePrepare2>("virDomainMigratePrepare2"),
    entry<&Api::domainMigratePrepare3>("virDomainMigratePrepare3"),
    entry<&Api::domainMigratePrepare3Params>("virDomainMigratePrepare3Params"),
    entry<&Api::domainMigratePrepareTunnel>("virDomainMigratePrepareTunnel"),
    entry<&Api::domainMigratePrepareTunnel3>("virDomainMigratePrepareTunnel3"),
    entry<&Api::domainMigratePrepareTunnel3Params>("virDomainMigratePrepareTunnel3Params"),
};
static_assert(sizeof entries / sizeof *entries == sizeof(Api) / sizeof(void *), "every entry of Api is to be measured");

}  // namespace

std::span<const Entry> all_entries()
{
    return entries;
}

}  // namespace chardev::driver
