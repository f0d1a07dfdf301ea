// SPDX-License-Identifier: LGPL-2.1-or-later
// Fuzzing the strings after -serial and -parallel: a port that was read is one that XML and every dialect can say, or refuse.
#include "fuzz/port.hpp"
#include "qemu/legacy/grammar.hpp"

namespace chardev::fuzz {

namespace {

using qemu::HostOs;

Finding is_written(const Port &port, Kind kind, HostOs host)
{
    for (const auto &version : releases) {
        const auto text = qemu::write_legacy(port, kind, version, host);
        if (!text && text.error().what.empty()) return broken("an error says something", {});
        if (!text) continue;
        const auto again = qemu::read_legacy(*text, kind, host);
        if (!again) return broken("a string that was written can be read", {*text, again.error().message()});
        if (said(*again) != said(port)) return broken("a string that was written is the port that was read", {*text});
    }
    return std::nullopt;
}

Finding run(std::string_view input, Kind kind, HostOs host)
{
    const auto port = qemu::read_legacy(input, kind, host);
    if (!port) return port.error().what.empty() ? Finding(broken("an error says something", {input})) : std::nullopt;
    if (auto finding = is_written(*port, kind, host)) return finding;
    return is_sayable(*port, kind);
}

}  // namespace

Finding legacy(std::string_view input)
{
    for (const auto kind : {Kind::serial, Kind::parallel})
        for (const auto host : {HostOs::linux_, HostOs::windows})
            if (auto finding = run(input, kind, host)) return finding;
    return std::nullopt;
}

}  // namespace chardev::fuzz
