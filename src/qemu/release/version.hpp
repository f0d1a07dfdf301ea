// SPDX-License-Identifier: LGPL-2.1-or-later
// Which QEMU release can do what: one table, so that a version gate is a row and never an if.
#pragma once

#include <algorithm>
#include <compare>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "conf/model/result.hpp"

namespace chardev::qemu {

struct Version {
    unsigned major = 0, minor = 0, micro = 0;

    friend auto operator<=>(const Version &, const Version &) = default;
};

/// "7.2.22", as QEMU itself writes it; a zero micro is left out.
[[nodiscard]] std::string to_string(const Version &version);

/// Reads the first line of `qemu-system-… --version`, with any vendor's suffix.
[[nodiscard]] std::optional<Version> parse_version(std::string_view output);

/// Reads what a user writes for a release: "0.9", "7", "v7.2.0-rc1", what `--version` said. An error says how to write it.
[[nodiscard]] Result<Version> version_from(std::string_view text);

enum class Feature {
    network,  ///< tcp, telnet and udp
    unix_socket,
    nodelay,
    none,
    vc_size,
    chardev,  ///< -chardev and -device at all
    isa_debugcon,
    spapr_vty,
    pci_serial,
    sclp_console,
    sclp_line_console,
    reconnect,
    log,
    file_append,
    tls,
    fifth_serial,  ///< the strings after -serial for a machine that has so many
    websocket,
    pty_link,
};

/// The first release of QEMU or Xen that has a feature, and how a message calls it.
template <class Feature>
struct FirstRelease {
    Feature feature;
    const char *name;
    Version first;
};
/// The row of `feature` if the release `found` does not have it; nullptr: it does.
template <class Table, class Feature>
[[nodiscard]] auto *lacking(const Table &table, Feature feature, const Version &found)
{
    const auto row = std::find_if(table.begin(), table.end(), [feature, &found](const FirstRelease<Feature> &known) {
        return known.feature == feature && found < known.first;
    });
    return row == table.end() ? nullptr : &*row;
}

/// An error of kind unsupported that names the feature, the release it needs and the one found.
[[nodiscard]] Result<Ok> require(Feature feature, const Version &found, const Place &where);

/// Options and back ends of -chardev that were renamed.
enum class Renamed { host_serial, host_parallel, nodelay, reconnect };

/// What `thing` is called in the release `found`. Where two names are taken, the newer one.
[[nodiscard]] std::string_view spelled(Renamed thing, const Version &found);
/// All names that `thing` ever had, the oldest first.
[[nodiscard]] std::vector<std::string_view> spellings(Renamed thing);

/// True for the releases in which "none" takes no number, so that the ports after it move down.
[[nodiscard]] bool none_shifts_serial(const Version &found);
[[nodiscard]] bool none_shifts_parallel(const Version &found);

}  // namespace chardev::qemu
