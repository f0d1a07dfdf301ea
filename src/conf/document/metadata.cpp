// SPDX-License-Identifier: LGPL-2.1-or-later
// Writes our metadata, and reads them from a document that may have been written by anybody.
#include "conf/document/metadata.hpp"

#include <algorithm>
#include <optional>
#include <set>

#include "conf/libvirt/grammar.hpp"
#include "conf/port/grammar.hpp"
#include "conf/xml/element_xml.hpp"
#include "conf/xml/tree.hpp"

namespace chardev {

namespace {

const char *kind_name(Kind kind)
{
    return kind == Kind::serial ? "serial" : "parallel";
}

bool is_note(const xmlNode *element)
{
    if (local_name(element) != "port" || !element->ns || !element->ns->href) return false;
    const std::string_view uri = reinterpret_cast<const char *>(element->ns->href);
    return uri.starts_with(metadata_uri) && uri.substr(metadata_uri.size()).starts_with(':');
}

std::optional<Kind> kind_named(std::string_view name)
{
    if (name == "serial") return Kind::serial;
    if (name == "parallel") return Kind::parallel;
    return std::nullopt;
}

std::optional<Slot> slot_of(xmlNode *entry)
{
    const auto kind = kind_named(attribute_of(entry, "kind").value_or(""));
    const auto index = number_of(entry, "index");
    if (!kind || !index) return std::nullopt;
    return Slot{*kind, *index};
}

/// The grammar knows no namespace, so ours is taken off.
void forget_namespace(xmlNode *root)
{
    const auto *ours = root->ns;
    for (auto *element = root; element; element = next_element(element, root))
        if (element->ns && xmlStrEqual(element->ns->href, ours->href) && element != root) element->ns = nullptr;
}

/// Of a port without an element nobody else says the address and the user's alias.
Port without_live_parts(Port port, bool has_element)
{
    port.tty.reset();
    const bool own_alias = port.alias && is_user_alias(*port.alias);
    std::erase_if(port.uninterpreted,
                  [&](const Element &child) { return has_element || (!own_alias && child.name == "alias"); });
    if (has_element || !own_alias) port.alias.reset();
    return port;
}

std::vector<std::string> values_of(const std::vector<xmlNode *> &arguments)
{
    std::vector<std::string> values;
    for (auto *argument : arguments) values.push_back(argument_value(argument));
    return values;
}

Result<Element> element_of(const MetadataPort &kept, bool has_element)
{
    const Port port = without_live_parts(kept.port, has_element);
    return kept.in_libvirt_grammar ? libvirt_grammar::element_of(port, kept.slot) : port_grammar::element_of(port);
}

constexpr const char *argument_name = "chardev:arg";

std::optional<MetadataPort> read_entry(xmlNode *entry)
{
    const auto slot = slot_of(entry);
    auto *element = xmlFirstElementChild(entry);
    if (!slot || !element) return std::nullopt;
    const auto name = local_name(element);
    if (element->ns || !is_port_name(name)) return std::nullopt;
    const bool libvirt = attribute_of(entry, "grammar") == "libvirt";
    auto port = libvirt ? libvirt_grammar::parse(element, {}) : port_grammar::parse(element, {});
    if (!port || kind_of(port->tag) != slot->kind) return std::nullopt;
    auto whole = values_of(children_of(entry, "arg"));
    if (whole.size() % 2 != 0 || (libvirt && whole.empty())) return std::nullopt;
    return MetadataPort{*slot, without_live_parts(*std::move(port), whole.empty()), std::move(whole), libvirt};
}

/// Puts the element and all in it into our namespace.
Element in_our_namespace(Element element)
{
    element.name.insert(0, "chardev:");
    for (Element &child : element.children) child = in_our_namespace(std::move(child));
    return element;
}

/// <chardev:ports>, of which there should be one, or nullptr.
xmlNode *first_ports(const std::vector<xmlNode *> &ours)
{
    const auto found = std::find_if(ours.begin(), ours.end(), [](xmlNode *element) { return !is_note(element); });
    return found == ours.end() ? nullptr : *found;
}

void read_ports(xmlNode *ports, Metadata &metadata)
{
    std::set<Slot> seen;
    forget_namespace(ports);
    for (auto *child : children_of(ports)) {
        if (is_element(child, "arg")) metadata.arguments.push_back(argument_value(child));
        if (!is_element(child, "port")) continue;
        auto kept = read_entry(child);
        if (kept && seen.insert(kept->slot).second) metadata.ports.push_back(*std::move(kept));
    }
    if (metadata.arguments.size() % 2 != 0) metadata.arguments.pop_back();
}

void read_note(xmlNode *note, Metadata &metadata)
{
    const auto slot = slot_of(note);
    if (!slot) return;
    std::erase_if(metadata.ports, [&](const MetadataPort &kept) { return kept.slot == *slot; });
    forget_namespace(note);
    if (auto kept = read_entry(note)) metadata.ports.push_back(*std::move(kept));
}

void set_slot(Element &entry, const Slot &slot)
{
    entry.set("kind", kind_name(slot.kind));
    entry.set("index", std::to_string(slot.index));
}

Element bare_note(bool own_container)
{
    Element note("port");
    note.set("version", "1");
    if (own_container) note.set("container", "ours");
    return note;
}

Note finished(Element note, const Slot &slot)
{
    set_slot(note, slot);
    return {std::string(metadata_uri) + ':' + kind_name(slot.kind) + std::to_string(slot.index), write_lines(note, {})};
}

Result<Element> entry_of(const MetadataPort &kept)
{
    auto port = element_of(kept, kept.whole.empty());
    if (!port) return port.error();
    Element entry("chardev:port");
    set_slot(entry, kept.slot);
    if (kept.in_libvirt_grammar) entry.set("grammar", "libvirt");
    entry.add(in_our_namespace(*std::move(port)));
    for (const auto &argument : kept.whole) entry.add(argument_element(argument_name, argument));
    return entry;
}

}  // namespace

std::vector<std::string> Metadata::all_arguments() const
{
    auto all = arguments;
    for (const auto &kept : ports) all.insert(all.end(), kept.whole.begin(), kept.whole.end());
    return all;
}

bool is_metadata(const xmlNode *element)
{
    return is_element(element, "ports", metadata_uri) || is_note(element);
}

std::vector<xmlNode *> listed_arguments(const std::vector<xmlNode *> &ours)
{
    std::vector<xmlNode *> listed;
    auto *ports = first_ports(ours);
    for (auto *element = ports; element; element = next_element(element, ports))
        if (element != ports && is_element(element, "arg", metadata_uri)) listed.push_back(element);
    return listed;
}

bool is_readable(const std::vector<xmlNode *> &ours)
{
    return std::all_of(ours.begin(), ours.end(),
                       [](xmlNode *element) { return attribute_of(element, "version") == "1"; });
}

Metadata read_metadata(const std::vector<xmlNode *> &ours)
{
    Metadata metadata;
    for (auto *element : ours)
        metadata.own_container = metadata.own_container || attribute_of(element, "container") == "ours";
    if (auto *ports = first_ports(ours)) read_ports(ports, metadata);
    for (auto *element : ours)
        if (is_note(element)) read_note(element, metadata);
    return metadata;
}

Result<std::string> write_metadata(const Metadata &metadata, std::string_view indent)
{
    Element ports("chardev:ports");
    ports.set("xmlns:chardev", std::string(metadata_uri));
    ports.set("version", "1");
    if (metadata.own_container) ports.set("container", "ours");
    for (const auto &kept : metadata.ports) {
        auto entry = entry_of(kept);
        if (!entry) return entry.error();
        ports.add(*std::move(entry));
    }
    for (const auto &argument : metadata.arguments) ports.add(argument_element(argument_name, argument));
    return write_lines(ports, indent);
}

Result<Note> note_of(const MetadataPort &kept, bool own_container)
{
    auto port = element_of(kept, true);
    if (!port) return port.error();
    auto note = bare_note(own_container);
    note.add(*std::move(port));
    return finished(std::move(note), kept.slot);
}

Note note_of_none(const Slot &slot, bool own_container)
{
    return finished(bare_note(own_container), slot);
}

Note empty_note()
{
    return {std::string(metadata_uri) + ":none", write_lines(bare_note(true), {})};
}

bool mentions_metadata(std::string_view xml)
{
    // From its first colon on: colons are rare in a domain, and finding the name is finding its first character.
    constexpr auto rare = metadata_uri.substr(metadata_uri.find(':'));
    return xml.find(rare) != std::string_view::npos;
}

std::string argument_value(xmlNode *argument)
{
    return attribute_of(argument, "value").value_or("");
}

Element argument_element(const std::string &name, const std::string &value)
{
    Element argument(name);
    argument.set("value", value);
    return argument;
}

}  // namespace chardev
