// SPDX-License-Identifier: LGPL-2.1-or-later
// The entries of libvirt's hypervisor table that we decorate or call, under libvirt's own names. Their positions in the
// table differ between releases and are measured; their signatures have been the same since libvirt 7.0.
#pragma once

#include <libvirt/libvirt.h>

namespace chardev::driver {

struct Api {
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
    int (*domainMigratePerform3)(virDomainPtr, const char *xml, const char *cookiein, int cookieinlen,
                                 char **cookieout, int *cookieoutlen, const char *dconnuri, const char *uri,
                                 unsigned long flags, const char *dname, unsigned long resource);
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
                                             const char *cookiein, int cookieinlen, char **cookieout,
                                             int *cookieoutlen, unsigned flags);
};

}  // namespace chardev::driver
