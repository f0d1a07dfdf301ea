// SPDX-License-Identifier: LGPL-2.1-or-later
// Decides which shown ports depend on what stands beside them, by the rules of mirror.cpp and inventory.cpp.
#include "conf/unambiguous.hpp"

#include <algorithm>

#include "conf/grammar.hpp"
#include "conf/port_read.hpp"
#include "conf/tree.hpp"

namespace chardev {

namespace {

Grammar grammar_in(const StockPort &port)
{
    if (!port.shown) return Grammar::libvirt;
    const auto element = port_grammar::element_of(port.port);
    return element ? grammar_of(*element) : Grammar::libvirt;
}

bool is_serial(const StockPort &port)
{
    return port.shown || !port.element ? port.port.tag == Tag::serial : is_element(port.element, "serial");
}

bool says_serial(const StockPort *console)
{
    return console->port.target.type == "serial";
}

bool has_number(const StockPort &port)
{
    return !port.shown || port.port.target.number;
}

struct Neighbours {
    bool port_grammar = false;         ///< without it the document would be the stock driver's
    bool serial = false;
    bool foreign_serial = false;
    std::vector<StockPort *> consoles;  ///< neutral
};

Neighbours look_around(std::vector<StockPort> &ports)
{
    Neighbours found;
    for (auto &port : ports) {
        const auto grammar = grammar_in(port);
        const bool foreign = grammar != Grammar::port;
        found.port_grammar = found.port_grammar || !foreign;
        found.serial = found.serial || is_serial(port);
        found.foreign_serial = found.foreign_serial || (is_serial(port) && foreign);
        if (port.shown && port.port.tag == Tag::console && grammar == Grammar::neutral) found.consoles.push_back(&port);
    }
    return found;
}

/// The stock driver takes one <console> alone for a port, and gives it number 0.
bool are_ports(const Neighbours &found, bool numbered)
{
    const auto &consoles = found.consoles;
    if (!found.port_grammar && (consoles.size() > 1 || numbered)) return false;
    return !found.foreign_serial && !(found.serial && std::any_of(consoles.begin(), consoles.end(), says_serial));
}

/// A port without an element that nothing marks as one of ours would be the stock driver's, which gives it other words or
/// none. Any mark will do, and the ports that stand in arguments are the ISA ones.
bool mark_one(std::vector<StockPort> &ports)
{
    for (auto &port : ports) {
        if (!port.shown || port.element || grammar_in(port) != Grammar::neutral) continue;
        auto marked = port.port;
        marked.model = "isa";
        if (!port_grammar::element_of(marked)) continue;
        port.port = std::move(marked);
        return true;
    }
    return false;
}

void become_serial(Port &port)
{
    port.tag = Tag::serial;
    if (port.target.type == "serial") port.target.type.reset();
}

}  // namespace

void make_unambiguous(std::vector<StockPort> &ports)
{
    auto found = look_around(ports);
    if (!found.port_grammar && mark_one(ports)) found = look_around(ports);
    const bool numbered = std::any_of(ports.begin(), ports.end(), has_number);
    if (!found.port_grammar && numbered)
        for (auto &port : ports) port.port.target.number = port.slot.index;
    if (are_ports(found, numbered)) return;
    for (auto *console : found.consoles) become_serial(console->port);
}

}  // namespace chardev
