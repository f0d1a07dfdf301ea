// SPDX-License-Identifier: LGPL-2.1-or-later
// Numbers ports that do not state a number, and tells which have to state it. Serial and parallel ports are counted apart.
#include "conf/document/numbering.hpp"

#include <map>

namespace chardev {

namespace {

TakenNumbers said_numbers(const std::vector<NumberedPort> &ports, Kind kind)
{
    TakenNumbers said;
    for (const auto &port : ports)
        if (port.kind == kind && port.number) said.take(*port.number);
    return said;
}

void mark(const std::vector<ShownNumber> &ports, Kind kind, std::vector<bool> &say)
{
    TakenNumbers taken;
    for (const auto &port : ports)
        if (port.slot.kind == kind) taken.take(port.slot.index);
    const auto gap = taken.take_lowest();
    // Numbers below the first gap, in ascending order, come out by themselves.
    unsigned next = 0;
    for (std::size_t i = 0; i < ports.size(); ++i) {
        const auto &[slot, is_stated] = ports[i];
        if (slot.kind != kind) continue;
        say[i] = is_stated || slot.index > gap || slot.index < next;
        if (!say[i]) next = slot.index + 1;
    }
}

}  // namespace

bool TakenNumbers::take(unsigned number)
{
    return taken_.insert(number).second;
}

unsigned TakenNumbers::take_lowest()
{
    while (!taken_.insert(lowest_).second) ++lowest_;
    return lowest_;
}

std::vector<std::size_t> duplicates(const std::vector<NumberedPort> &ports)
{
    std::map<Slot, bool> seen;
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < ports.size(); ++i) {
        const auto &[kind, number, ours] = ports[i];
        if (!number) continue;
        const auto [first, is_new] = seen.emplace(Slot{kind, *number}, ours);
        if (!is_new && (ours || first->second)) found.push_back(i);
    }
    return found;
}

std::vector<Slot> assign(const std::vector<NumberedPort> &ports)
{
    TakenNumbers serial = said_numbers(ports, Kind::serial);
    TakenNumbers parallel = said_numbers(ports, Kind::parallel);
    std::vector<Slot> slots;
    for (const auto &[kind, number, ours] : ports) {
        auto &taken = kind == Kind::serial ? serial : parallel;
        slots.push_back({kind, number ? *number : taken.take_lowest()});
    }
    return slots;
}

std::vector<bool> must_state_number(const std::vector<ShownNumber> &ports)
{
    std::vector<bool> say(ports.size());
    mark(ports, Kind::serial, say);
    mark(ports, Kind::parallel, say);
    return say;
}

}  // namespace chardev
