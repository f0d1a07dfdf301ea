// SPDX-License-Identifier: LGPL-2.1-or-later
// Reads a document for a translator: all ports with their slots and device names, or the first reason why they
// cannot be translated.
#include "conf/document/domain_ports.hpp"

#include <set>

#include "conf/document/conflicts.hpp"
#include "conf/document/incoming_ports.hpp"
#include "conf/document/numbering.hpp"
#include "conf/libvirt/grammar.hpp"
#include "conf/model/gettext.hpp"
#include "conf/port/grammar.hpp"
#include "conf/xml/dom.hpp"
#include "conf/xml/reader.hpp"
#include "conf/xml/tree.hpp"

namespace chardev {

namespace {

Result<Port> parse_port(xmlNode *element, std::string_view file)
{
    if (grammar_of(element) == Grammar::libvirt) return libvirt_grammar::parse(element, file);
    return port_grammar::parse(element, file);
}

Error other_console(xmlNode *element, std::string_view file)
{
    const auto type = attribute_of(child_of(element, "target"), "type").value_or("");
    return {ErrorKind::unsupported, place_of(element, file),
            format(_("a console of target type '%s' is no serial port; only one of type 'serial' can be translated"),
                   shown(type).c_str())};
}

Result<std::vector<IncomingPort>> lone_item(xmlNode *element, std::string_view file)
{
    if (is_other_console(element)) return other_console(element, file);
    const auto port = parse_port(element, file);
    if (!port) return port.error();
    const Slot slot{kind_of(port->tag), port->target.number.value_or(0)};
    const bool kept = grammar_of(element) != Grammar::libvirt;
    return std::vector<IncomingPort>{{element, *port, slot, kept, kept, place_of(element, file)}};
}

/// libvirt refuses a name that two devices have.
void check_names(const std::vector<std::string> &names, const std::vector<IncomingPort> &items,
                 std::optional<Error> &mistakes)
{
    std::set<std::string_view> seen;
    for (std::size_t i = 0; i < names.size(); ++i)
        if (!names[i].empty() && !seen.insert(names[i]).second)
            join(mistakes, Error{ErrorKind::xml, items[i].where,
                                 format(_("the alias '%s' is another port's already; give each port its own"),
                                        names[i].c_str())});
}

/// libvirt's grammar may say a number twice, but nobody can translate that.
void check_numbers(const std::vector<IncomingPort> &items, std::optional<Error> &mistakes)
{
    std::vector<NumberedPort> numbered;
    for (const auto &item : items) numbered.push_back({item.slot.kind, item.slot.index});
    for (const auto second : duplicates(numbered))
        join(mistakes, number_taken(items[second].where, items[second].slot));
}

Result<DomainPorts> gathered(Machine machine, std::vector<IncomingPort> items, const Policy &policy)
{
    if (const auto mistakes = untranslatable(items, policy)) return *mistakes;
    DomainPorts domain{std::move(machine), {}, aliases(items, policy), false};
    for (auto &item : items) {
        domain.has_libvirt_grammar = domain.has_libvirt_grammar || !item.in_port_grammar;
        domain.ports.push_back({std::move(item.port), item.slot, std::move(item.where)});
    }
    return domain;
}

Result<DomainPorts> ports_in(const Domain &domain, std::string_view file, PolicyOf policy_of)
{
    const Policy &policy = policy_of(domain.machine);
    auto incoming = read_incoming_ports(domain, policy, Neutral::port, file);
    if (!incoming) return incoming.error();
    const auto ours = read_incoming_ports(domain, policy, file);
    if (const auto further = further_consoles(domain, file); further && ours && !*ours) return *further;
    auto ports = gathered(domain.machine, std::move(incoming->items), policy);
    if (ports && !domain.ours.empty()) ports->has_libvirt_grammar = true;
    return ports;
}

Result<std::vector<DomainPorts>> ports_in(xmlNode *root, std::string_view file, PolicyOf policy_of)
{
    if (is_port_element(root)) {
        auto items = lone_item(root, file);
        if (!items) return items.error();
        auto ports = gathered({}, *std::move(items), policy_of({}));
        return ports ? std::vector{*std::move(ports)} : Result<std::vector<DomainPorts>>(ports.error());
    }
    std::vector<DomainPorts> all;
    for (const auto &domain : domains_of(root)) {
        auto ports = ports_in(domain, file, policy_of);
        if (!ports) return ports.error();
        all.push_back(*std::move(ports));
    }
    return all;
}

}  // namespace

Error no_domain(const xmlNode *root, std::string_view file)
{
    return {ErrorKind::xml, place_of(root, file),
            _("only a <domain>, or one <console>, <serial> or <parallel> alone, has ports to translate")};
}

std::optional<Error> further_consoles(const Domain &domain, std::string_view file)
{
    std::optional<Error> mistakes;
    const auto consoles = domain.devices ? children_of(domain.devices, "console") : std::vector<xmlNode *>();
    for (std::size_t i = 1; i < consoles.size(); ++i)
        if (!is_other_console(consoles[i]))
            join(mistakes,
                 Error{ErrorKind::xml, place_of(consoles[i], file),
                       _("libvirt takes only the first <console> as a serial port; write <serial> for this one")});
    return mistakes;
}

std::optional<Error> untranslatable(const std::vector<IncomingPort> &items, const Policy &policy)
{
    std::optional<Error> mistakes;
    std::vector<PlacedPort> ports;
    for (const auto &item : items) {
        if (item.unread) join(mistakes, *item.unread);
        ports.push_back({item.port, item.slot, item.where});
    }
    check_numbers(items, mistakes);
    check_names(aliases(items, policy), items, mistakes);
    join(mistakes, check_conflicts(ports));
    return mistakes;
}

Result<DomainPorts> ports_of(std::string_view xml, std::string_view file, PolicyOf policy_of)
{
    const auto source = SourceText::parse(xml, file);
    if (!source) return source.error();
    auto *root = source->root();
    if (!is_port_element(root) && !is_element(root, "domain")) return no_domain(root, file);
    auto ports = ports_in(root, file, policy_of);
    if (!ports) return ports.error();
    return std::move(ports->front());
}

Result<std::vector<DomainPorts>> ports_of_each(std::string_view xml, std::string_view file, PolicyOf policy_of)
{
    const auto source = SourceText::parse(xml, file);
    if (!source) return source.error();
    if (!is_port_element(source->root()) && domains_of(source->root()).empty()) return no_domain(source->root(), file);
    return ports_in(source->root(), file, policy_of);
}

}  // namespace chardev
