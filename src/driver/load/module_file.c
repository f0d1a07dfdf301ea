/* SPDX-License-Identifier: LGPL-2.1-or-later
 * Reads the ELF header and the program headers, and compares them with the file's size and with the header of the shim. */
#include "driver/load/module_file.h"

#include <errno.h>
#include <fcntl.h>
#include <link.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char truncated[] = "the file is truncated";

/* The linker defines it. */
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

const char *module_fault(const char *path)
{
    const int file = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC); /* a FIFO would block */
    const char *fault;

    if (file < 0) return strerror(errno);
    fault = file_fault(file);
    close(file);
    return fault;
}
