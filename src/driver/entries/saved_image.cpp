// SPDX-License-Identifier: LGPL-2.1-or-later
// Reads the header of an image: libxl's in the host's byte order, QEMU's in either.
#include "driver/entries/saved_image.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <string_view>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace chardev::driver {

namespace {

using namespace std::string_view_literals;

/// No more than this of a document is read, which is more than a document may have: it is refused later.
constexpr std::size_t too_large = (16U << 20U) + 1;

using Magic = std::array<char, 16>;
constexpr std::string_view libxl_magic = "libvirt-xml\n \0 \r"sv;
constexpr std::string_view qemu_magic = "LibvirtQemudSave"sv;

struct LibxlHeader {
    std::uint32_t version;
    std::uint32_t length;
    std::array<std::uint32_t, 10> unused;
};
struct QemuHeader {
    std::uint32_t version;
    std::uint32_t all;
    std::array<std::uint32_t, 2> state;
    std::uint32_t document;
    std::array<std::uint32_t, 14> unused;
};
static_assert(sizeof(LibxlHeader) == 48 && sizeof(QemuHeader) == 76);

class File {
public:
    explicit File(const char *path) : fd_(::open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)) {}
    File(const File &) = delete;
    File &operator=(const File &) = delete;
    ~File()
    {
        if (fd_ >= 0) ::close(fd_);
    }

    /// A pipe could be read only once.
    [[nodiscard]] bool can_be_read_again() const
    {
        struct stat status {};
        return fd_ >= 0 && ::fstat(fd_, &status) == 0 && (S_ISREG(status.st_mode) || S_ISBLK(status.st_mode));
    }
    [[nodiscard]] bool read(void *into, std::size_t size)
    {
        auto *at = static_cast<char *>(into);
        while (size > 0) {
            const auto done = ::read(fd_, at, size);
            if (done <= 0) return false;
            at += done;
            size -= static_cast<std::size_t>(done);
        }
        return true;
    }

private:
    int fd_;
};

std::optional<std::uint32_t> length_of_libxl(File &file)
{
    LibxlHeader header{};
    return file.read(&header, sizeof header) ? std::optional(header.length) : std::nullopt;
}

std::optional<std::uint32_t> length_of_qemu(File &file)
{
    QemuHeader header{};
    if (!file.read(&header, sizeof header)) return std::nullopt;
    const auto length = header.document != 0 ? header.document : header.all;
    const bool is_of_other_order = __builtin_bswap32(header.version) < header.version;
    return is_of_other_order ? __builtin_bswap32(length) : length;
}

std::optional<std::uint32_t> length_of_document(File &file)
{
    Magic magic{};
    if (!file.can_be_read_again() || !file.read(magic.data(), magic.size())) return std::nullopt;
    const std::string_view text(magic.data(), magic.size());
    if (text == libxl_magic) return length_of_libxl(file);
    return text == qemu_magic ? length_of_qemu(file) : std::nullopt;
}

}  // namespace

std::optional<std::string> document_in_image(const std::string &path)
{
    File file(path.c_str());
    const auto length = length_of_document(file);
    std::string document(std::min<std::size_t>(length.value_or(0), too_large), '\0');
    if (!length || !file.read(document.data(), document.size())) return std::nullopt;
    document.resize(std::strlen(document.c_str()));  // what is stored ends in a zero byte
    return document;
}

}  // namespace chardev::driver
