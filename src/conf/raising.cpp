// SPDX-License-Identifier: LGPL-2.1-or-later
// Decides which ports of a stock document are shown in the port grammar, and what is added to and left out of them.
#include "conf/raising.hpp"

#include <algorithm>
#include <map>

#include "conf/commandline.hpp"
#include "conf/libvirt_grammar.hpp"
#include "conf/lowering.hpp"
#include "conf/mirror.hpp"
#include "conf/numbering.hpp"
#include "conf/placement.hpp"
#include "conf/port_grammar.hpp"
#include "conf/tree.hpp"
#include "conf/unambiguous.hpp"

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
    if (!stock) return port;
    const bool fresh = kept && libvirt_grammar::is_rendering_of(*stock, *kept, place.slot);
    port.shown = fresh || (view == View::port && port_grammar::render(*stock, {}));
    if (fresh) port.port = with_live_parts(*kept, *stock);
    else if (port.shown) port.port = *stock;
    if (!fresh) port.port.target.number.reset();
    return port;
}

using Elements = std::map<Slot, xmlNode *>;

/// A slot without a device stands behind the port of the next lower number of its kind, or before that of the next
/// higher one, or at the end: so it counts as it was written.
StockPort none_at(const Slot &slot, const Port &port, const Elements &elements)
{
    const auto higher = elements.lower_bound(slot);
    if (higher != elements.begin() && std::prev(higher)->first.kind == slot.kind)
        return {nullptr, slot, true, port, std::prev(higher)->second, false};
    if (higher != elements.end() && higher->first.kind == slot.kind)
        return {nullptr, slot, true, port, higher->second, true};
    return {nullptr, slot, true, port, nullptr, false};
}

/// Slots without a device, in ascending order.
std::vector<StockPort> nones_of(const std::vector<StockPort> &ports, const Metadata &metadata)
{
    Elements elements;
    for (const auto &port : ports) elements.emplace(port.slot, port.element);
    std::map<Slot, StockPort> nones;
    for (const auto &[slot, port] : metadata.ports)
        if (std::holds_alternative<None>(port.backend) && !elements.contains(slot))
            nones.emplace(slot, none_at(slot, port, elements));
    std::vector<StockPort> result;
    for (auto &[slot, none] : nones) result.push_back(std::move(none));
    return result;
}

/// The ports as they will stand in the document: each none where it is to be.
std::vector<StockPort> with_nones(const std::vector<StockPort> &ports, const Metadata &metadata)
{
    struct Neighbours {
        std::vector<StockPort> before, behind;
    };
    std::map<xmlNode *, Neighbours> neighbours;
    for (auto &none : nones_of(ports, metadata)) {
        auto &next_to = neighbours[none.near];
        (none.before ? next_to.before : next_to.behind).push_back(none);
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
    if (!domain.ours.empty() && !is_readable(domain.ours.front())) return;
    const auto metadata = domain.ours.empty() ? Metadata() : read_metadata(domain.ours.front());
    auto *mirror = mirror_among(candidates(domain.ports));
    auto ports = with_nones(read_ports(domain, mirror, metadata), metadata);
    say_numbers(ports);
    make_unambiguous(ports);
    if (mirror && shows_first_serial(ports)) take_out(edits, dom, mirror);
    show(domain, ports);
    remove_metadata(edits, dom, domain, metadata.own_container);
    const CommandLine line(domain, policy);
    line.change(edits, dom, line.matching(metadata.arguments), {}, true);
}

std::vector<StockPort> Raising::read_ports(const Domain &domain, const xmlNode *mirror, const Metadata &metadata) const
{
    auto elements = domain.ports;
    std::erase(elements, mirror);
    const auto slots = slots_of(elements);
    std::map<Slot, const Port *> kept;
    for (const auto &[slot, port] : metadata.ports) kept.emplace(slot, &port);
    std::vector<StockPort> ports;
    for (std::size_t i = 0; i < elements.size(); ++i) {
        const auto entry = kept.find(slots[i]);
        const auto stock = libvirt_grammar::parse(elements[i], {});
        ports.push_back(shown_as(stock, {elements[i], slots[i], false, {}, nullptr, false}, entry == kept.end() ? nullptr : entry->second, view));
    }
    return ports;
}

void Raising::show(const Domain &domain, const std::vector<StockPort> &ports) const
{
    std::vector<std::string> last;
    for (const auto &port : ports) {
        if (!port.shown || !domain.devices) continue;
        auto *place = port.element ? port.element : port.near;
        const auto xml = port_grammar::render(port.port, place ? indent_of(dom, place) : child_indent(dom, domain.devices));
        if (!xml) continue;  // shown as stock shows it
        if (port.element) edits.replace(dom.span_of(port.element).range(), *xml);
        else if (!place) last.push_back(*xml);
        else if (port.before) insert_before(edits, dom, place, *xml);
        else insert_behind(edits, dom, place, *xml);
    }
    if (!last.empty()) append_children(edits, dom, domain.devices, last);
}

}  // namespace chardev
