/* SPDX-License-Identifier: LGPL-2.1-or-later
 * Looks at a shared library before dlopen does, which ends the process with SIGBUS if the file is truncated. */
#ifndef LIBVIRT_CHARDEV_MODULE_FILE_H
#define LIBVIRT_CHARDEV_MODULE_FILE_H

/* Why the file cannot be loaded into this process; NULL: dlopen may try. */
const char *module_fault(const char *path);

#endif
