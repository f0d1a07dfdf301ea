/* SPDX-License-Identifier: LGPL-2.1-or-later
 * What `virt-chardev-setup status` reads: <runtime directory>/libvirt/libvirt-chardev/<hypervisor>.status, lines of
 * "key: value". C, because the shim writes one when it cannot load the module. */
#ifndef LIBVIRT_CHARDEV_STATUS_FILE_H
#define LIBVIRT_CHARDEV_STATUS_FILE_H

#ifdef __cplusplus
extern "C" {
#endif

/* Whether this process is a libvirt daemon, and not a client with embedded drivers. */
int in_daemon(void);

/* Written by daemons only, in place of the old file, so that a reader sees one or the other; a failure is silent. */
void write_status_file(const char *hypervisor, const char *text);

#ifdef __cplusplus
}
#endif

#endif
