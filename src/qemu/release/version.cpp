// SPDX-License-Identifier: LGPL-2.1-or-later
// Reads and writes the numbers of releases, and knows which release of QEMU can do what, as tables.
#include "qemu/release/version.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "conf/model/gettext.hpp"
#include "conf/model/number.hpp"
#include "conf/xml/reader.hpp"

namespace chardev::qemu {

namespace {

using Since = FirstRelease<Feature>;

// tcp, telnet and udp are there since 0.8.2; 0.9.0 is the RFC's gate.
constexpr std::array table{
    Since{Feature::network, "type='tcp', 'telnet' or 'udp'", {0, 9, 0}},
    Since{Feature::unix_socket, "type='unix'", {0, 9, 0}},
    Since{Feature::nodelay, "<nodelay/>", {0, 9, 0}},
    Since{Feature::none, "type='none'", {0, 9, 0}},
    Since{Feature::vc_size, "width=…, height=…, cols=… or rows=…", {0, 9, 1}},
    Since{Feature::chardev, "-chardev", {0, 12, 0}},
    Since{Feature::isa_debugcon, "model='isa-debugcon'", {0, 13, 0}},
    Since{Feature::spapr_vty, "model='spapr-vty'", {0, 15, 0}},
    Since{Feature::pci_serial, "model='pci'", {1, 3, 0}},
    Since{Feature::sclp_console, "model='sclpconsole'", {1, 3, 0}},
    Since{Feature::sclp_line_console, "model='sclplmconsole'", {2, 0, 0}},
    Since{Feature::reconnect, "<reconnect delay=…/>", {2, 2, 0}},
    Since{Feature::log, "<log path=…>", {2, 6, 0}},
    Since{Feature::file_append, "append=…", {2, 6, 0}},
    Since{Feature::tls, "<tls/>", {2, 6, 0}},
    Since{Feature::fifth_serial, "-serial for a fifth port", {3, 0, 0}},
    Since{Feature::websocket, "type='websocket'", {3, 1, 0}},
    Since{Feature::pty_link, "link=…", {9, 2, 0}},
};

struct Spelling {
    Renamed thing;
    std::string_view name;
    Version first;
    std::optional<Version> removed;
};

// Older names first. nodelay=on is refused before 6.0, delay=off is taken by all.
constexpr std::array names{
    Spelling{Renamed::host_serial, "tty", {0, 12, 0}, Version{8, 0, 0}},
    Spelling{Renamed::host_serial, "serial", {1, 4, 0}, {}},
    Spelling{Renamed::host_parallel, "parport", {0, 12, 0}, Version{8, 0, 0}},
    Spelling{Renamed::host_parallel, "parallel", {1, 4, 0}, {}},
    Spelling{Renamed::nodelay, "delay", {0, 12, 0}, {}},
    Spelling{Renamed::nodelay, "nodelay", {6, 0, 0}, {}},
    Spelling{Renamed::reconnect, "reconnect", {2, 2, 0}, Version{10, 2, 0}},
    Spelling{Renamed::reconnect, "reconnect-ms", {9, 2, 0}, {}},
};

struct VersionRange {
    Version first, fixed;
};

// QEMU 998bbd74b9 to d2019a9d0c; the repair went to the two stable branches that were alive. Seen: 7.2.22 has it.
constexpr std::array serial_shifts{
    VersionRange{{0, 12, 0}, {7, 2, 10}},
    VersionRange{{8, 0, 0}, {8, 2, 2}},
};
// Never repaired: seen in 7.2.22, read in 10.x.
constexpr std::array parallel_shifts{
    VersionRange{{0, 12, 0}, {9999, 0, 0}},
};

template <std::size_t Size>
bool is_within(const std::array<VersionRange, Size> &ranges, const Version &found)
{
    return std::any_of(ranges.begin(), ranges.end(),
                       [&found](const VersionRange &range) { return found >= range.first && found < range.fixed; });
}

/// Takes up to three numbers with dots between off the text.
std::optional<Version> take_version(std::string_view &text)
{
    Version version;
    for (unsigned *part : {&version.major, &version.minor, &version.micro}) {
        const auto number = take_number(text);
        if (!number) return std::nullopt;
        *part = *number;
        if (!text.starts_with('.') || part == &version.micro) return version;
        text.remove_prefix(1);
    }
    return version;
}

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
    if (at == std::string_view::npos) return std::nullopt;
    output.remove_prefix(at + marker.size());
    return take_version(output);
}

Result<Version> version_from(std::string_view text)
{
    constexpr Version oldest{0, 1, 0};
    if (const auto pasted = parse_version(text)) return *pasted;
    std::string_view number = text;
    if (number.starts_with('v')) number.remove_prefix(1);
    const std::optional<Version> version = take_version(number);
    const bool ends_here = number.empty() || std::string_view("-+~ (").find(number.front()) != std::string_view::npos;
    if (version && ends_here && *version >= oldest) return *version;
    return Error{ErrorKind::xml,
                 {},
                 format(_("'%s' is no release of QEMU; write it as in '0.9.1' or '7.2'"), shown(text).c_str())};
}

Result<Ok> require(Feature feature, const Version &found, const Place &where)
{
    const auto *row = lacking(table, feature, found);
    if (!row) return Ok{};
    return Error{ErrorKind::unsupported, where,
                 format(_("%s needs QEMU %s or later, and this guest's emulator is %s"), row->name,
                        to_string(row->first).c_str(), to_string(found).c_str())};
}

std::string_view spelled(Renamed thing, const Version &found)
{
    std::string_view name;
    for (const Spelling &spelling : names) {
        if (spelling.thing != thing || (spelling.removed && found >= *spelling.removed)) continue;
        if (name.empty() || found >= spelling.first) name = spelling.name;
    }
    return name;
}

std::vector<std::string_view> spellings(Renamed thing)
{
    std::vector<std::string_view> all;
    for (const Spelling &spelling : names)
        if (spelling.thing == thing) all.push_back(spelling.name);
    return all;
}

bool none_shifts_serial(const Version &found)
{
    return is_within(serial_shifts, found);
}

bool none_shifts_parallel(const Version &found)
{
    return is_within(parallel_shifts, found);
}

}  // namespace chardev::qemu
