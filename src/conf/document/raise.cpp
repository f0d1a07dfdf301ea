// SPDX-License-Identifier: LGPL-2.1-or-later
// Documents on their way out: which ports are shown in the port grammar, and what is added to and left out of them.
#include "conf/document/raise.hpp"

#include <algorithm>
#include <map>
#include <vector>

#include "conf/document/argument_ports.hpp"
#include "conf/document/conflicts.hpp"
#include "conf/document/domain.hpp"
#include "conf/document/lower.hpp"
#include "conf/document/metadata.hpp"
#include "conf/document/numbering.hpp"
#include "conf/document/own_arguments.hpp"
#include "conf/document/port_elements.hpp"
#include "conf/libvirt/backend.hpp"
#include "conf/libvirt/grammar.hpp"
#include "conf/port/grammar.hpp"
#include "conf/xml/dom.hpp"
#include "conf/xml/insertion.hpp"
#include "conf/xml/text_edits.hpp"
#include "conf/xml/tree.hpp"

namespace chardev {

namespace {

/// A port of a stock document, and how it is shown.
struct StockPort {
    xmlNode *element = nullptr;  ///< nullptr: a slot without a device, or a port that stands in arguments
    Slot slot;
    bool in_port_grammar = false;  ///< shown so; else an element stays as it is, and others are put in libvirt's
    Port port{};                   ///< as far as it can be read
    xmlNode *near = nullptr;       ///< without an element: what it stands next to; nullptr: at the end of <devices>
    bool before = false;           ///< before `near`, not behind it
    bool fresh = false;            ///< written in the port grammar, and unchanged since
    bool unread =
        false;  ///< one of ours, as only another release of libvirt can have printed it: editing it must lose nothing
};

struct Raising {
    const SourceText &source;
    const Policy &policy;
    Edits &edits;
    View view;

    /// A domain that has no ports, whose metadata are of a newer version, or with a port of ours that cannot be read, is left alone.
    void run(const Domain &domain) const;

private:
    [[nodiscard]] std::vector<StockPort> read_ports(const Domain &domain, const xmlNode *mirror,
                                                    const Metadata &metadata) const;
    /// Ports of libvirt's grammar stay in it where the port grammar would be refused: with a number that an ISA port has not, say.
    void leave_refused(const Domain &domain, std::vector<StockPort> &ports) const;
    void show(const Domain &domain, const std::vector<StockPort> &ports) const;
};

/// The numbers that elements say, and the lowest free ones for the rest.
std::vector<Slot> slots_of(const std::vector<xmlNode *> &elements)
{
    std::vector<NumberedPort> numbered;
    for (auto *element : elements)
        numbered.push_back({is_element(element, "parallel") ? Kind::parallel : Kind::serial, explicit_number(element)});
    return assign(numbered);
}

/// What the user wrote, and what the stock driver knows of it now.
Port with_live_parts(Port port, const Port &stock)
{
    port.alias = stock.alias;
    port.tty = stock.tty;
    port.uninterpreted = stock.uninterpreted;
    return port;
}

/// Whether and how `stock` is shown in the port grammar.
StockPort shown_as(const Result<Port> &stock, const StockPort &place, const Port *kept, View view)
{
    auto port = place;
    port.unread = !stock && kept && libvirt_grammar::is_of_type(place.element, *kept, place.slot);
    if (!stock) return port;
    port.fresh = kept && libvirt_grammar::is_rendering_of(*stock, *kept, place.slot);
    port.in_port_grammar = port.fresh || (view == View::port && port_grammar::can_render(*stock));
    port.port = port.fresh ? with_live_parts(*kept, *stock) : *stock;
    if (!port.fresh) port.port.target.number.reset();
    return port;
}

using Elements = std::map<Slot, xmlNode *>;

/// A port without an element stands behind the one of the next lower number of its kind, or before that of the next
/// higher one, or at the end: so it counts as it was written.
void place(StockPort &port, const Elements &elements)
{
    const auto higher = elements.lower_bound(port.slot);
    if (higher != elements.begin() && std::prev(higher)->first.kind == port.slot.kind) {
        port.near = std::prev(higher)->second;
    } else if (higher != elements.end() && higher->first.kind == port.slot.kind) {
        port.near = higher->second;
        port.before = true;
    }
}

/// Whether a port without an element is shown in the port grammar; else in libvirt's.
bool is_shown(const MetadataPort &kept, View view)
{
    switch (view) {
    case View::written: return !kept.in_libvirt_grammar;
    case View::port: return port_grammar::can_render(kept.port);
    case View::libvirt: return !shown_by_libvirt(kept.port, kept.slot, {});
    }
    return true;
}

/// Ports without an element, in ascending order.
std::vector<StockPort> placed(const std::vector<StockPort> &ports, const std::vector<MetadataPort> &added, View view)
{
    Elements elements;
    for (const auto &port : ports) elements.emplace(port.slot, port.element);
    std::map<Slot, StockPort> found;
    for (const auto &kept : added) {
        if (elements.contains(kept.slot)) continue;
        StockPort port{nullptr, kept.slot, is_shown(kept, view), kept.port};
        port.fresh = !kept.in_libvirt_grammar;
        place(port, elements);
        found.emplace(kept.slot, std::move(port));
    }
    std::vector<StockPort> result;
    for (auto &[slot, port] : found) result.push_back(std::move(port));
    return result;
}

/// The ports as they will stand in the document: each of `added` where it is to be.
std::vector<StockPort> with(const std::vector<StockPort> &ports, const std::vector<StockPort> &added)
{
    struct Neighbours {
        std::vector<StockPort> before, behind;
    };
    std::map<xmlNode *, Neighbours> neighbours;
    for (const auto &port : added) {
        auto &next_to = neighbours[port.near];
        (port.before ? next_to.before : next_to.behind).push_back(port);
    }
    std::vector<StockPort> all;
    const auto add = [&](const std::vector<StockPort> &some) { all.insert(all.end(), some.begin(), some.end()); };
    for (const auto &port : ports) {
        add(neighbours[port.element].before);
        all.push_back(port);
        add(neighbours[port.element].behind);
    }
    add(neighbours[nullptr].behind);
    return all;
}

/// Numbers are shown where they were written, and where counting would not give them.
void say_numbers(std::vector<StockPort> &ports)
{
    std::vector<ShownNumber> numbers;
    for (const auto &port : ports) numbers.push_back({port.slot, !port.in_port_grammar || port.port.target.number});
    const auto say = must_state_number(numbers);
    for (std::size_t i = 0; i < ports.size(); ++i)
        if (say[i]) ports[i].port.target.number = ports[i].slot.index;
}

bool shows_first_serial(const std::vector<StockPort> &ports)
{
    const auto first = std::find_if(ports.begin(), ports.end(), [](const StockPort &port) {
        return port.element && port.slot.kind == Kind::serial;
    });
    return first != ports.end() && first->in_port_grammar;
}

Grammar grammar_in(const StockPort &port)
{
    if (!port.in_port_grammar) return Grammar::libvirt;
    const auto element = port_grammar::element_of(port.port);
    return element ? grammar_of(*element) : Grammar::libvirt;
}

bool is_serial(const StockPort &port)
{
    return port.in_port_grammar || !port.element ? port.port.tag == Tag::serial : is_element(port.element, "serial");
}

bool says_serial(const StockPort *console)
{
    return console->port.target.type == "serial";
}

bool has_number(const StockPort &port)
{
    return !port.in_port_grammar || port.port.target.number;
}

struct Neighbours {
    bool port_grammar = false;  ///< without it the document would be the stock driver's
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
        if (port.in_port_grammar && port.port.tag == Tag::console && grammar == Grammar::neutral)
            found.consoles.push_back(&port);
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
        if (!port.in_port_grammar || port.element || grammar_in(port) != Grammar::neutral) continue;
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

/// Sees to it that the shown document, coming in again, has the same ports: a neutral <console> that would be taken for
/// a mirror is shown as <serial>, and ports that only the stock driver would count say their numbers.
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

}  // namespace

void Raising::run(const Domain &domain) const
{
    if (!policy.has_ports(domain.machine)) return;
    if (!is_readable(domain.ours)) return;
    const auto metadata = read_metadata(domain.ours);
    const bool libvirt = view == View::libvirt;  // the metadata stay, and give a port back what libvirt cannot say
    auto added = ports_without_element(domain, policy, metadata);
    if (libvirt)
        std::erase_if(added, [](const MetadataPort &kept) { return !libvirt_grammar::has_element(kept.port.backend); });
    auto *mirror = mirror_among(port_elements(domain.ports));
    const auto stock = read_ports(domain, mirror, libvirt ? Metadata() : metadata);
    if (std::any_of(stock.begin(), stock.end(), [](const StockPort &port) { return port.unread; })) return;
    auto ports = with(stock, placed(stock, added, view));
    if (view == View::port) leave_refused(domain, ports);
    say_numbers(ports);
    make_unambiguous(ports);
    if (mirror && shows_first_serial(ports)) take_out(edits, source, mirror);
    show(domain, ports);
    if (!libvirt) remove_metadata(edits, source, domain, metadata.own_container);
    const OwnArguments line(domain, policy);
    const auto gone = libvirt ? Metadata{added, {}} : metadata;
    line.change(edits, source, line.matching(gone.all_arguments()), {}, true);
}

std::vector<StockPort> Raising::read_ports(const Domain &domain, const xmlNode *mirror, const Metadata &metadata) const
{
    auto elements = domain.ports;
    std::erase(elements, mirror);
    const auto slots = slots_of(elements);
    std::map<Slot, const Port *> kept;
    for (const auto &entry : metadata.ports) kept.emplace(entry.slot, &entry.port);
    std::vector<StockPort> ports;
    for (std::size_t i = 0; i < elements.size(); ++i) {
        const auto &slot = slots[i];
        const auto entry = kept.find(slot);
        const auto stock = libvirt_grammar::parse(elements[i], {});
        ports.push_back(shown_as(stock, {elements[i], slot}, entry == kept.end() ? nullptr : entry->second, view));
    }
    return ports;
}

void Raising::leave_refused(const Domain &domain, std::vector<StockPort> &ports) const
{
    std::vector<PlacedPort> placed;
    for (const auto &port : ports)
        placed.push_back({port.port, port.slot, {{}, static_cast<int>(placed.size()) + 1, {}}, port.in_port_grammar});
    std::optional<Error> mistakes;
    join(mistakes, check_conflicts(placed));
    join(mistakes, policy.check(placed, domain.machine));
    join(mistakes, check_slots(placed, policy));
    if (!mistakes) return;
    bool changed = false;
    for (const auto &mistake : each(*mistakes)) {
        const auto number = static_cast<std::size_t>(mistake.where.line);
        if (number == 0 || number > ports.size()) continue;
        auto &port = ports[number - 1];
        changed = changed || (port.in_port_grammar && !port.fresh);
        port.in_port_grammar = port.fresh;
    }
    if (changed) return leave_refused(domain, ports);
    for (auto &port : ports) port.in_port_grammar = port.fresh;  // one that is shown meets one that is not
}

void Raising::show(const Domain &domain, const std::vector<StockPort> &ports) const
{
    std::vector<std::string> last;
    for (const auto &port : ports) {
        if ((port.element && !port.in_port_grammar) || !domain.devices) continue;
        auto *place = port.element ? port.element : port.near;
        const auto indent = place ? indent_of(source, place) : child_indent(source, domain.devices);
        const auto xml = port.in_port_grammar ? port_grammar::render(port.port, indent)
                                              : shown_by_libvirt(port.port, port.slot, indent);
        if (!xml) continue;  // shown as stock shows it
        if (port.element)
            edits.replace(source.span_of(port.element).range(), *xml);
        else if (!place)
            last.push_back(*xml);
        else if (port.before)
            insert_before(edits, source, place, *xml);
        else
            insert_behind(edits, source, place, *xml);
    }
    if (!last.empty()) append_children(edits, source, domain.devices, last);
}

std::optional<std::string> raise(std::string_view xml, const Policy &policy, View view)
{
    if (view == View::libvirt && !policy.takes_any_over()) return std::nullopt;  // every port has an element
    if (!mentions_metadata(xml) && (view != View::port || !mentions_ports(xml))) return std::nullopt;
    const auto source = SourceText::parse(xml, {});
    if (!source) return std::nullopt;
    Edits edits;
    for (const auto &domain : domains_of(source->root())) Raising{*source, policy, edits, view}.run(domain);
    if (edits.empty()) return std::nullopt;
    return edits.apply(xml);
}

}  // namespace chardev
