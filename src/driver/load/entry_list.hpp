// SPDX-License-Identifier: LGPL-2.1-or-later
// The list of entries: which function of libvirt calls which entry. Where a release lacks the function, it lacks the entry.
#pragma once

#include <tuple>

#include "driver/load/api.hpp"
#include "driver/load/dummy_objects.hpp"

namespace chardev::driver {

/// An entry, and a function that is public or that libvirt exports to its own modules.
template <auto Member>
struct ReachedBy {
    const char *function;
    NonZeroArguments numbers{};
};

/// Entries that are decorated or called. If one cannot be measured, the stock driver runs alone.
inline constexpr std::tuple entry_list{
    ReachedBy<&Api::connectSupportsFeature>{"virConnectSupportsFeature"},
    ReachedBy<&Api::domainCreateXML>{"virDomainCreateXML"},
    ReachedBy<&Api::domainCreateXMLWithFiles>{"virDomainCreateXMLWithFiles"},
    ReachedBy<&Api::domainCreate>{"virDomainCreate"},
    ReachedBy<&Api::domainCreateWithFlags>{"virDomainCreateWithFlags"},
    ReachedBy<&Api::domainCreateWithFiles>{"virDomainCreateWithFiles"},
    ReachedBy<&Api::domainDefineXML>{"virDomainDefineXML"},
    ReachedBy<&Api::domainDefineXMLFlags>{"virDomainDefineXMLFlags"},
    ReachedBy<&Api::domainGetXMLDesc>{"virDomainGetXMLDesc"},
    ReachedBy<&Api::connectDomainXMLToNative>{"virConnectDomainXMLToNative"},
    ReachedBy<&Api::connectDomainXMLFromNative>{"virConnectDomainXMLFromNative"},
    ReachedBy<&Api::domainLookupByName>{"virDomainLookupByName"},
    ReachedBy<&Api::domainIsActive>{"virDomainIsActive"},
    ReachedBy<&Api::domainIsPersistent>{"virDomainIsPersistent"},
    ReachedBy<&Api::domainHasManagedSaveImage>{"virDomainHasManagedSaveImage"},
    ReachedBy<&Api::domainGetAutostart>{"virDomainGetAutostart"},
    ReachedBy<&Api::domainSetAutostart>{"virDomainSetAutostart"},
    ReachedBy<&Api::domainGetAutostartOnce>{"virDomainGetAutostartOnce"},
    ReachedBy<&Api::domainSetAutostartOnce>{"virDomainSetAutostartOnce"},
    ReachedBy<&Api::domainOpenConsole>{"virDomainOpenConsole"},
    ReachedBy<&Api::domainAttachDevice>{"virDomainAttachDevice"},
    ReachedBy<&Api::domainAttachDeviceFlags>{"virDomainAttachDeviceFlags"},
    ReachedBy<&Api::domainUpdateDeviceFlags>{"virDomainUpdateDeviceFlags"},
    ReachedBy<&Api::domainDetachDevice>{"virDomainDetachDevice"},
    ReachedBy<&Api::domainDetachDeviceFlags>{"virDomainDetachDeviceFlags"},
    ReachedBy<&Api::domainDetachDeviceAlias>{"virDomainDetachDeviceAlias"},
    ReachedBy<&Api::domainSaveFlags>{"virDomainSaveFlags"},
    ReachedBy<&Api::domainSaveParams>{"virDomainSaveParams"},
    ReachedBy<&Api::domainRestore>{"virDomainRestore"},
    ReachedBy<&Api::domainRestoreFlags>{"virDomainRestoreFlags"},
    ReachedBy<&Api::domainRestoreParams>{"virDomainRestoreParams"},
    ReachedBy<&Api::domainSaveImageGetXMLDesc>{"virDomainSaveImageGetXMLDesc"},
    ReachedBy<&Api::domainSaveImageDefineXML>{"virDomainSaveImageDefineXML"},
    ReachedBy<&Api::domainManagedSaveGetXMLDesc>{"virDomainManagedSaveGetXMLDesc"},
    ReachedBy<&Api::domainManagedSaveDefineXML>{"virDomainManagedSaveDefineXML"},
    ReachedBy<&Api::domainSnapshotCreateXML>{"virDomainSnapshotCreateXML"},
    ReachedBy<&Api::domainSnapshotGetXMLDesc>{"virDomainSnapshotGetXMLDesc"},
    ReachedBy<&Api::domainRevertToSnapshot>{"virDomainRevertToSnapshot"},
    ReachedBy<&Api::domainCheckpointCreateXML>{"virDomainCheckpointCreateXML"},
    ReachedBy<&Api::domainCheckpointGetXMLDesc>{"virDomainCheckpointGetXMLDesc"},
    ReachedBy<&Api::domainMigrateBegin3>{"virDomainMigrateBegin3"},
    ReachedBy<&Api::domainMigrateBegin3Params>{"virDomainMigrateBegin3Params"},
    ReachedBy<&Api::domainMigratePerform3>{"virDomainMigratePerform3"},
    ReachedBy<&Api::domainMigratePerform3Params>{"virDomainMigratePerform3Params"},
    ReachedBy<&Api::domainMigratePrepare2>{"virDomainMigratePrepare2"},
    ReachedBy<&Api::domainMigratePrepare3>{"virDomainMigratePrepare3"},
    ReachedBy<&Api::domainMigratePrepare3Params>{"virDomainMigratePrepare3Params"},
    ReachedBy<&Api::domainMigratePrepareTunnel>{"virDomainMigratePrepareTunnel"},
    ReachedBy<&Api::domainMigratePrepareTunnel3>{"virDomainMigratePrepareTunnel3"},
    ReachedBy<&Api::domainMigratePrepareTunnel3Params>{"virDomainMigratePrepareTunnel3Params"},
};

/// Entries that are only locked, because they can write a stored definition. If one cannot be measured, changes of ports that
/// need a new definition are refused.
inline constexpr std::tuple writer_list{
    ReachedBy<&Api::domainUndefine>{"virDomainUndefine"},
    ReachedBy<&Api::domainUndefineFlags>{"virDomainUndefineFlags"},
    ReachedBy<&Api::domainRename>{"virDomainRename"},
    ReachedBy<&Api::domainSetMetadata>{"virDomainSetMetadata", {{{1, VIR_DOMAIN_METADATA_ELEMENT}}}},
    ReachedBy<&Api::domainSetLifecycleAction>{"virDomainSetLifecycleAction"},
    ReachedBy<&Api::domainSetMemory>{"virDomainSetMemory", {{{1, 1}}}},
    ReachedBy<&Api::domainSetMaxMemory>{"virDomainSetMaxMemory", {{{1, 1}}}},
    ReachedBy<&Api::domainSetMemoryFlags>{"virDomainSetMemoryFlags", {{{1, 1}}}},
    ReachedBy<&Api::domainSetMemoryStatsPeriod>{"virDomainSetMemoryStatsPeriod"},
    ReachedBy<&Api::domainSetMemoryParameters>{"virDomainSetMemoryParameters", {{{2, 1}}}},
    ReachedBy<&Api::domainSetNumaParameters>{"virDomainSetNumaParameters", {{{2, 1}}}},
    ReachedBy<&Api::domainSetVcpus>{"virDomainSetVcpus", {{{1, 1}}}},
    ReachedBy<&Api::domainSetVcpusFlags>{"virDomainSetVcpusFlags", {{{1, 1}}}},
    ReachedBy<&Api::domainSetVcpu>{"virDomainSetVcpu"},
    ReachedBy<&Api::domainPinVcpu>{"virDomainPinVcpu", {{{3, 1}}}},
    ReachedBy<&Api::domainPinVcpuFlags>{"virDomainPinVcpuFlags", {{{3, 1}}}},
    ReachedBy<&Api::domainPinEmulator>{"virDomainPinEmulator", {{{2, 1}}}},
    ReachedBy<&Api::domainPinIOThread>{"virDomainPinIOThread", {{{1, 1}, {3, 1}}}},
    ReachedBy<&Api::domainAddIOThread>{"virDomainAddIOThread", {{{1, 1}}}},
    ReachedBy<&Api::domainDelIOThread>{"virDomainDelIOThread", {{{1, 1}}}},
    ReachedBy<&Api::domainSetIOThreadParams>{"virDomainSetIOThreadParams", {{{1, 1}, {3, 1}}}},
    ReachedBy<&Api::domainSetSchedulerParameters>{"virDomainSetSchedulerParameters", {{{2, 1}}}},
    ReachedBy<&Api::domainSetSchedulerParametersFlags>{"virDomainSetSchedulerParametersFlags", {{{2, 1}}}},
    ReachedBy<&Api::domainSetPerfEvents>{"virDomainSetPerfEvents", {{{2, 1}}}},
    ReachedBy<&Api::domainSetBlkioParameters>{"virDomainSetBlkioParameters", {{{2, 1}}}},
    ReachedBy<&Api::domainSetInterfaceParameters>{"virDomainSetInterfaceParameters", {{{3, 1}}}},
    ReachedBy<&Api::domainSetBlockIoTune>{"virDomainSetBlockIoTune", {{{3, 1}}}},
    ReachedBy<&Api::domainSetThrottleGroup>{"virDomainSetThrottleGroup", {{{3, 1}}}},
    ReachedBy<&Api::domainDelThrottleGroup>{"virDomainDelThrottleGroup"},
    ReachedBy<&Api::domainBlockResize>{"virDomainBlockResize"},
    ReachedBy<&Api::domainBlockJobAbort>{"virDomainBlockJobAbort"},
    ReachedBy<&Api::domainSnapshotDelete>{"virDomainSnapshotDelete"},
    ReachedBy<&Api::domainMigratePerform>{"virDomainMigratePerform"},
    ReachedBy<&Api::domainMigrateFinish>{"virDomainMigrateFinish"},
    ReachedBy<&Api::domainMigrateFinish2>{"virDomainMigrateFinish2"},
    ReachedBy<&Api::domainMigrateFinish3>{"virDomainMigrateFinish3"},
    ReachedBy<&Api::domainMigrateFinish3Params>{"virDomainMigrateFinish3Params"},
    ReachedBy<&Api::domainMigrateConfirm3>{"virDomainMigrateConfirm3"},
    ReachedBy<&Api::domainMigrateConfirm3Params>{"virDomainMigrateConfirm3Params"},
};

}  // namespace chardev::driver
