// SPDX-License-Identifier: LGPL-2.1-or-later
// Decides what the stock driver is given for the ports of a domain: elements, metadata, arguments.
#include "conf/lowering.hpp"

#include <algorithm>
#include <array>

#include "conf/commandline.hpp"
#include "conf/conflicts.hpp"
#include "conf/gettext.hpp"
#include "conf/libvirt_grammar.hpp"
#include "conf/placement.hpp"
#include "conf/tree.hpp"

namespace chardev {

namespace {

std::vector<PlacedPort> placed(const std::vector<Item> &items)
{
    std::vector<PlacedPort> ports;
    for (const auto &item : items) ports.push_back({item.port, item.slot, item.where});
    return ports;
}

/// An error in what only the whole document shows, at the element that it is about.
template <class T>
Result<T> located(Result<T> result, const Place &where)
{
    if (result || result.error().where.line > 0) return result;
    auto error = result.error();
    error.where = where;
    return error;
}

bool mirror_is_ours(const std::vector<Item> &items)
{
    const auto first = std::find_if(items.begin(), items.end(), [](const Item &item) {
        return item.slot.kind == Kind::serial && (item.element || !item.is_none());
    });
    return first != items.end() && first->kept;
}

std::string number_attribute(const Slot &slot)
{
    return " port='" + std::to_string(slot.index) + "'";
}

}  // namespace

Result<Ok> Lowering::run(const Domain &domain, const Inventory &inventory) const
{
    const auto ports = placed(inventory.items);
    if (auto fine = check_conflicts(ports); !fine) return fine;
    if (auto fine = policy.check(ports, domain.machine); !fine) return fine;
    if (auto fine = check_places(ports, policy); !fine) return fine;
    if (auto written = write_items(domain, inventory); !written) return written;
    if (inventory.mirror && mirror_is_ours(inventory.items)) take_out(edits, dom, inventory.mirror);
    for (std::size_t i = 0; i < ports.size(); ++i) {
        if (!inventory.items[i].kept) continue;
        for (auto &warning : warnings_about(ports[i])) lowered.warnings.push_back(std::move(warning));
    }
    auto added = arguments(inventory);
    if (!added) return added.error();
    for (const auto &argument : *added) lowered.waits = lowered.waits || policy.holds_start(argument);
    const CommandLine line(domain, policy);
    line.change(edits, dom, line.matching(inventory.metadata.arguments), *added, false);
    return write_metadata_of(domain, inventory, *std::move(added));
}

Result<Ok> Lowering::write_items(const Domain &domain, const Inventory &inventory) const
{
    for (const auto &item : inventory.items)
        if (auto written = located(write_item(domain, item), item.where); !written) return written;
    return Ok{};
}

Result<Ok> Lowering::write_item(const Domain &domain, const Item &item) const
{
    if (!item.element) return item.is_none() ? Result<Ok>(Ok{}) : insert_item(domain, item);
    if (!item.written) {
        say_number(item);
        return Ok{};
    }
    const auto xml = libvirt_grammar::render(item.port, item.slot, indent_of(dom, item.element));
    if (!xml) return xml.error();
    if (xml->empty()) take_out(edits, dom, item.element);
    else edits.replace(dom.span_of(item.element).range(), *xml);
    return Ok{};
}

Result<Ok> Lowering::insert_item(const Domain &domain, const Item &item) const
{
    const auto xml = libvirt_grammar::render(item.port, item.slot, child_indent(dom, domain.devices));
    if (!xml) return xml.error();
    append_children(edits, dom, domain.devices, {*xml});
    return Ok{};
}

/// An element in libvirt's grammar gets the number that it was given by its place among ours.
void Lowering::say_number(const Item &item) const
{
    auto *target = child_of(item.element, "target");
    if (!target) return append_children(edits, dom, item.element, {"<target" + number_attribute(item.slot) + "/>"});
    if (!attribute_of(target, "port")) edits.insert(name_end(dom.text(), dom.span_of(target)), number_attribute(item.slot));
}

Result<std::vector<std::string>> Lowering::arguments(const Inventory &inventory) const
{
    std::vector<std::string> all;
    const auto names = aliases(inventory.items);
    for (std::size_t i = 0; i < names.size(); ++i) {
        const auto &item = inventory.items[i];
        if (!item.kept || item.is_none()) continue;
        auto own = located(policy.arguments(item.port, names[i]), item.where);
        if (!own) return own.error();
        all.insert(all.end(), own->begin(), own->end());
    }
    return all;
}

Result<Ok> Lowering::write_metadata_of(const Domain &domain, const Inventory &inventory,
                                       std::vector<std::string> arguments) const
{
    for (auto *element : domain.astray) take_out(edits, dom, element);
    Metadata metadata;
    metadata.own_container = !domain.metadata || inventory.metadata.own_container;
    metadata.arguments = std::move(arguments);
    for (const auto &item : inventory.items)
        if (item.kept) metadata.ports.push_back({item.slot, item.port});
    std::sort(metadata.ports.begin(), metadata.ports.end(), [](const Kept &a, const Kept &b) { return a.slot < b.slot; });
    if (metadata.ports.empty()) {
        remove_metadata(edits, dom, domain, inventory.metadata.own_container);
        return Ok{};
    }
    const auto outer = domain.metadata ? indent_of(dom, domain.metadata) : child_indent(dom, domain.root);
    const auto xml = write_metadata(metadata, domain.ours.empty() ? outer + "  " : indent_of(dom, domain.ours.front()));
    if (!xml) return xml.error();
    put_metadata(domain, *xml);
    return Ok{};
}

void Lowering::put_metadata(const Domain &domain, const std::string &xml) const
{
    if (!domain.ours.empty()) {
        edits.replace(dom.span_of(domain.ours.front()).range(), xml);
        for (auto *other = &domain.ours.front() + 1; other != &domain.ours.back() + 1; ++other) take_out(edits, dom, *other);
        return;
    }
    if (domain.metadata) return append_children(edits, dom, domain.metadata, {xml});
    const auto indent = child_indent(dom, domain.root);
    const auto element = "<metadata>\n" + indent + "  " + xml + "\n" + indent + "</metadata>";
    if (auto *before = before_metadata(domain)) insert_behind(edits, dom, before, element);
    else append_children(edits, dom, domain.root, {element});
}

xmlNode *before_metadata(const Domain &domain)
{
    xmlNode *last = nullptr;
    for (const auto *name : {"name", "uuid", "genid", "hwuuid", "title", "description"})
        if (auto *child = child_of(domain.root, name)) last = child;
    return last;
}

void remove_metadata(Edits &edits, const Dom &dom, const Domain &domain, bool own_container)
{
    if (domain.ours.empty()) return;
    if (own_container && children_of(domain.metadata).size() == domain.ours.size()) return take_out(edits, dom, domain.metadata);
    for (auto *element : domain.ours) take_out(edits, dom, element);
}

}  // namespace chardev
