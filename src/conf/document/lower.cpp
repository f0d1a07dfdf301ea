// SPDX-License-Identifier: LGPL-2.1-or-later
// A document on its way in: for the ports of each domain the stock driver is given elements, metadata and arguments.
#include "conf/document/lower.hpp"

#include <algorithm>
#include <array>

#include "conf/document/argument_ports.hpp"
#include "conf/document/conflicts.hpp"
#include "conf/document/incoming_ports.hpp"
#include "conf/document/metadata.hpp"
#include "conf/document/own_arguments.hpp"
#include "conf/libvirt/grammar.hpp"
#include "conf/model/gettext.hpp"
#include "conf/xml/dom.hpp"
#include "conf/xml/insertion.hpp"
#include "conf/xml/text_edits.hpp"
#include "conf/xml/tree.hpp"

namespace chardev {

namespace {

/// An error in what only the whole document shows, at the element that it is about.
template <class T>
Result<T> located(Result<T> result, const Place &where)
{
    if (result || result.error().where.line > 0) return result;
    auto error = result.error();
    error.where = where;
    return error;
}

constexpr std::string_view serial = "serial";

std::string number_attribute(const Slot &slot)
{
    return " port='" + std::to_string(slot.index) + "'";
}

/// A number that cannot be read is the stock driver's to refuse.
void change_target(Edits &edits, const SourceText &source, xmlNode *target, const Slot &slot)
{
    const auto &span = source.span_of(target);
    const auto port = attribute_range(source.text(), span, "port");
    const auto number = number_of(target, "port");
    if (attribute_of(target, "type") == serial) edits.remove(*attribute_range(source.text(), span, "type"));
    if (port && (!number || *number == slot.index)) return;
    if (port)
        edits.replace(*port, number_attribute(slot));
    else
        edits.insert(name_end(source.text(), span), number_attribute(slot));
}

void rename(Edits &edits, const SourceText &source, const Span &span)
{
    const auto begin = span.begin + 1;
    const auto length = name_end(source.text(), span) - begin;
    edits.replace({begin, begin + length}, std::string(serial));
    if (!span.empty_tag()) edits.replace({span.close_begin + 2, span.close_begin + 2 + length}, std::string(serial));
}

/// <console type='pty'/>: there is no end tag to rename yet.
void fill(Edits &edits, const SourceText &source, xmlNode *element, const std::string &target)
{
    const auto &span = source.span_of(element);
    const auto attributes =
        source.text().substr(name_end(source.text(), span), span.end - 2 - name_end(source.text(), span));
    const auto indent = "\n" + indent_of(source, element);
    edits.replace(span.range(),
                  "<serial" + std::string(attributes) + ">" + indent + "  " + target + indent + "</serial>");
}

}  // namespace

void become_port(Edits &edits, const SourceText &source, xmlNode *element, const Slot &slot)
{
    const bool is_console = is_element(element, "console");
    const auto target_element = "<target" + number_attribute(slot) + "/>";
    auto *target = child_of(element, "target");
    if (is_console && source.span_of(element).empty_tag()) return fill(edits, source, element, target_element);
    if (is_console) rename(edits, source, source.span_of(element));
    if (target)
        change_target(edits, source, target, slot);
    else
        append_children(edits, source, element, {target_element});
}

Result<std::string> as_port(std::string_view fragment, const Slot &slot)
{
    const auto source = SourceText::parse(fragment, "device");
    if (!source) return source.error();
    Edits edits;
    become_port(edits, *source, source->root(), slot);
    return edits.apply(fragment);
}

bool mirror_is_ours(const std::vector<IncomingPort> &items, const Policy &policy)
{
    const auto first = std::find_if(items.begin(), items.end(), [](const IncomingPort &item) {
        return item.slot.kind == Kind::serial && (item.element || !item.is_none());
    });
    return first != items.end() && (first->in_port_grammar || first->by_arguments(policy));
}

Result<Ok> Lowering::run(const Domain &domain, const IncomingPorts &incoming) const
{
    const auto ports = placed(incoming.items, policy);
    auto mistakes = incoming.mistakes;
    join(mistakes, check_conflicts(ports));
    join(mistakes, policy.check(ports, domain.machine));
    join(mistakes, check_slots(ports, policy));
    join(mistakes, write_items(domain, incoming));
    const auto metadata = metadata_for(domain, incoming);
    join(mistakes, metadata);
    if (mistakes) return *mistakes;
    if (incoming.mirror && mirror_is_ours(incoming.items, policy)) take_out(edits, source, incoming.mirror);
    for (std::size_t i = 0; i < ports.size(); ++i) {
        if (!incoming.items[i].in_port_grammar) continue;
        for (auto &warning : warnings_about(ports[i])) lowered.warnings.push_back(std::move(warning));
    }
    lowered.arguments = metadata->all_arguments();
    for (const auto &argument : lowered.arguments) lowered.waits = lowered.waits || policy.holds_start(argument);
    const OwnArguments line(domain, policy);
    line.change(edits, source, line.matching(incoming.metadata.all_arguments()), lowered.arguments, false);
    return write_metadata_of(domain, incoming, *metadata);
}

Result<Ok> Lowering::write_items(const Domain &domain, const IncomingPorts &incoming) const
{
    std::optional<Error> mistakes;
    for (const auto &item : incoming.items)
        if (!item.is_mistake()) join(mistakes, located(write_item(domain, item), item.where));
    return verdict(mistakes);
}

Result<Ok> Lowering::write_item(const Domain &domain, const IncomingPort &item) const
{
    const bool by_arguments = item.by_arguments(policy);
    if (!item.element) return item.is_none() || by_arguments ? Result<Ok>(Ok{}) : insert_item(domain, item);
    if (by_arguments) {
        take_out(edits, source, item.element);
        return Ok{};
    }
    if (!item.to_render) {
        become_port(edits, source, item.element, item.slot);
        return Ok{};
    }
    const auto xml = stock_element_of(item, indent_of(source, item.element));
    if (!xml) return xml.error();
    if (xml->empty())
        take_out(edits, source, item.element);
    else
        edits.replace(source.span_of(item.element).range(), *xml);
    return Ok{};
}

Result<Ok> Lowering::insert_item(const Domain &domain, const IncomingPort &item) const
{
    const auto xml = stock_element_of(item, child_indent(source, domain.devices));
    if (!xml) return xml.error();
    append_children(edits, source, domain.devices, {*xml});
    return Ok{};
}

Result<Ok> Lowering::keep(const IncomingPort &item, std::string_view alias, const Machine &machine,
                          Metadata &metadata) const
{
    const bool by_arguments = item.by_arguments(policy);
    if (!item.in_port_grammar && !by_arguments) return Ok{};
    if (!item.in_port_grammar && item.unread) return *item.unread;
    MetadataPort kept{item.slot, item.port, {}, !item.in_port_grammar};
    if (kept.in_libvirt_grammar) forget_filled(kept.port.target, kept.slot);
    if (!item.is_none()) {
        const auto own = located(by_arguments ? policy.whole({item.port, item.slot, item.where}, machine)
                                              : policy.arguments(item.port, alias),
                                 item.where);
        if (!own) return own.error();
        auto &list = by_arguments ? kept.whole : metadata.arguments;
        list.insert(list.end(), own->begin(), own->end());
    }
    metadata.ports.push_back(std::move(kept));
    return Ok{};
}

Result<Metadata> Lowering::metadata_for(const Domain &domain, const IncomingPorts &incoming) const
{
    Metadata metadata;
    metadata.own_container = !domain.metadata || incoming.metadata.own_container;
    const auto names = aliases(incoming.items, policy);
    std::optional<Error> mistakes;
    for (std::size_t i = 0; i < names.size(); ++i)
        if (const auto &item = incoming.items[i]; !item.is_mistake())
            join(mistakes, keep(item, names[i], domain.machine, metadata));
    if (mistakes) return *mistakes;
    std::sort(metadata.ports.begin(), metadata.ports.end(),
              [](const MetadataPort &a, const MetadataPort &b) { return a.slot < b.slot; });
    return metadata;
}

Result<Ok> Lowering::write_metadata_of(const Domain &domain, const IncomingPorts &incoming,
                                       const Metadata &metadata) const
{
    for (auto *element : domain.astray) take_out(edits, source, element);
    if (metadata.ports.empty()) {
        remove_metadata(edits, source, domain, incoming.metadata.own_container);
        return Ok{};
    }
    const auto beside =
        domain.metadata ? child_indent(source, domain.metadata) : child_indent(source, domain.root) + "  ";
    const auto xml = write_metadata(metadata, domain.ours.empty() ? beside : indent_of(source, domain.ours.front()));
    if (!xml) return xml.error();
    put_metadata(domain, *xml);
    return Ok{};
}

void Lowering::put_metadata(const Domain &domain, const std::string &xml) const
{
    if (!domain.ours.empty()) {
        edits.replace(source.span_of(domain.ours.front()).range(), xml);
        for (auto *other = &domain.ours.front() + 1; other != &domain.ours.back() + 1; ++other)
            take_out(edits, source, *other);
        return;
    }
    if (domain.metadata) return append_children(edits, source, domain.metadata, {xml});
    const auto indent = child_indent(source, domain.root);
    const auto element = "<metadata>\n" + indent + "  " + xml + "\n" + indent + "</metadata>";
    if (auto *before = before_metadata(domain))
        insert_behind(edits, source, before, element);
    else
        append_children(edits, source, domain.root, {element});
}

Result<std::string> stock_element_of(const IncomingPort &item, std::string_view indent)
{
    return item.text.empty() ? libvirt_grammar::render(item.port, item.slot, indent) : as_port(item.text, item.slot);
}

xmlNode *before_metadata(const Domain &domain)
{
    xmlNode *last = nullptr;
    for (const auto *name : {"name", "uuid", "genid", "hwuuid", "title", "description"})
        if (auto *child = child_of(domain.root, name)) last = child;
    return last;
}

void remove_metadata(Edits &edits, const SourceText &source, const Domain &domain, bool own_container)
{
    if (domain.ours.empty()) return;
    if (own_container && children_of(domain.metadata).size() == domain.ours.size())
        return take_out(edits, source, domain.metadata);
    for (auto *element : domain.ours) take_out(edits, source, element);
}

namespace {

Result<std::optional<Lowered>> lower_domains(const Dom &dom, const Policy &policy, std::string_view file)
{
    Lowered lowered;
    Edits edits;
    std::optional<Result<SourceText>> source;  // only for a document that is rewritten
    for (const auto &domain : domains_of(dom.root())) {
        const auto incoming = read_incoming_ports(domain, policy, file);
        if (incoming && !*incoming) continue;
        if (!source) source = SourceText::of(dom, file);
        if (!*source) return source->error();
        if (!incoming) return incoming.error();
        if (auto done = Lowering{**source, policy, edits, lowered}.run(domain, **incoming); !done) return done.error();
    }
    if (!source) return std::optional<Lowered>();
    lowered.xml = edits.apply((*source)->text());
    return std::optional<Lowered>(std::move(lowered));
}

}  // namespace

Result<std::optional<Lowered>> lower(std::string_view xml, const Policy &policy, std::string_view file)
{
    if (!mentions_ports(xml) && !mentions_metadata(xml)) return std::optional<Lowered>();
    const auto dom = Dom::parse(xml, file);
    if (!dom) return dom.error();
    if (!*dom) return std::optional<Lowered>();
    return lower_domains(**dom, policy, file);
}

bool has_metadata(std::string_view xml)
{
    if (!mentions_metadata(xml)) return false;
    const auto dom = Dom::parse(xml, {});
    if (!dom) return true;
    if (!*dom) return false;
    for (const auto &domain : domains_of((*dom)->root()))
        if (!domain.ours.empty()) return true;
    return false;
}

}  // namespace chardev
