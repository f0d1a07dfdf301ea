/* SPDX-License-Identifier: LGPL-2.1-or-later
 * Writes the status file, in directories of our own only: XDG_RUNTIME_DIR may be a place like /tmp, where anyone can make
 * a directory or a link of that name first. */
#include "driver/load/status_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int in_daemon(void)
{
    static const char *const daemons[] = {"libvirtd", "virtqemud", "virtxend"};

    for (size_t i = 0; i < sizeof(daemons) / sizeof(*daemons); ++i)
        if (strcmp(program_invocation_short_name, daemons[i]) == 0) return 1;
    return 0;
}

static const char *runtime_directory(void)
{
    return geteuid() == 0 ? RUNSTATE_DIR : secure_getenv("XDG_RUNTIME_DIR");
}

/* Closes the parent; -1: there is no such directory of our own. */
static int enter(int parent, const char *name)
{
    struct stat found;
    int directory;

    mkdirat(parent, name, 0755);
    directory = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    close(parent);
    if (directory < 0 || (fstat(directory, &found) == 0 && found.st_uid == geteuid())) return directory;
    close(directory);
    return -1;
}

static int write_new(int directory, const char *name, const char *text)
{
    const ssize_t size = (ssize_t)strlen(text);
    int file, written;

    unlinkat(directory, name, 0); /* left by a daemon that was killed */
    file = openat(directory, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
    if (file < 0) return 0;
    written = write(file, text, (size_t)size) == size;
    close(file);
    return written;
}

void write_status_file(const char *hypervisor, const char *text)
{
    const char *runtime = runtime_directory();
    char name[64], draft[64];
    int directory;

    if (!in_daemon() || !runtime) return;
    snprintf(name, sizeof(name), "%s.status", hypervisor);
    snprintf(draft, sizeof(draft), "%s.status.new", hypervisor);
    directory = open(runtime, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    directory = enter(enter(directory, "libvirt"), "libvirt-chardev");
    if (write_new(directory, draft, text)) renameat(directory, draft, directory, name);
    close(directory);
}
