// SPDX-License-Identifier: LGPL-2.1-or-later
// Decides which port of a domain a device fragment means.
#include "conf/change.hpp"

#include "conf/dom.hpp"
#include "conf/gettext.hpp"
#include "conf/libvirt_grammar.hpp"
#include "conf/numbering.hpp"
#include "conf/port_grammar.hpp"

namespace chardev {

namespace {

constexpr std::string_view fragment_file = "device";

/// Equal, or the one in libvirt's grammar is what the other one is lowered to.
bool same_contents(const Item &item, const Wanted &wanted)
{
    if (item.slot.kind != kind_of(wanted.port.tag)) return false;
    if (item.port.backend == wanted.port.backend) return true;
    if (item.kept == wanted.kept) return false;
    const auto &[stock, port] = item.kept ? std::tie(wanted.port, item.port) : std::tie(item.port, wanted.port);
    return libvirt_grammar::is_rendering_of(stock, port, item.slot);
}

template <class IsIt>
std::vector<std::size_t> positions(const std::vector<Item> &items, const IsIt &is_it)
{
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < items.size(); ++i)
        if (is_it(items[i])) found.push_back(i);
    return found;
}

Result<std::size_t> the_only(const std::vector<std::size_t> &found, const Place &where)
{
    if (found.size() == 1) return found.front();
    const auto *sentence = found.empty()
                               ? _("the domain has no such port; name it by <target port='…'/> or by its alias")
                               : _("several ports of the domain look like this; name one by <target port='…'/> or by its alias");
    return Error{ErrorKind::invalid, where, sentence};
}

}  // namespace

Result<Wanted> read_wanted(std::string_view fragment)
{
    const auto dom = Dom::parse(fragment, fragment_file);
    if (!dom) return dom.error();
    if (!*dom) return Error{ErrorKind::xml, {std::string(fragment_file), 0, {}}, _("this is not a well-formed XML document")};
    const auto source = SourceText::of(**dom, fragment_file);
    if (!source) return source.error();
    auto *element = source->root();
    const auto where = place_of(element, fragment_file);
    if (!is_port_element(element) || is_other_console(element)) return Error{ErrorKind::xml, where, _("only <console>, <serial> and <parallel> are ports")};
    const bool kept = grammar_of(element) != Grammar::libvirt;
    auto port = kept ? port_grammar::parse(element, fragment_file) : libvirt_grammar::parse(element, fragment_file);
    if (!port && kept) return port.error();
    if (kept) return Wanted{*std::move(port), kept, where, {}, {}};
    if (port) return Wanted{*std::move(port), kept, where, std::string(source->text_of(element)), {}};
    return Wanted{port_of_unread(element), kept, where, std::string(source->text_of(element)), port.error()};
}

Result<std::size_t> find_wanted(const std::vector<Item> &items, const Wanted &wanted)
{
    const auto &[number, alias] = std::tie(wanted.port.target.number, wanted.port.alias);
    const auto only = [&](const auto &is_it) { return the_only(positions(items, is_it), wanted.where); };
    if (number) return only([&](const Item &item) { return item.slot == Slot{kind_of(wanted.port.tag), *number}; });
    const auto named = positions(items, [&](const Item &item) { return alias && item.port.alias == alias; });
    if (!named.empty() || (alias && is_user_alias(*alias))) return the_only(named, wanted.where);
    return only([&](const Item &item) { return same_contents(item, wanted); });
}

std::optional<std::size_t> find_alias(const std::vector<Item> &items, std::string_view alias)
{
    const auto found = positions(items, [&](const Item &item) { return is_user_alias(alias) && item.port.alias == alias; });
    return found.empty() ? std::nullopt : std::optional(found.front());
}

Result<Slot> slot_for(const std::vector<Item> &items, const Wanted &wanted)
{
    std::vector<Numbered> numbered;
    for (const auto &item : items) numbered.push_back({item.slot.kind, item.slot.index, item.kept});
    numbered.push_back({kind_of(wanted.port.tag), wanted.port.target.number, wanted.kept});
    if (!duplicates(numbered).empty()) return number_taken(wanted.where, {kind_of(wanted.port.tag), *wanted.port.target.number});
    return assign(numbered).back();
}

}  // namespace chardev
