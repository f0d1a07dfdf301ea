/* SPDX-License-Identifier: LGPL-2.1-or-later
 * The module that libvirt loads in place of the stock one. It needs libc only, because a module that cannot be loaded
 * takes the daemon down: it loads the real module, and whatever goes wrong there, registers the stock driver alone. */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <link.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "config.h"
#include "driver/load/register.h"
#include "driver/load/status_file.h"

#define TEXT(x) TEXT_(x)
#define TEXT_(x) #x
#define JOIN(a, b) JOIN_(a, b)
#define JOIN_(a, b) a##b
#define REGISTER JOIN(CHARDEV_HYPERVISOR, Register)

__attribute__((visibility("default"))) int REGISTER(void);

static pthread_once_t once = PTHREAD_ONCE_INIT;
static int outcome = -1;

static int report_fault(const char *module, const char *why)
{
    char status[3 * PATH_MAX];

    fprintf(stderr, "libvirt-chardev: the module '%s' cannot be loaded: %s; the stock %s driver runs alone\n", module,
            why, TEXT(CHARDEV_HYPERVISOR));
    snprintf(status, sizeof(status),
             "release: " PACKAGE_VERSION
             "\npid: %ld\nstate: stock alone\nreason: the module '%s' cannot be loaded: %s\n",
             (long)getpid(), module, why);
    write_status_file(TEXT(CHARDEV_HYPERVISOR), status);
    return CHARDEV_NOTHING_DONE;
}

static int join(char *path, const char *directory, const char *file)
{
    return snprintf(path, PATH_MAX, "%s/%s", directory, file) < PATH_MAX;
}

static const char *stock_directory(void)
{
    const char *directory = secure_getenv("LIBVIRT_CHARDEV_STOCK_DIR");
    return directory ? directory : STOCK_DRIVER_DIR;
}

static int stock_path(char *path)
{
    return join(path, stock_directory(), "libvirt_driver_" TEXT(CHARDEV_HYPERVISOR) ".so");
}

static int module_path(char *path)
{
    Dl_info self;
    char directory[PATH_MAX];
    char *slash;

    if (!dladdr((void *)&once, &self) || !realpath(self.dli_fname, directory)) return 0;
    slash = strrchr(directory, '/');
    if (!slash) return 0;
    *slash = '\0';
    return join(path, directory, CHARDEV_MODULE);
}

/* libvirtd goes on without a module that is missing, and says nothing if the hypervisor's is not installed; the daemon of
 * one driver cannot. */
static int stock_missing(const char *stock)
{
    const int in_libvirtd = strcmp(program_invocation_short_name, "libvirtd") == 0;
    const int why = errno;

    if (in_libvirtd && access(stock_directory(), F_OK) == 0) return 0;
    fprintf(stderr, "libvirt-chardev: the stock module '%s' cannot be found: %s\n", stock, strerror(why));
    return in_libvirtd ? 0 : -1;
}

static int register_stock_alone(const char *stock)
{
    int (*stock_register)(void);
    void *handle = dlopen(stock, RTLD_NOW | RTLD_GLOBAL | RTLD_NODELETE);

    if (handle) *(void **)&stock_register = dlsym(handle, TEXT(REGISTER));
    if (!handle || !stock_register) {
        fprintf(stderr, "libvirt-chardev: the stock module '%s' cannot be loaded: %s\n", stock, dlerror());
        return -1;
    }
    return stock_register();
}

static const char truncated[] = "the file is truncated";

/* The shim's own header; the linker defines it. */
extern const ElfW(Ehdr) __ehdr_start __attribute__((visibility("hidden")));

static int read_at(int file, void *to, size_t size, uint64_t offset)
{
    return pread(file, to, size, (off_t)offset) == (ssize_t)size;
}

static const char *header_fault(const ElfW(Ehdr) * header)
{
    if (memcmp(header->e_ident, ELFMAG, SELFMAG) != 0) return "the file is not a shared library";
    if (header->e_ident[EI_CLASS] != __ehdr_start.e_ident[EI_CLASS] ||
        header->e_ident[EI_DATA] != __ehdr_start.e_ident[EI_DATA] || header->e_machine != __ehdr_start.e_machine)
        return "the file was built for another machine";
    if (header->e_type != ET_DYN || header->e_phentsize != sizeof(ElfW(Phdr)))
        return "the file is not a shared library";
    return NULL;
}

static const char *segments_fault(int file, uint64_t size, const ElfW(Ehdr) * header)
{
    for (uint64_t i = 0; i < header->e_phnum; ++i) {
        ElfW(Phdr) segment;
        if (!read_at(file, &segment, sizeof(segment), header->e_phoff + i * sizeof(segment))) return truncated;
        if (segment.p_type == PT_LOAD && (segment.p_offset > size || segment.p_filesz > size - segment.p_offset))
            return truncated;
    }
    return NULL;
}

static const char *file_fault(int file)
{
    struct stat found;
    ElfW(Ehdr) header;
    const char *fault;

    if (fstat(file, &found) < 0) return strerror(errno);
    if (!S_ISREG(found.st_mode)) return "it is not a regular file";
    if (!read_at(file, &header, sizeof(header), 0)) return truncated;
    fault = header_fault(&header);
    return fault ? fault : segments_fault(file, (uint64_t)found.st_size, &header);
}

/* Why the file cannot be loaded into this process; NULL: dlopen may try. Checked first, because dlopen ends the process with
 * SIGBUS if the file is truncated. */
static const char *module_fault(const char *path)
{
    const int file = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC); /* a FIFO would block */
    const char *fault;

    if (file < 0) return strerror(errno);
    fault = file_fault(file);
    close(file);
    return fault;
}

static int register_with_module(const char *stock)
{
    char path[PATH_MAX];
    const char *fault;
    chardev_register *entry = NULL;
    void *handle;

    if (!module_path(path)) return report_fault(CHARDEV_MODULE, "its directory is unknown");
    fault = module_fault(path);
    if (fault) return report_fault(path, fault);
    handle = dlopen(path, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
    if (handle) *(void **)&entry = dlsym(handle, CHARDEV_REGISTER_SYMBOL);
    if (!entry) return report_fault(path, dlerror());
    return entry(TEXT(CHARDEV_HYPERVISOR), stock);
}

static void run(void)
{
    char stock[PATH_MAX];

    if (!stock_path(stock)) {
        fprintf(stderr, "libvirt-chardev: the path of the stock module is too long\n");
        return;
    }
    if (access(stock, F_OK) < 0) {
        outcome = stock_missing(stock);
        return;
    }
    outcome = register_with_module(stock);
    if (outcome == CHARDEV_NOTHING_DONE) outcome = register_stock_alone(stock);
}

/* Embedded mode calls this at every open. */
int REGISTER(void)
{
    pthread_once(&once, run);
    return outcome;
}
