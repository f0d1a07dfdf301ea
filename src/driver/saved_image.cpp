// SPDX-License-Identifier: LGPL-2.1-or-later
// Reads the head of an image as libvirt's libxl driver writes it, in the host's byte order.
#include "driver/saved_image.hpp"

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

constexpr std::string_view magic = "libvirt-xml\n \0 \r"sv;
/// More of a document is not read, and what is this large is refused for it.
constexpr std::size_t too_large = (16U << 20U) + 1;

struct Header {
    std::array<char, 16> magic;
    std::uint32_t version;
    std::uint32_t length;
    std::array<std::uint32_t, 10> unused;
};
static_assert(sizeof(Header) == 64 && magic.size() == sizeof(Header::magic));

class File {
public:
    explicit File(const char *path) : fd_(::open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)) {}
    File(const File &) = delete;
    File &operator=(const File &) = delete;
    ~File()
    {
        if (fd_ >= 0)
            ::close(fd_);
    }

    [[nodiscard]] bool is_regular() const
    {
        struct stat status {};
        return fd_ >= 0 && ::fstat(fd_, &status) == 0 && S_ISREG(status.st_mode);
    }
    [[nodiscard]] bool read(void *into, std::size_t size)
    {
        auto *at = static_cast<char *>(into);
        while (size > 0) {
            const auto done = ::read(fd_, at, size);
            if (done <= 0)
                return false;
            at += done;
            size -= static_cast<std::size_t>(done);
        }
        return true;
    }

private:
    int fd_;
};

}  // namespace

std::optional<std::string> document_in_image(const std::string &path)
{
    File file(path.c_str());
    Header header{};
    if (!file.is_regular() || !file.read(&header, sizeof header) ||
        std::string_view(header.magic.data(), header.magic.size()) != magic)
        return std::nullopt;
    std::string document(std::min<std::size_t>(header.length, too_large), '\0');
    if (!file.read(document.data(), document.size()))
        return std::nullopt;
    document.resize(std::strlen(document.c_str()));  // what is stored ends in a zero byte
    return document;
}

}  // namespace chardev::driver
