// SPDX-License-Identifier: LGPL-2.1-or-later
// The entries of libvirt's hypervisor table that we decorate, call or lock, under libvirt's own names. Their positions in the
// table differ between releases and are measured; their signatures have been the same since libvirt 7.0.
#pragma once

#include <libvirt/libvirt.h>

namespace chardev::driver {

struct Api {
    int (*connectSupportsFeature)(virConnectPtr, int feature);

    // domains come, go and are shown
    virDomainPtr (*domainCreateXML)(virConnectPtr, const char *xml, unsigned flags);
    virDomainPtr (*domainCreateXMLWithFiles)(virConnectPtr, const char *xml, unsigned nfiles, int *files,
                                             unsigned flags);
    int (*domainCreate)(virDomainPtr);
    int (*domainCreateWithFlags)(virDomainPtr, unsigned flags);
    int (*domainCreateWithFiles)(virDomainPtr, unsigned nfiles, int *files, unsigned flags);
    virDomainPtr (*domainDefineXML)(virConnectPtr, const char *xml);
    virDomainPtr (*domainDefineXMLFlags)(virConnectPtr, const char *xml, unsigned flags);
    char *(*domainGetXMLDesc)(virDomainPtr, unsigned flags);
    char *(*connectDomainXMLToNative)(virConnectPtr, const char *native_format, const char *xml, unsigned flags);
    char *(*connectDomainXMLFromNative)(virConnectPtr, const char *native_format, const char *native, unsigned flags);

    // what is asked of a domain
    virDomainPtr (*domainLookupByName)(virConnectPtr, const char *name);
    int (*domainIsActive)(virDomainPtr);
    int (*domainIsPersistent)(virDomainPtr);
    int (*domainHasManagedSaveImage)(virDomainPtr, unsigned flags);
    int (*domainGetAutostart)(virDomainPtr, int *autostart);
    int (*domainSetAutostart)(virDomainPtr, int autostart);
    int (*domainGetAutostartOnce)(virDomainPtr, int *autostart);
    int (*domainSetAutostartOnce)(virDomainPtr, int autostart);

    int (*domainOpenConsole)(virDomainPtr, const char *device, virStreamPtr, unsigned flags);

    // devices
    int (*domainAttachDevice)(virDomainPtr, const char *xml);
    int (*domainAttachDeviceFlags)(virDomainPtr, const char *xml, unsigned flags);
    int (*domainUpdateDeviceFlags)(virDomainPtr, const char *xml, unsigned flags);
    int (*domainDetachDevice)(virDomainPtr, const char *xml);
    int (*domainDetachDeviceFlags)(virDomainPtr, const char *xml, unsigned flags);
    int (*domainDetachDeviceAlias)(virDomainPtr, const char *alias, unsigned flags);

    // saved guests
    int (*domainSaveFlags)(virDomainPtr, const char *to, const char *xml, unsigned flags);
    int (*domainSaveParams)(virDomainPtr, virTypedParameterPtr, int nparams, unsigned flags);
    int (*domainRestore)(virConnectPtr, const char *from);
    int (*domainRestoreFlags)(virConnectPtr, const char *from, const char *xml, unsigned flags);
    int (*domainRestoreParams)(virConnectPtr, virTypedParameterPtr, int nparams, unsigned flags);
    char *(*domainSaveImageGetXMLDesc)(virConnectPtr, const char *file, unsigned flags);
    int (*domainSaveImageDefineXML)(virConnectPtr, const char *file, const char *xml, unsigned flags);
    char *(*domainManagedSaveGetXMLDesc)(virDomainPtr, unsigned flags);
    int (*domainManagedSaveDefineXML)(virDomainPtr, const char *xml, unsigned flags);

    // snapshots and checkpoints
    virDomainSnapshotPtr (*domainSnapshotCreateXML)(virDomainPtr, const char *xml, unsigned flags);
    char *(*domainSnapshotGetXMLDesc)(virDomainSnapshotPtr, unsigned flags);
    int (*domainRevertToSnapshot)(virDomainSnapshotPtr, unsigned flags);
    virDomainCheckpointPtr (*domainCheckpointCreateXML)(virDomainPtr, const char *xml, unsigned flags);
    char *(*domainCheckpointGetXMLDesc)(virDomainCheckpointPtr, unsigned flags);

    // migration, source
    char *(*domainMigrateBegin3)(virDomainPtr, const char *xml, char **cookieout, int *cookieoutlen,
                                 unsigned long flags, const char *dname, unsigned long resource);
    char *(*domainMigrateBegin3Params)(virDomainPtr, virTypedParameterPtr, int nparams, char **cookieout,
                                       int *cookieoutlen, unsigned flags);
    int (*domainMigratePerform3)(virDomainPtr, const char *xml, const char *cookiein, int cookieinlen, char **cookieout,
                                 int *cookieoutlen, const char *dconnuri, const char *uri, unsigned long flags,
                                 const char *dname, unsigned long resource);
    int (*domainMigratePerform3Params)(virDomainPtr, const char *dconnuri, virTypedParameterPtr, int nparams,
                                       const char *cookiein, int cookieinlen, char **cookieout, int *cookieoutlen,
                                       unsigned flags);

    // migration, destination
    int (*domainMigratePrepare2)(virConnectPtr, char **cookie, int *cookielen, const char *uri_in, char **uri_out,
                                 unsigned long flags, const char *dname, unsigned long resource, const char *xml);
    int (*domainMigratePrepare3)(virConnectPtr, const char *cookiein, int cookieinlen, char **cookieout,
                                 int *cookieoutlen, const char *uri_in, char **uri_out, unsigned long flags,
                                 const char *dname, unsigned long resource, const char *xml);
    int (*domainMigratePrepare3Params)(virConnectPtr, virTypedParameterPtr, int nparams, const char *cookiein,
                                       int cookieinlen, char **cookieout, int *cookieoutlen, char **uri_out,
                                       unsigned flags);
    int (*domainMigratePrepareTunnel)(virConnectPtr, virStreamPtr, unsigned long flags, const char *dname,
                                      unsigned long resource, const char *xml);
    int (*domainMigratePrepareTunnel3)(virConnectPtr, virStreamPtr, const char *cookiein, int cookieinlen,
                                       char **cookieout, int *cookieoutlen, unsigned long flags, const char *dname,
                                       unsigned long resource, const char *xml);
    int (*domainMigratePrepareTunnel3Params)(virConnectPtr, virStreamPtr, virTypedParameterPtr, int nparams,
                                             const char *cookiein, int cookieinlen, char **cookieout, int *cookieoutlen,
                                             unsigned flags);

    // all others that can write a stored definition
    int (*domainUndefine)(virDomainPtr);
    int (*domainUndefineFlags)(virDomainPtr, unsigned flags);
    int (*domainRename)(virDomainPtr, const char *name, unsigned flags);
    int (*domainSetMetadata)(virDomainPtr, int type, const char *metadata, const char *key, const char *uri,
                             unsigned flags);
    int (*domainSetLifecycleAction)(virDomainPtr, unsigned type, unsigned action, unsigned flags);
    int (*domainSetMemory)(virDomainPtr, unsigned long memory);
    int (*domainSetMaxMemory)(virDomainPtr, unsigned long memory);
    int (*domainSetMemoryFlags)(virDomainPtr, unsigned long memory, unsigned flags);
    int (*domainSetMemoryStatsPeriod)(virDomainPtr, int period, unsigned flags);
    int (*domainSetMemoryParameters)(virDomainPtr, virTypedParameterPtr, int nparams, unsigned flags);
    int (*domainSetNumaParameters)(virDomainPtr, virTypedParameterPtr, int nparams, unsigned flags);
    int (*domainSetVcpus)(virDomainPtr, unsigned nvcpus);
    int (*domainSetVcpusFlags)(virDomainPtr, unsigned nvcpus, unsigned flags);
    int (*domainSetVcpu)(virDomainPtr, const char *vcpumap, int state, unsigned flags);
    int (*domainPinVcpu)(virDomainPtr, unsigned vcpu, unsigned char *cpumap, int maplen);
    int (*domainPinVcpuFlags)(virDomainPtr, unsigned vcpu, unsigned char *cpumap, int maplen, unsigned flags);
    int (*domainPinEmulator)(virDomainPtr, unsigned char *cpumap, int maplen, unsigned flags);
    int (*domainPinIOThread)(virDomainPtr, unsigned iothread, unsigned char *cpumap, int maplen, unsigned flags);
    int (*domainAddIOThread)(virDomainPtr, unsigned iothread, unsigned flags);
    int (*domainDelIOThread)(virDomainPtr, unsigned iothread, unsigned flags);
    int (*domainSetIOThreadParams)(virDomainPtr, unsigned iothread, virTypedParameterPtr, int nparams, unsigned flags);
    int (*domainSetSchedulerParameters)(virDomainPtr, virTypedParameterPtr, int nparams);
    int (*domainSetSchedulerParametersFlags)(virDomainPtr, virTypedParameterPtr, int nparams, unsigned flags);
    int (*domainSetPerfEvents)(virDomainPtr, virTypedParameterPtr, int nparams, unsigned flags);
    int (*domainSetBlkioParameters)(virDomainPtr, virTypedParameterPtr, int nparams, unsigned flags);
    int (*domainSetInterfaceParameters)(virDomainPtr, const char *device, virTypedParameterPtr, int nparams,
                                        unsigned flags);
    int (*domainSetBlockIoTune)(virDomainPtr, const char *disk, virTypedParameterPtr, int nparams, unsigned flags);
    int (*domainSetThrottleGroup)(virDomainPtr, const char *group, virTypedParameterPtr, int nparams, unsigned flags);
    int (*domainDelThrottleGroup)(virDomainPtr, const char *group, unsigned flags);
    int (*domainBlockResize)(virDomainPtr, const char *disk, unsigned long long size, unsigned flags);
    int (*domainBlockJobAbort)(virDomainPtr, const char *disk, unsigned flags);
    int (*domainSnapshotDelete)(virDomainSnapshotPtr, unsigned flags);
    int (*domainMigratePerform)(virDomainPtr, const char *cookie, int cookielen, const char *uri, unsigned long flags,
                                const char *dname, unsigned long resource);
    virDomainPtr (*domainMigrateFinish)(virConnectPtr, const char *dname, const char *cookie, int cookielen,
                                        const char *uri, unsigned long flags);
    virDomainPtr (*domainMigrateFinish2)(virConnectPtr, const char *dname, const char *cookie, int cookielen,
                                         const char *uri, unsigned long flags, int retcode);
    virDomainPtr (*domainMigrateFinish3)(virConnectPtr, const char *dname, const char *cookiein, int cookieinlen,
                                         char **cookieout, int *cookieoutlen, const char *dconnuri, const char *uri,
                                         unsigned long flags, int cancelled);
    virDomainPtr (*domainMigrateFinish3Params)(virConnectPtr, virTypedParameterPtr, int nparams, const char *cookiein,
                                               int cookieinlen, char **cookieout, int *cookieoutlen, unsigned flags,
                                               int cancelled);
    int (*domainMigrateConfirm3)(virDomainPtr, const char *cookiein, int cookieinlen, unsigned long flags,
                                 int cancelled);
    int (*domainMigrateConfirm3Params)(virDomainPtr, virTypedParameterPtr, int nparams, const char *cookiein,
                                       int cookieinlen, unsigned flags, int cancelled);
};

}  // namespace chardev::driver
