// SPDX-License-Identifier: LGPL-2.1-or-later
// Compares a device fragment with the ports of a domain: by slot, by alias, by contents.
#include "conf/document/find_port.hpp"

#include <algorithm>

#include "conf/document/numbering.hpp"
#include "conf/libvirt/grammar.hpp"
#include "conf/model/gettext.hpp"
#include "conf/model/serial_model.hpp"
#include "conf/port/grammar.hpp"
#include "conf/xml/dom.hpp"
#include "conf/xml/tree.hpp"

namespace chardev {

namespace {

constexpr std::string_view fragment_file = "device";

/// Equal, or the one in libvirt's grammar is what the other one is lowered to.
bool same_contents(const IncomingPort &item, const FragmentPort &wanted)
{
    if (item.slot.kind != kind_of(wanted.port.tag)) return false;
    if (item.port.backend == wanted.port.backend) return true;
    if (item.in_port_grammar == wanted.in_port_grammar) return false;
    const auto &[stock, port] =
        item.in_port_grammar ? std::tie(wanted.port, item.port) : std::tie(item.port, wanted.port);
    return libvirt_grammar::is_rendering_of(stock, port, item.slot);
}

/// libvirt computes all other aliases when it starts a guest; a definition has none.
bool has_alias(const IncomingPort &item, std::string_view alias)
{
    return is_user_alias(alias) && item.port.alias == alias;
}

bool is_wanted(const IncomingPort &item, const FragmentPort &wanted)
{
    const auto &[number, alias] = std::tie(wanted.port.target.number, wanted.port.alias);
    const bool by_alias = alias && is_user_alias(*alias);
    if (item.slot.kind != kind_of(wanted.port.tag) || (by_alias && !has_alias(item, *alias))) return false;
    return number ? item.slot.index == *number : by_alias || same_contents(item, wanted);
}

/// libvirt's word for the device that a port says it is.
std::optional<std::string> device_type(const Port &port)
{
    const auto *model = port.model ? find_serial_model(*port.model) : nullptr;
    return model ? model->type : port.target.type;
}

bool has_address(const IncomingPort &item, const std::vector<std::pair<std::string, std::string>> &said)
{
    auto *address = child_of(item.element, "address");
    return std::all_of(said.begin(), said.end(), [address](const auto &part) {
        return address && attribute_of(address, part.first) == part.second;
    });
}

bool is_true_of(const IncomingPort &item, const FragmentPort &wanted)
{
    const auto &port = wanted.port;
    if (!item.element || item.slot.kind != kind_of(port.tag)) return false;
    if (port.target.number && item.slot.index != *port.target.number) return false;
    if ((port.alias && item.port.alias != port.alias) || !has_address(item, wanted.address)) return false;
    const auto stock = libvirt_grammar::parse(item.element, {});
    if (!stock) return same_contents(item, wanted);
    if (const auto type = device_type(port); type && type != stock->target.type && says_device_type(*stock))
        return false;
    return same_contents(item, wanted) || libvirt_grammar::is_rendering_of(*stock, port, item.slot);
}

template <class IsIt>
std::vector<std::size_t> positions(const std::vector<IncomingPort> &items, const IsIt &is_it)
{
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < items.size(); ++i)
        if (is_it(items[i])) found.push_back(i);
    return found;
}

Result<std::size_t> the_only(const std::vector<std::size_t> &found, const Place &where)
{
    if (found.size() == 1) return found.front();
    const auto *sentence =
        found.empty() ? _("the domain has no such port; name it by <target port='…'/> or by its alias")
                      : _("several ports of the domain look like this; name one by <target port='…'/> or by its alias");
    return Error{ErrorKind::invalid, where, sentence};
}

}  // namespace

Result<FragmentPort> read_fragment_port(std::string_view fragment)
{
    const auto dom = Dom::parse(fragment, fragment_file);
    if (!dom) return dom.error();
    if (!*dom)
        return Error{ErrorKind::xml, {std::string(fragment_file), 0, {}}, _("this is not a well-formed XML document")};
    const auto source = SourceText::of(**dom, fragment_file);
    if (!source) return source.error();
    auto *element = source->root();
    const auto where = place_of(element, fragment_file);
    if (!is_port_element(element) || is_other_console(element))
        return Error{ErrorKind::xml, where, _("only <console>, <serial> and <parallel> are ports")};
    const bool in_port_grammar = grammar_of(element) != Grammar::libvirt;
    auto port =
        in_port_grammar ? port_grammar::parse(element, fragment_file) : libvirt_grammar::parse(element, fragment_file);
    if (!port && in_port_grammar) return port.error();
    FragmentPort wanted{port ? *port : port_of_unread(element), in_port_grammar, where, {}, {}, {}};
    if (!in_port_grammar) wanted.text = source->text_of(element);
    if (!port) wanted.unread = port.error();
    if (auto *address = child_of(element, "address")) wanted.address = element_from(address).attributes;
    return wanted;
}

Result<std::size_t> find_wanted(const std::vector<IncomingPort> &items, const FragmentPort &wanted)
{
    return the_only(positions(items, [&](const IncomingPort &item) { return is_wanted(item, wanted); }), wanted.where);
}

Result<std::size_t> find_live(const std::vector<IncomingPort> &items, const FragmentPort &wanted)
{
    return the_only(positions(items, [&](const IncomingPort &item) { return is_true_of(item, wanted); }), wanted.where);
}

std::optional<std::size_t> find_alias(const std::vector<IncomingPort> &items, std::string_view alias)
{
    const auto found = positions(items, [&](const IncomingPort &item) { return has_alias(item, alias); });
    return found.empty() ? std::nullopt : std::optional(found.front());
}

Result<Slot> slot_for(const std::vector<IncomingPort> &items, const FragmentPort &wanted)
{
    std::vector<NumberedPort> numbered;
    for (const auto &item : items) numbered.push_back({item.slot.kind, item.slot.index, item.in_port_grammar});
    numbered.push_back({kind_of(wanted.port.tag), wanted.port.target.number, wanted.in_port_grammar});
    if (!duplicates(numbered).empty())
        return number_taken(wanted.where, {kind_of(wanted.port.tag), *wanted.port.target.number});
    return assign(numbered).back();
}

}  // namespace chardev
