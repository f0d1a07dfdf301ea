// SPDX-License-Identifier: LGPL-2.1-or-later
// A stored definition with one port added, changed or removed: edited as ports, and lowered as a whole again.
#include <map>

#include "conf/change.hpp"
#include "conf/document.hpp"
#include "conf/dom.hpp"
#include "conf/gettext.hpp"
#include "conf/lowering.hpp"
#include "conf/placement.hpp"

namespace chardev {

namespace {

constexpr std::string_view domain_file = "domain";

Error no_domain()
{
    return {ErrorKind::xml, {std::string(domain_file), 0, {}}, _("this is not a domain document with <devices>")};
}

/// The stored definition while it is being changed.
struct Definition {
    const Dom &dom;
    const Domain &domain;
    Edits &edits;
    Inventory inventory;

    [[nodiscard]] std::vector<Item> &items() { return inventory.items; }
    void remove(std::size_t index)
    {
        if (items()[index].element) take_out(edits, dom, items()[index].element);
        items().erase(items().begin() + static_cast<std::ptrdiff_t>(index));
    }
    /// Ports that the guest counts as they come move up, but for those whose number somebody wrote.
    void close_gaps(const Policy &policy)
    {
        std::map<Kind, unsigned> places;
        for (auto &item : items()) {
            if (item.is_none() || policy.numbers(item.slot.kind)) continue;
            const Slot place{item.slot.kind, places[item.slot.kind]++};
            if (item.slot == place || (item.kept && item.port.target.number)) continue;
            item.slot = place;
            item.written = true;
        }
    }
    /// libvirt makes a new mirror of whatever is serial port 0 now; an old one could bring a removed port back.
    void drop_mirror(Kind changed)
    {
        if (!inventory.mirror || changed != Kind::serial) return;
        take_out(edits, dom, inventory.mirror);
        inventory.mirror = nullptr;
    }
};

/// Reads `xml`, has `change` change it, and lowers it. Change: Result<Ok>(Definition &).
template <class Change>
Result<Lowered> changed(std::string_view xml, const Policy &policy, const Change &change)
{
    const auto dom = Dom::parse(xml, domain_file);
    if (!dom) return dom.error();
    const auto domains = *dom ? domains_of((*dom)->root()) : std::vector<Domain>();
    if (domains.empty() || !domains.front().devices) return no_domain();
    if (auto ours = (*dom)->check_ours(domain_file); !ours) return ours.error();
    if (auto possible = policy.has_ports(domains.front().machine); !possible) return possible.error();
    auto inventory = take_inventory(domains.front(), policy, Neutral::port, domain_file);
    if (!inventory) return inventory.error();
    Edits edits;
    Lowered lowered;
    Definition definition{**dom, domains.front(), edits, *std::move(inventory)};
    if (auto done = change(definition); !done) return done.error();
    if (auto done = Lowering{**dom, policy, edits, lowered}.run(domains.front(), definition.inventory); !done) return done.error();
    lowered.xml = edits.apply(xml);
    return lowered;
}

Result<Ok> add(Definition &definition, const Wanted &wanted)
{
    const auto slot = slot_for(definition.items(), wanted);
    if (!slot) return slot.error();
    definition.drop_mirror(slot->kind);
    definition.items().push_back({nullptr, wanted.port, *slot, wanted.kept, true, wanted.where});
    return Ok{};
}

Result<Ok> exchange(Definition &definition, const Wanted &wanted, const Policy &policy)
{
    const auto index = find_wanted(definition.items(), wanted, policy);
    if (!index) return index.error();
    auto &item = definition.items()[*index];
    const auto said = item.port.target.number;
    item = {item.element, wanted.port, item.slot, wanted.kept, true, wanted.where};
    if (wanted.kept) item.port.target.number = said;  // shown if it was shown before
    definition.drop_mirror(item.slot.kind);
    return Ok{};
}

Result<Ok> take(Definition &definition, const Result<std::size_t> &index, const Policy &policy)
{
    if (!index) return index.error();
    definition.drop_mirror(definition.items()[*index].slot.kind);
    definition.remove(*index);
    definition.close_gaps(policy);
    return Ok{};
}

}  // namespace

Result<Lowered> attach(std::string_view domain, std::string_view fragment, const Policy &policy)
{
    const auto wanted = read_wanted(fragment);
    if (!wanted) return wanted.error();
    return changed(domain, policy, [&](Definition &definition) { return add(definition, *wanted); });
}

Result<Lowered> update(std::string_view domain, std::string_view fragment, const Policy &policy)
{
    const auto wanted = read_wanted(fragment);
    if (!wanted) return wanted.error();
    return changed(domain, policy, [&](Definition &definition) { return exchange(definition, *wanted, policy); });
}

Result<Lowered> detach(std::string_view domain, std::string_view fragment, const Policy &policy)
{
    const auto wanted = read_wanted(fragment);
    if (!wanted) return wanted.error();
    return changed(domain, policy, [&](Definition &definition) {
        return take(definition, find_wanted(definition.items(), *wanted, policy), policy);
    });
}

Result<Lowered> detach_alias(std::string_view domain, std::string_view alias, const Policy &policy)
{
    return changed(domain, policy, [&](Definition &definition) {
        return take(definition, find_alias(definition.items(), alias, policy), policy);
    });
}

}  // namespace chardev
