// SPDX-License-Identifier: LGPL-2.1-or-later
// Which QEMU release can do what.
#include "qemu/version.hpp"

#include <array>
#include <charconv>
#include <utility>

#include "conf/gettext.hpp"

namespace chardev::qemu {

namespace {

struct Row {
    Feature feature;
    const char *name;
    Version first;
};

constexpr std::array table{
    Row{Feature::log, "<log path=…>", {2, 6, 0}},
    Row{Feature::websocket, "type='websocket'", {3, 1, 0}},
    Row{Feature::pty_link, "link=…", {9, 2, 0}},
};

}  // namespace

std::string to_string(const Version &version)
{
    const auto &[major, minor, micro] = version;
    return micro == 0 ? format("%u.%u", major, minor) : format("%u.%u.%u", major, minor, micro);
}

std::optional<Version> parse_version(std::string_view output)
{
    constexpr std::string_view marker = "version ";
    const auto at = output.find(marker);
    if (at == std::string_view::npos)
        return std::nullopt;

    const char *cursor = output.data() + at + marker.size();
    const char *const end = output.data() + output.size();
    Version version;
    for (unsigned *part : {&version.major, &version.minor, &version.micro}) {
        const auto [next, failed] = std::from_chars(cursor, end, *part);
        if (failed != std::errc())
            return std::nullopt;
        cursor = next;
        if (cursor == end || *cursor != '.')
            return version;
        ++cursor;
    }
    return version;
}

Result<Ok> require(Feature feature, const Version &found, const Place &where)
{
    for (const Row &row : table) {
        if (row.feature != feature || found >= row.first)
            continue;
        return Error{ErrorKind::unsupported, where,
                     format(_("%s needs QEMU %s or later, and this guest's emulator is %s"), row.name,
                            to_string(row.first).c_str(), to_string(found).c_str())};
    }
    return Ok{};
}

}  // namespace chardev::qemu
