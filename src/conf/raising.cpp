// SPDX-License-Identifier: LGPL-2.1-or-later
// Decides which ports of a stock document are shown in the port grammar, and what is added to and left out of them.
#include "conf/raising.hpp"

#include <algorithm>
#include <map>

#include "conf/commandline.hpp"
#include "conf/conflicts.hpp"
#include "conf/libvirt_grammar.hpp"
#include "conf/lowering.hpp"
#include "conf/mirror.hpp"
#include "conf/numbering.hpp"
#include "conf/placement.hpp"
#include "conf/port_grammar.hpp"
#include "conf/tree.hpp"
#include "conf/unambiguous.hpp"
#include "conf/without_element.hpp"

namespace chardev {

namespace {

/// The numbers that elements say, and the lowest free ones for the rest.
std::vector<Slot> slots_of(const std::vector<xmlNode *> &elements)
{
    std::vector<Numbered> numbered;
    for (auto *element : elements)
        numbered.push_back({is_element(element, "parallel") ? Kind::parallel : Kind::serial, said_number(element)});
    return assign(numbered);
}

/// What the user wrote, and what the stock driver knows of it now.
Port with_live_parts(Port port, const Port &stock)
{
    port.alias = stock.alias;
    port.tty = stock.tty;
    port.verbatim = stock.verbatim;
    return port;
}

/// Whether and how `stock` is shown in the port grammar.
StockPort shown_as(const Result<Port> &stock, const StockPort &place, const Port *kept, View view)
{
    auto port = place;
    port.unread = !stock && kept && libvirt_grammar::is_of_type(place.element, *kept, place.slot);
    if (!stock) return port;
    port.fresh = kept && libvirt_grammar::is_rendering_of(*stock, *kept, place.slot);
    port.shown = port.fresh || (view == View::port && port_grammar::render(*stock, {}));
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
bool is_shown(const Kept &kept, View view)
{
    switch (view) {
    case View::written: return !kept.libvirt;
    case View::port: return bool(port_grammar::render(kept.port, {}));
    case View::libvirt: return !shown_by_libvirt(kept.port, kept.slot, {});
    }
    return true;
}

/// Ports without an element, in ascending order.
std::vector<StockPort> placed(const std::vector<StockPort> &ports, const std::vector<Kept> &added, View view)
{
    Elements elements;
    for (const auto &port : ports) elements.emplace(port.slot, port.element);
    std::map<Slot, StockPort> found;
    for (const auto &kept : added) {
        if (elements.contains(kept.slot)) continue;
        StockPort port{nullptr, kept.slot, is_shown(kept, view), kept.port};
        port.fresh = !kept.libvirt;
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
    std::vector<Shown> numbers;
    for (const auto &port : ports) numbers.push_back({port.slot, !port.shown || port.port.target.number});
    const auto say = must_say(numbers);
    for (std::size_t i = 0; i < ports.size(); ++i)
        if (say[i]) ports[i].port.target.number = ports[i].slot.index;
}

bool shows_first_serial(const std::vector<StockPort> &ports)
{
    const auto first = std::find_if(ports.begin(), ports.end(), [](const StockPort &port) {
        return port.element && port.slot.kind == Kind::serial;
    });
    return first != ports.end() && first->shown;
}

}  // namespace

void Raising::run(const Domain &domain) const
{
    if (!policy.has_ports(domain.machine)) return;
    if (!is_readable(domain.ours)) return;
    const auto metadata = read_metadata(domain.ours);
    const bool libvirt = view == View::libvirt;  // the metadata stay, and give a port back what libvirt cannot say
    auto added = ports_without_element(domain, policy, metadata);
    if (libvirt) std::erase_if(added, [](const Kept &kept) { return kept.whole.empty(); });
    auto *mirror = mirror_among(candidates(domain.ports));
    const auto stock = read_ports(domain, mirror, libvirt ? Metadata() : metadata);
    if (std::any_of(stock.begin(), stock.end(), [](const StockPort &port) { return port.unread; })) return;
    auto ports = with(stock, placed(stock, added, view));
    if (view == View::port) leave_refused(domain, ports);
    say_numbers(ports);
    make_unambiguous(ports);
    if (mirror && shows_first_serial(ports)) take_out(edits, source, mirror);
    show(domain, ports);
    if (!libvirt) remove_metadata(edits, source, domain, metadata.own_container);
    const CommandLine line(domain, policy);
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
    for (const auto &port : ports) placed.push_back({port.port, port.slot, {{}, static_cast<int>(placed.size()) + 1, {}}, port.shown});
    std::optional<Error> mistakes;
    join(mistakes, check_conflicts(placed));
    join(mistakes, policy.check(placed, domain.machine));
    join(mistakes, check_places(placed, policy));
    if (!mistakes) return;
    bool changed = false;
    for (const auto &mistake : each(*mistakes)) {
        const auto number = static_cast<std::size_t>(mistake.where.line);
        if (number == 0 || number > ports.size()) continue;
        auto &port = ports[number - 1];
        changed = changed || (port.shown && !port.fresh);
        port.shown = port.fresh;
    }
    if (changed) return leave_refused(domain, ports);
    for (auto &port : ports) port.shown = port.fresh;  // one that is shown meets one that is not
}

void Raising::show(const Domain &domain, const std::vector<StockPort> &ports) const
{
    std::vector<std::string> last;
    for (const auto &port : ports) {
        if ((port.element && !port.shown) || !domain.devices) continue;
        auto *place = port.element ? port.element : port.near;
        const auto indent = place ? indent_of(source, place) : child_indent(source, domain.devices);
        const auto xml = port.shown ? port_grammar::render(port.port, indent) : shown_by_libvirt(port.port, port.slot, indent);
        if (!xml) continue;  // shown as stock shows it
        if (port.element) edits.replace(source.span_of(port.element).range(), *xml);
        else if (!place) last.push_back(*xml);
        else if (port.before) insert_before(edits, source, place, *xml);
        else insert_behind(edits, source, place, *xml);
    }
    if (!last.empty()) append_children(edits, source, domain.devices, last);
}

}  // namespace chardev
