// SPDX-License-Identifier: LGPL-2.1-or-later
// Numbers ports that do not state a number, and tells which have to state it. Serial and parallel ports are counted apart.
#include "conf/document/numbering.hpp"

#include <map>
#include <set>

namespace chardev {

namespace {

/// Hands out the numbers that nobody has said, lowest first.
class Free {
public:
    explicit Free(std::set<unsigned> said) : said_(std::move(said)) {}
    unsigned next()
    {
        while (said_.contains(next_)) ++next_;
        return next_++;
    }

private:
    std::set<unsigned> said_;
    unsigned next_ = 0;
};

std::set<unsigned> said_numbers(const std::vector<Numbered> &ports, Kind kind)
{
    std::set<unsigned> said;
    for (const auto &port : ports)
        if (port.kind == kind && port.number) said.insert(*port.number);
    return said;
}

void mark(const std::vector<Shown> &ports, Kind kind, std::vector<bool> &say)
{
    std::set<unsigned> taken;
    for (const auto &port : ports)
        if (port.slot.kind == kind) taken.insert(port.slot.index);
    const auto gap = Free(std::move(taken)).next();
    // Numbers below the first gap, in ascending order, come out by themselves.
    unsigned next = 0;
    for (std::size_t i = 0; i < ports.size(); ++i) {
        const auto &[slot, said] = ports[i];
        if (slot.kind != kind) continue;
        say[i] = said || slot.index > gap || slot.index < next;
        if (!say[i]) next = slot.index + 1;
    }
}

}  // namespace

std::vector<std::size_t> duplicates(const std::vector<Numbered> &ports)
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

std::vector<Slot> assign(const std::vector<Numbered> &ports)
{
    Free serial(said_numbers(ports, Kind::serial));
    Free parallel(said_numbers(ports, Kind::parallel));
    std::vector<Slot> slots;
    for (const auto &[kind, number, ours] : ports) {
        auto &free = kind == Kind::serial ? serial : parallel;
        slots.push_back({kind, number ? *number : free.next()});
    }
    return slots;
}

std::vector<bool> must_say(const std::vector<Shown> &ports)
{
    std::vector<bool> say(ports.size());
    mark(ports, Kind::serial, say);
    mark(ports, Kind::parallel, say);
    return say;
}

}  // namespace chardev
