/* SPDX-License-Identifier: LGPL-2.1-or-later
 * The interface between the shim and the real module. C, because the shim needs libc only. */
#ifndef LIBVIRT_CHARDEV_REGISTER_H
#define LIBVIRT_CHARDEV_REGISTER_H

#define CHARDEV_MODULE "libvirt_chardev.so"

enum chardev_registered {
    CHARDEV_DONE = 0,          /* our driver and the stock one are registered */
    CHARDEV_STOCK_FAILED = -1, /* the stock module was called and failed: return its failure */
    CHARDEV_NOTHING_DONE = 1,  /* nothing was registered: load the stock module as if we were not there */
};

/* `hypervisor` is "qemu", `stock` the path of the stock module. The only symbol that the real module exports. */
typedef int chardev_register(const char *hypervisor, const char *stock);
#define CHARDEV_REGISTER_SYMBOL "libvirt_chardev_register"

#ifdef __cplusplus
extern "C"
#endif
    int
    libvirt_chardev_register(const char *hypervisor, const char *stock);

#endif
