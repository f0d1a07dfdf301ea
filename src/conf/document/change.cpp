// SPDX-License-Identifier: LGPL-2.1-or-later
// A stored definition with one port added, changed or removed: edited as ports, and lowered as a whole again. Where nothing
// else changes with the port, what the stock driver can do instead stands beside it.
#include "conf/document/change.hpp"

#include <algorithm>
#include <map>

#include "conf/document/find_port.hpp"
#include "conf/model/gettext.hpp"
#include "conf/xml/dom.hpp"
#include "conf/xml/insertion.hpp"
#include "conf/xml/text_edits.hpp"
#include "conf/xml/tree.hpp"

namespace chardev {

namespace {

constexpr std::string_view domain_file = "domain";

Error no_domain()
{
    return {ErrorKind::xml, {std::string(domain_file), 0, {}}, _("this is not a domain document with <devices>")};
}

/// The stored definition while it is being changed.
struct Definition {
    const SourceText &source;
    const Domain &domain;
    Edits &edits;
    IncomingPorts incoming;

    [[nodiscard]] std::vector<IncomingPort> &items() { return incoming.items; }
    void remove(std::size_t index)
    {
        if (items()[index].element) take_out(edits, source, items()[index].element);
        items().erase(items().begin() + static_cast<std::ptrdiff_t>(index));
    }
    /// Ports that the guest counts as they come move up, those whose number somebody wrote only if `all` do. True: one did.
    bool close_gaps(const Policy &policy, bool all)
    {
        bool moved = false;
        std::map<Kind, unsigned> places;
        for (auto &item : items()) {
            if (item.is_none() || policy.numbers(item.slot.kind)) continue;
            const Slot place{item.slot.kind, places[item.slot.kind]++};
            if (item.slot == place || (!all && item.in_port_grammar && item.port.target.number)) continue;
            if (item.port.target.number) item.port.target.number = place.index;
            item.slot = place;
            item.to_render = true;
            moved = true;
        }
        return moved;
    }
    /// libvirt makes a new mirror of whatever is serial port 0 now; an old one could bring a removed port back.
    void drop_mirror(Kind changed)
    {
        if (!incoming.mirror || changed != Kind::serial) return;
        take_out(edits, source, incoming.mirror);
        incoming.mirror = nullptr;
    }
};

/// What `use` makes of the definition in `xml`. Use: Result<…>(Definition &).
template <class Use>
std::invoke_result_t<const Use &, Definition &> with_definition(std::string_view xml, const Policy &policy,
                                                                const Use &use)
{
    const auto dom = Dom::parse(xml, domain_file);
    if (!dom) return dom.error();
    const auto domains = *dom ? domains_of((*dom)->root()) : std::vector<Domain>();
    if (domains.empty() || !domains.front().devices) return no_domain();
    const auto source = SourceText::of(**dom, domain_file);
    if (!source) return source.error();
    if (auto possible = policy.has_ports(domains.front().machine); !possible) return possible.error();
    auto incoming = read_incoming_ports(domains.front(), policy, Neutral::port, domain_file);
    if (!incoming) return incoming.error();
    Edits edits;
    Definition definition{*source, domains.front(), edits, *std::move(incoming)};
    return use(definition);
}

/// Has `change` change the definition in `xml`, and lowers it. Change: Result<std::optional<StockChange>>(Definition &).
template <class Change>
Result<Changed> changed(std::string_view xml, const Policy &policy, const Change &change)
{
    return with_definition(xml, policy, [&](Definition &definition) -> Result<Changed> {
        auto stock = change(definition);
        if (!stock) return stock.error();
        const auto &[source, domain, edits, incoming] = definition;
        Changed result;
        auto &lowered = result.definition;
        if (auto done = Lowering{source, policy, edits, lowered}.run(domain, incoming); !done) return done.error();
        lowered.xml = edits.apply(xml);
        result.changes_arguments = lowered.arguments != incoming.metadata.all_arguments();
        if (!result.changes_arguments && policy.attaches_ports()) result.stock = *std::move(stock);
        return result;
    });
}

bool has_entry(const Metadata &metadata, const Slot &slot)
{
    return std::any_of(metadata.ports.begin(), metadata.ports.end(),
                       [&](const MetadataPort &kept) { return kept.slot == slot; });
}

/// An entry for a slot that is free is stale, and must not be taken for what is attached there.
Result<std::optional<StockChange>> attached_by_stock(const Definition &definition, const IncomingPort &item,
                                                     const Policy &policy)
{
    if (item.by_arguments(policy)) return std::optional<StockChange>();
    auto element = stock_element_of(item, {});
    if (!element) return element.error();
    StockChange change{item.slot, *std::move(element), item.in_port_grammar, {}, {}};
    const bool alone = !definition.domain.metadata;
    if (item.in_port_grammar) {
        auto note = note_of({item.slot, item.port}, alone);
        if (!note) return note.error();
        change.note = *std::move(note);
    } else if (has_entry(definition.incoming.metadata, item.slot)) {
        change.note = note_of_none(item.slot, alone);
    }
    if (alone) change.empty_note = empty_note();
    return std::optional(std::move(change));
}

Result<std::optional<StockChange>> add(Definition &definition, const FragmentPort &wanted, const Policy &policy)
{
    const auto slot = slot_for(definition.items(), wanted);
    if (!slot) return slot.error();
    definition.drop_mirror(slot->kind);
    definition.items().push_back(wanted.item(nullptr, *slot));
    return attached_by_stock(definition, definition.items().back(), policy);
}

Result<std::optional<StockChange>> exchange(Definition &definition, const FragmentPort &wanted)
{
    const auto index = find_wanted(definition.items(), wanted);
    if (!index) return index.error();
    auto &item = definition.items()[*index];
    const auto said = item.port.target.number;
    item = wanted.item(item.element, item.slot);
    if (wanted.in_port_grammar) item.port.target.number = said;  // shown if it was shown before
    definition.drop_mirror(item.slot.kind);
    return std::optional<StockChange>();  // the stock driver changes no ports
}

/// Libvirt's driver detaches no <console>, and moves no number.
std::optional<StockChange> take(Definition &definition, std::size_t index, const Policy &policy)
{
    const auto item = definition.items()[index];
    definition.drop_mirror(item.slot.kind);
    definition.remove(index);
    const bool moved = definition.close_gaps(policy, false);
    if (moved || !item.element || is_element(item.element, "console")) return std::nullopt;
    return StockChange{item.slot, std::string(definition.source.text_of(item.element)), false, {}, {}};
}

/// What `use` makes of the document of a running guest; nothing, if we cannot read it.
template <class Use>
Result<std::optional<StockChange>> of_running_guest(std::string_view domain, const Policy &policy, const Use &use)
{
    bool is_read = false;
    auto change = with_definition(domain, policy, [&](Definition &definition) {
        is_read = true;
        return use(definition);
    });
    return is_read ? change : std::optional<StockChange>();
}

}  // namespace

Result<Changed> attach(std::string_view domain, std::string_view fragment, const Policy &policy)
{
    const auto wanted = read_fragment_port(fragment);
    if (!wanted) return wanted.error();
    return changed(domain, policy, [&](Definition &definition) { return add(definition, *wanted, policy); });
}

Result<std::optional<StockChange>> attach_live(std::string_view domain, std::string_view fragment, const Policy &policy)
{
    const auto wanted = read_fragment_port(fragment);
    if (!wanted) return wanted.error();
    return of_running_guest(domain, policy, [&](Definition &definition) { return add(definition, *wanted, policy); });
}

Result<std::optional<StockChange>> detach_live(std::string_view domain, std::string_view fragment, const Policy &policy)
{
    using Change = std::optional<StockChange>;
    const auto wanted = read_fragment_port(fragment);
    if (!wanted) return wanted.error();
    return of_running_guest(domain, policy, [&](Definition &definition) -> Result<Change> {
        const auto index = find_live(definition.items(), *wanted);
        if (!index) return index.error();
        const auto &item = definition.items()[*index];
        return Change({item.slot, std::string(definition.source.text_of(item.element)), false, {}, {}});
    });
}

std::vector<Note> stale_notes(std::string_view domain, const Policy &policy)
{
    const auto notes = with_definition(domain, policy, [](Definition &definition) {
        std::vector<Note> stale;
        for (const auto &kept : definition.incoming.metadata.ports) {
            const auto is_there = [&kept](const IncomingPort &item) { return item.slot == kept.slot; };
            if (std::none_of(definition.items().begin(), definition.items().end(), is_there))
                stale.push_back(note_of_none(kept.slot, false));
        }
        return Result(std::move(stale));
    });
    return notes ? *notes : std::vector<Note>();
}

Result<Changed> update(std::string_view domain, std::string_view fragment, const Policy &policy)
{
    const auto wanted = read_fragment_port(fragment);
    if (!wanted) return wanted.error();
    return changed(domain, policy, [&](Definition &definition) { return exchange(definition, *wanted); });
}

Result<Changed> detach(std::string_view domain, std::string_view fragment, const Policy &policy)
{
    const auto wanted = read_fragment_port(fragment);
    if (!wanted) return wanted.error();
    return changed(domain, policy, [&](Definition &definition) -> Result<std::optional<StockChange>> {
        const auto index = find_wanted(definition.items(), *wanted);
        if (!index) return index.error();
        return take(definition, *index, policy);
    });
}

Result<std::optional<Changed>> detach_alias(std::string_view domain, std::string_view alias, const Policy &policy)
{
    bool found = true;
    auto result = changed(domain, policy, [&](Definition &definition) -> Result<std::optional<StockChange>> {
        const auto index = find_alias(definition.items(), alias);
        found = index.has_value();
        if (!found) return std::optional<StockChange>();
        return take(definition, *index, policy);
    });
    if (!found) return std::optional<Changed>();
    if (!result) return result.error();
    return std::optional(*std::move(result));
}

Result<std::optional<Changed>> settle(std::string_view domain, const Policy &policy)
{
    auto result = changed(domain, policy, [&policy](Definition &definition) {
        definition.close_gaps(policy, true);
        return Result(std::optional<StockChange>());
    });
    if (!result) return result.error();
    return result->changes_arguments ? std::optional(*std::move(result)) : std::nullopt;
}

bool is_attached(std::string_view domain, const StockChange &change, const Policy &policy)
{
    const auto dom = Dom::parse(domain, domain_file);
    const auto domains = dom && *dom ? domains_of((*dom)->root()) : std::vector<Domain>();
    if (domains.empty()) return false;
    const auto incoming = read_incoming_ports(domains.front(), policy, Neutral::stock, domain_file);
    if (!incoming) return false;  // two with one number
    const auto &items = incoming->items;
    const auto item =
        std::find_if(items.begin(), items.end(), [&](const IncomingPort &i) { return i.slot == change.slot; });
    return item != items.end() && item->in_port_grammar == change.in_port_grammar;
}

}  // namespace chardev
