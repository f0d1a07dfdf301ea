// SPDX-License-Identifier: LGPL-2.1-or-later
// Looks up libvirt's unpublished functions in our own scope, which has libvirt.so in it even if the program loaded it
// privately (as Python's bindings do).
#include "driver/load/libvirt_private.hpp"

#include <dlfcn.h>

namespace chardev::driver {

namespace {

template <class Function>
void find(Function *&function, const char *name)
{
    function = reinterpret_cast<Function *>(libvirt_function(name));
}

LibvirtPrivate look_up()
{
    LibvirtPrivate found{};
    find(found.register_connect_driver, "virRegisterConnectDriver");
    find(found.get_domain, "virGetDomain");
    find(found.get_snapshot, "virGetDomainSnapshot");
    find(found.get_checkpoint, "virGetDomainCheckpoint");
    find(found.report_error, "virReportErrorHelper");
    find(found.set_error, "virSetError");
    find(found.get_identity, "virIdentityGetCurrent");
    find(found.set_identity, "virIdentitySetCurrent");
    find(found.get_own_identity, "virIdentityGetSystem");
    find(found.parse_uuid, "virUUIDParse");
    find(found.may_read_native, "virConnectDomainXMLFromNativeEnsureACL");
    find(found.open_stream, "virFDStreamOpen");
    find(found.on_stream_closed, "virFDStreamSetInternalCloseCb");
    find(found.log, "virLogMessage");
    return found;
}

}  // namespace

bool LibvirtPrivate::complete() const
{
    return register_connect_driver && get_domain && get_snapshot && get_checkpoint && report_error;
}

const LibvirtPrivate &libvirt_private()
{
    static const LibvirtPrivate found = look_up();
    return found;
}

void *libvirt_function(const char *name)
{
    return dlsym(RTLD_DEFAULT, name);
}

}  // namespace chardev::driver
