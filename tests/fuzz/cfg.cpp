// SPDX-License-Identifier: LGPL-2.1-or-later
// Fuzzing configuration files of xl and xm: their ports are written so that the same are read, and are not in the rest.
#include "fuzz/port.hpp"
#include "xen/native.hpp"

namespace chardev::fuzz {

namespace {

using xen::ConfigFormat;

/// One on either side of each change in what Xen can say.
constexpr xen::Version xen_releases[] = {{3, 1, 0}, {3, 4, 0}, {4, 4, 0}, {4, 5, 0}, {4, 17, 0}, {4, 20, 0}};

DomainPorts guest_with(const std::vector<PlacedPort> &ports)
{
    DomainPorts guest;
    guest.machine.type = "xen";
    guest.machine.os = "hvm";
    guest.ports = ports;
    return guest;
}

/// The number and the address are the device's, and not said where the back end is.
Port back_end_of(Port port)
{
    port.target.number.reset();
    port.uninterpreted.clear();
    return port;
}

bool are_same(const std::vector<PlacedPort> &some, const std::vector<PlacedPort> &others)
{
    const auto is_same = [](const PlacedPort &one, const PlacedPort &other) {
        return one.slot == other.slot && said(one.port) == said(other.port);
    };
    return std::equal(some.begin(), some.end(), others.begin(), others.end(), is_same);
}

Finding is_read_back(const std::vector<PlacedPort> &ports, const std::string &text, ConfigFormat form)
{
    const auto again = xen::read_config(text, form, {});
    if (!again) return broken("a configuration that was written can be read", {text, again.error().message()});
    if (!are_same(again->ports, ports))
        return broken("a configuration that was written has the ports that were read", {text});
    if (!again->rest.empty() || !again->warnings.empty())
        return broken("a configuration of ports has nothing else", {text, again->rest});
    return std::nullopt;
}

Finding is_written(const std::vector<PlacedPort> &ports, ConfigFormat form)
{
    for (const auto &release : xen_releases) {
        const auto text = xen::write_config(guest_with(ports), release, form);
        if (!text && text.error().what.empty()) return broken("an error says something", {});
        if (!text) continue;
        if (auto finding = is_read_back(ports, *text, form)) return finding;
    }
    return std::nullopt;
}

Finding run(std::string_view input, ConfigFormat form)
{
    const auto config = xen::read_config(input, form, {});
    if (!config)
        return config.error().what.empty() ? Finding(broken("an error says something", {input})) : std::nullopt;
    for (const ConfigFormat written : {ConfigFormat::xl, ConfigFormat::xm})
        if (auto finding = is_written(config->ports, written)) return finding;
    for (const PlacedPort &placed : config->ports)
        if (auto finding = is_sayable(back_end_of(placed.port), placed.slot.kind)) return finding;
    const auto rest = xen::read_config(config->rest, form, {});
    if (!config->ports.empty() && rest && !rest->ports.empty()) return broken("the rest has no ports", {config->rest});
    return std::nullopt;
}

}  // namespace

Finding cfg(std::string_view input)
{
    auto finding = run(input, ConfigFormat::xl);
    return finding ? finding : run(input, ConfigFormat::xm);
}

}  // namespace chardev::fuzz
