#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Every public function of this libvirt through which XML passes is either decorated or known to carry no ports, and every
one that can change a guest is either locked or known to write no definition.

A new release with a new one fails here: it would pass our driver by, unseen.
"""

import os
import re
import subprocess
import sys

SOURCE = os.environ.get('abs_top_srcdir', '.')
HEADERS = ('libvirt-domain.h', 'libvirt-domain-snapshot.h', 'libvirt-domain-checkpoint.h', 'libvirt-host.h', 'libvirt-qemu.h')

# Functions and why they need no entry of ours.
NO_PORTS = {
    'virConnectBaselineCPU': 'CPU models',
    'virConnectBaselineHypervisorCPU': 'CPU models',
    'virConnectCompareCPU': 'CPU models',
    'virConnectCompareHypervisorCPU': 'CPU models',
    'virConnectDomainXMLFromNative': 'the stock driver has none',
    'virDomainBackupBegin': 'disks',
    'virDomainBackupGetXMLDesc': 'disks',
    'virDomainBlockCopy': 'a disk',
    'virDomainCreateLinux': 'calls the entry of virDomainCreateXML',
    'virDomainMigrate2': 'the client side: calls the private functions that are decorated',
    'virDomainMigrateToURI2': 'the client side, as virDomainMigrate2',
}
# Functions of a guest that write no stored definition: by their names, and one by one.
# Decorated entries that hold their locks by themselves.
LOCKED_BY_OURS = """virDomainDefineXML virDomainDefineXMLFlags virDomainAttachDevice virDomainAttachDeviceFlags
    virDomainUpdateDeviceFlags virDomainDetachDevice virDomainDetachDeviceFlags virDomainDetachDeviceAlias
    virDomainRevertToSnapshot virDomainSnapshotCreateXML"""
READS = re.compile(r'^vir(Domain|Connect)(Snapshot|Checkpoint)?(Get|Is|Has|List|Lookup|Num|Free|Ref)([A-Z]|$)')
WRITES_NO_DEFINITION = {
    'asks': """virDomainAuthorizedSSHKeysGet virDomainBackupGetXMLDesc virDomainBlockPeek virDomainBlockStats
        virDomainBlockStatsFlags virDomainManagedSaveGetXMLDesc virDomainInterfaceAddresses virDomainInterfaceStats virDomainMemoryPeek virDomainMemoryStats
        virDomainMigrateGetCompressionCache virDomainMigrateGetMaxDowntime virDomainMigrateGetMaxSpeed virDomainScreenshot
        virDomainSnapshotCurrent virDomainStartDirtyRateCalc""",
    'starts, stops, suspends or saves': """virDomainCreate virDomainCreateWithFiles virDomainCreateWithFlags
        virDomainSaveFlags virDomainSaveParams virDomainManagedSaveDefineXML virDomainOpenConsole virDomainSetAutostart
        virDomainSetAutostartOnce virDomainCheckpointCreateXML virDomainCoreDump virDomainCoreDumpWithFormat virDomainDestroy virDomainDestroyFlags
        virDomainManagedSave virDomainManagedSaveRemove virDomainPMSuspendForDuration virDomainPMWakeup virDomainReboot
        virDomainReset virDomainResume virDomainSave virDomainShutdown virDomainShutdownFlags virDomainSuspend""",
    'changes the running guest alone': """virDomainAgentSetResponseTimeout virDomainAnnounceInterface
        virDomainAuthorizedSSHKeysSet virDomainFSFreeze virDomainFSThaw virDomainFSTrim virDomainGraphicsReload
        virDomainInjectNMI virDomainOpenChannel virDomainOpenGraphics virDomainOpenGraphicsFD virDomainQemuAgentCommand
        virDomainQemuMonitorCommand virDomainQemuMonitorCommandWithFiles virDomainSendKey virDomainSendProcessSignal
        virDomainSetBlockThreshold virDomainSetGuestVcpus virDomainSetLaunchSecurityState virDomainSetTime
        virDomainSetUserPassword""",
    'begins, steers or ends a job': """virDomainAbortJob virDomainAbortJobFlags virDomainBackupBegin virDomainBlockJobSetSpeed
        virDomainMigrateSetCompressionCache virDomainMigrateSetMaxDowntime virDomainMigrateSetMaxSpeed
        virDomainMigrateStartPostCopy""",
    'begins a job that may write when it ends, in a thread that no lock can hold': """virDomainBlockCommit virDomainBlockCopy
        virDomainBlockPull virDomainBlockRebase""",
    'deletes what is beside the definition': 'virDomainCheckpointDelete',
    'is the client side of a migration': """virDomainMigrate virDomainMigrate2 virDomainMigrate3 virDomainMigrateToURI
        virDomainMigrateToURI2 virDomainMigrateToURI3""",
    'is for the connection': """virConnectDomainEventRegisterAny virConnectDomainQemuMonitorEventRegister
        virDomainFDAssociate""",
}
XML_ARGUMENT = re.compile(r'const char \*+\w*(xml|desc)\w*', re.IGNORECASE)
GUEST_ARGUMENT = re.compile(r'vir(Domain|DomainSnapshot|DomainCheckpoint)Ptr')
FUNCTION = re.compile(r'^(?P<result>[\w ]+[\s*]+)(?P<name>vir(?:Domain|Connect|Node)\w+)\s*\((?P<arguments>[^;{]*)\)\s*;',
                      re.MULTILINE)


def functions_with_xml(text):
    for match in FUNCTION.finditer(text):
        arguments = ' '.join(match['arguments'].split())
        if XML_ARGUMENT.search(arguments) or 'XML' in match['name']:
            yield match['name']


def functions_of_guests(text):
    for match in FUNCTION.finditer(text):
        if GUEST_ARGUMENT.search(match['arguments']):
            yield match['name']


def listed():
    """The functions that are decorated or called, and those that are only locked."""
    with open(os.path.join(SOURCE, 'src', 'driver', 'load', 'entry_list.hpp')) as file:
        parts = file.read().split('std::tuple writer_list')
    return [set(re.findall(r'"(vir\w+)"', part)) for part in parts]


def public_functions(chosen):
    place = subprocess.run(['pkg-config', '--variable=includedir', 'libvirt'], stdout=subprocess.PIPE, text=True)
    folder = os.path.join(place.stdout.strip() or '/usr/include', 'libvirt')
    names = set()
    for header in HEADERS:
        path = os.path.join(folder, header)
        if os.path.exists(path):
            with open(path) as file:
                names |= set(chosen(re.sub(r'/\*.*?\*/', '', file.read(), flags=re.DOTALL)))
    return names


def report(number, title, unknown, what_to_do):
    print('{} {} - {}'.format('not ok' if unknown else 'ok', number, title))
    for name in sorted(unknown):
        print('# {}: {}'.format(name, what_to_do))
    return bool(unknown)


def main():
    found = public_functions(functions_with_xml)
    if not found:
        print('1..0 # SKIP the headers of libvirt are not installed')
        return 0
    decorated, locked = listed()
    harmless = set(' '.join(WRITES_NO_DEFINITION.values()).split())
    of_guests = {name for name in public_functions(functions_of_guests) if not READS.match(name)} - harmless
    print('1..3')
    print('{} 1 - XML is looked for in the headers'.format('ok' if 'virDomainDefineXML' in found else 'not ok'))
    failed = report(2, 'no function carries XML past us', found - decorated - set(NO_PORTS),
                    'decorate its entry, or say in NO_PORTS why it carries no ports')
    failed |= report(3, 'no function writes a definition past our locks', of_guests - locked - set(LOCKED_BY_OURS.split()),
                     'lock its entry, or say in WRITES_NO_DEFINITION what it does')
    return 1 if failed else 0


sys.exit(main())
