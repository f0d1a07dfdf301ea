/* SPDX-License-Identifier: LGPL-2.1-or-later
 * Loaded into a QEMU that is tested: the file named PARPORT passes for a parallel port, as far as taking hold of it. */
#define _GNU_SOURCE
#include <errno.h>
#include <limits.h>
#include <linux/ppdev.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <unistd.h>

static int passes_for_a_port(int fd)
{
    char link[64], path[PATH_MAX] = "";
    const char *port = getenv("PARPORT");
    snprintf(link, sizeof(link), "/proc/self/fd/%d", fd);
    return port && readlink(link, path, sizeof(path) - 1) > 0 && !strcmp(path, port);
}

int ioctl(int fd, unsigned long request, ...)
{
    va_list arguments;
    va_start(arguments, request);
    void *argument = va_arg(arguments, void *);
    va_end(arguments);
    if ((request == PPCLAIM || request == PPRELEASE) && passes_for_a_port(fd)) return 0;
    return (int)syscall(SYS_ioctl, fd, request, argument);
}
