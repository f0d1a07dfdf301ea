// SPDX-License-Identifier: LGPL-2.1-or-later
// Which function of libvirt's leads to which entry. One that a release lacks has no entry there.
#pragma once

#include <tuple>

#include "driver/load/api.hpp"
#include "driver/load/dummy_objects.hpp"

namespace chardev::driver {

/// An entry, and a function that is public or that libvirt exports to its own modules.
template <auto Member>
struct LedToBy {
    const char *function;
    Numbers numbers{};
};

/// What is decorated or called. One that cannot be measured means: the stock driver alone.
inline constexpr std::tuple entry_list{
    LedToBy<&Api::connectSupportsFeature>{"virConnectSupportsFeature"},
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

/// What is only locked, because it can write a stored definition. One that cannot be measured costs the changes of ports for
/// which a definition has to be stored anew.
inline constexpr std::tuple writer_list{
    LedToBy<&Api::domainUndefine>{"virDomainUndefine"},
    LedToBy<&Api::domainUndefineFlags>{"virDomainUndefineFlags"},
    LedToBy<&Api::domainRename>{"virDomainRename"},
    LedToBy<&Api::domainSetMetadata>{"virDomainSetMetadata", {{{1, VIR_DOMAIN_METADATA_ELEMENT}}}},
    LedToBy<&Api::domainSetLifecycleAction>{"virDomainSetLifecycleAction"},
    LedToBy<&Api::domainSetMemory>{"virDomainSetMemory", {{{1, 1}}}},
    LedToBy<&Api::domainSetMaxMemory>{"virDomainSetMaxMemory", {{{1, 1}}}},
    LedToBy<&Api::domainSetMemoryFlags>{"virDomainSetMemoryFlags", {{{1, 1}}}},
    LedToBy<&Api::domainSetMemoryStatsPeriod>{"virDomainSetMemoryStatsPeriod"},
    LedToBy<&Api::domainSetMemoryParameters>{"virDomainSetMemoryParameters", {{{2, 1}}}},
    LedToBy<&Api::domainSetNumaParameters>{"virDomainSetNumaParameters", {{{2, 1}}}},
    LedToBy<&Api::domainSetVcpus>{"virDomainSetVcpus", {{{1, 1}}}},
    LedToBy<&Api::domainSetVcpusFlags>{"virDomainSetVcpusFlags", {{{1, 1}}}},
    LedToBy<&Api::domainSetVcpu>{"virDomainSetVcpu"},
    LedToBy<&Api::domainPinVcpu>{"virDomainPinVcpu", {{{3, 1}}}},
    LedToBy<&Api::domainPinVcpuFlags>{"virDomainPinVcpuFlags", {{{3, 1}}}},
    LedToBy<&Api::domainPinEmulator>{"virDomainPinEmulator", {{{2, 1}}}},
    LedToBy<&Api::domainPinIOThread>{"virDomainPinIOThread", {{{1, 1}, {3, 1}}}},
    LedToBy<&Api::domainAddIOThread>{"virDomainAddIOThread", {{{1, 1}}}},
    LedToBy<&Api::domainDelIOThread>{"virDomainDelIOThread", {{{1, 1}}}},
    LedToBy<&Api::domainSetIOThreadParams>{"virDomainSetIOThreadParams", {{{1, 1}, {3, 1}}}},
    LedToBy<&Api::domainSetSchedulerParameters>{"virDomainSetSchedulerParameters", {{{2, 1}}}},
    LedToBy<&Api::domainSetSchedulerParametersFlags>{"virDomainSetSchedulerParametersFlags", {{{2, 1}}}},
    LedToBy<&Api::domainSetPerfEvents>{"virDomainSetPerfEvents", {{{2, 1}}}},
    LedToBy<&Api::domainSetBlkioParameters>{"virDomainSetBlkioParameters", {{{2, 1}}}},
    LedToBy<&Api::domainSetInterfaceParameters>{"virDomainSetInterfaceParameters", {{{3, 1}}}},
    LedToBy<&Api::domainSetBlockIoTune>{"virDomainSetBlockIoTune", {{{3, 1}}}},
    LedToBy<&Api::domainSetThrottleGroup>{"virDomainSetThrottleGroup", {{{3, 1}}}},
    LedToBy<&Api::domainDelThrottleGroup>{"virDomainDelThrottleGroup"},
    LedToBy<&Api::domainBlockResize>{"virDomainBlockResize"},
    LedToBy<&Api::domainBlockJobAbort>{"virDomainBlockJobAbort"},
    LedToBy<&Api::domainSnapshotDelete>{"virDomainSnapshotDelete"},
    LedToBy<&Api::domainMigratePerform>{"virDomainMigratePerform"},
    LedToBy<&Api::domainMigrateFinish>{"virDomainMigrateFinish"},
    LedToBy<&Api::domainMigrateFinish2>{"virDomainMigrateFinish2"},
    LedToBy<&Api::domainMigrateFinish3>{"virDomainMigrateFinish3"},
    LedToBy<&Api::domainMigrateFinish3Params>{"virDomainMigrateFinish3Params"},
    LedToBy<&Api::domainMigrateConfirm3>{"virDomainMigrateConfirm3"},
    LedToBy<&Api::domainMigrateConfirm3Params>{"virDomainMigrateConfirm3Params"},
};

inline constexpr auto whole_list = std::tuple_cat(entry_list, writer_list);

}  // namespace chardev::driver
