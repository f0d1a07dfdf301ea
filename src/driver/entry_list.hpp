// SPDX-License-Identifier: LGPL-2.1-or-later
// Which function of libvirt's leads to which entry. One that a release lacks has no entry there.
#pragma once

#include <tuple>

#include "driver/api.hpp"

namespace chardev::driver {

/// An entry, and a function that is public or that libvirt exports to its own modules.
template <auto Member>
struct LedToBy {
    const char *function;
};

inline constexpr std::tuple entry_list{
    LedToBy<&Api::domainCreateXML>{"virDomainCreateXML"},
    LedToBy<&Api::domainCreateXMLWithFiles>{"virDomainCreateXMLWithFiles"},
    LedToBy<&Api::domainCreate>{"virDomainCreate"},
    LedToBy<&Api::domainCreateWithFlags>{"virDomainCreateWithFlags"},
    LedToBy<&Api::domainCreateWithFiles>{"virDomainCreateWithFiles"},
    LedToBy<&Api::domainDefineXML>{"virDomainDefineXML"},
    LedToBy<&Api::domainDefineXMLFlags>{"virDomainDefineXMLFlags"},
    LedToBy<&Api::domainGetXMLDesc>{"virDomainGetXMLDesc"},
    LedToBy<&Api::connectDomainXMLToNative>{"virConnectDomainXMLToNative"},
    LedToBy<&Api::connectDomainXMLFromNative>{"virConnectDomainXMLFromNative"},
    LedToBy<&Api::domainLookupByName>{"virDomainLookupByName"},
    LedToBy<&Api::domainIsActive>{"virDomainIsActive"},
    LedToBy<&Api::domainIsPersistent>{"virDomainIsPersistent"},
    LedToBy<&Api::domainHasManagedSaveImage>{"virDomainHasManagedSaveImage"},
    LedToBy<&Api::domainGetAutostart>{"virDomainGetAutostart"},
    LedToBy<&Api::domainSetAutostart>{"virDomainSetAutostart"},
    LedToBy<&Api::domainGetAutostartOnce>{"virDomainGetAutostartOnce"},
    LedToBy<&Api::domainSetAutostartOnce>{"virDomainSetAutostartOnce"},
    LedToBy<&Api::domainOpenConsole>{"virDomainOpenConsole"},
    LedToBy<&Api::domainAttachDevice>{"virDomainAttachDevice"},
    LedToBy<&Api::domainAttachDeviceFlags>{"virDomainAttachDeviceFlags"},
    LedToBy<&Api::domainUpdateDeviceFlags>{"virDomainUpdateDeviceFlags"},
    LedToBy<&Api::domainDetachDevice>{"virDomainDetachDevice"},
    LedToBy<&Api::domainDetachDeviceFlags>{"virDomainDetachDeviceFlags"},
    LedToBy<&Api::domainDetachDeviceAlias>{"virDomainDetachDeviceAlias"},
    LedToBy<&Api::domainSaveFlags>{"virDomainSaveFlags"},
    LedToBy<&Api::domainSaveParams>{"virDomainSaveParams"},
    LedToBy<&Api::domainRestore>{"virDomainRestore"},
    LedToBy<&Api::domainRestoreFlags>{"virDomainRestoreFlags"},
    LedToBy<&Api::domainRestoreParams>{"virDomainRestoreParams"},
    LedToBy<&Api::domainSaveImageGetXMLDesc>{"virDomainSaveImageGetXMLDesc"},
    LedToBy<&Api::domainSaveImageDefineXML>{"virDomainSaveImageDefineXML"},
    LedToBy<&Api::domainManagedSaveGetXMLDesc>{"virDomainManagedSaveGetXMLDesc"},
    LedToBy<&Api::domainManagedSaveDefineXML>{"virDomainManagedSaveDefineXML"},
    LedToBy<&Api::domainSnapshotCreateXML>{"virDomainSnapshotCreateXML"},
    LedToBy<&Api::domainSnapshotGetXMLDesc>{"virDomainSnapshotGetXMLDesc"},
    LedToBy<&Api::domainRevertToSnapshot>{"virDomainRevertToSnapshot"},
    LedToBy<&Api::domainCheckpointCreateXML>{"virDomainCheckpointCreateXML"},
    LedToBy<&Api::domainCheckpointGetXMLDesc>{"virDomainCheckpointGetXMLDesc"},
    LedToBy<&Api::domainMigrateBegin3>{"virDomainMigrateBegin3"},
    LedToBy<&Api::domainMigrateBegin3Params>{"virDomainMigrateBegin3Params"},
    LedToBy<&Api::domainMigratePerform3>{"virDomainMigratePerform3"},
    LedToBy<&Api::domainMigratePerform3Params>{"virDomainMigratePerform3Params"},
    LedToBy<&Api::domainMigratePrepare2>{"virDomainMigratePrepare2"},
    LedToBy<&Api::domainMigratePrepare3>{"virDomainMigratePrepare3"},
    LedToBy<&Api::domainMigratePrepare3Params>{"virDomainMigratePrepare3Params"},
    LedToBy<&Api::domainMigratePrepareTunnel>{"virDomainMigratePrepareTunnel"},
    LedToBy<&Api::domainMigratePrepareTunnel3>{"virDomainMigratePrepareTunnel3"},
    LedToBy<&Api::domainMigratePrepareTunnel3Params>{"virDomainMigratePrepareTunnel3Params"},
};
static_assert(std::tuple_size_v<decltype(entry_list)> == sizeof(Api) / sizeof(void *), "an entry of Api is not listed");

}  // namespace chardev::driver
