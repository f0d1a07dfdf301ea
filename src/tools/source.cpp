// SPDX-License-Identifier: LGPL-2.1-or-later
// Decides what can be read: files, pipes, terminals and /proc, up to a size that no domain needs.
#include "tools/source.hpp"

#include <array>
#include <cerrno>

#include <fcntl.h>
#include <glib.h>
#include <unistd.h>

#include "conf/model/gettext.hpp"

namespace chardev::tools {

namespace {

constexpr std::size_t largest = std::size_t{16} << 20;

Error unreadable(const std::string &file, int reason)
{
    return {
        ErrorKind::xml, {file.empty() ? "''" : file, 0, {}}, format(_("this cannot be read: %s"), g_strerror(reason))};
}

Error too_large(const std::string &file)
{
    return {ErrorKind::xml,
            {file, 0, {}},
            _("this is larger than 16 MiB; no domain needs that, so take out what swells it")};
}

Result<std::string> read_all(int input, const std::string &file)
{
    std::string text;
    std::array<char, 65536> buffer;
    while (text.size() <= largest) {
        const ssize_t got = read(input, buffer.data(), buffer.size());
        if (got == 0) return text;
        if (got < 0 && errno != EINTR) return unreadable(file, errno);
        if (got > 0) text.append(buffer.data(), static_cast<std::size_t>(got));
    }
    return too_large(file);
}

}  // namespace

Result<std::string> read_source(const std::string &file)
{
    if (file == "-") return read_all(STDIN_FILENO, file);
    const int input = open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (input < 0) return unreadable(file, errno);
    auto text = read_all(input, file);
    close(input);
    return text;
}

}  // namespace chardev::tools
