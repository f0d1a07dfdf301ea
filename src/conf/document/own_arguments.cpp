// SPDX-License-Identifier: LGPL-2.1-or-later
// Finds our arguments in a domain, takes some out and puts others in, with the namespace declaration that they need.
#include "conf/document/own_arguments.hpp"

#include <algorithm>
#include <map>

#include "conf/document/metadata.hpp"
#include "conf/xml/element_xml.hpp"
#include "conf/xml/insertion.hpp"
#include "conf/xml/tree.hpp"

namespace chardev {

namespace {

using Pair = std::pair<std::string, std::string>;

std::map<Pair, unsigned> pairs_of(const std::vector<std::string> &arguments)
{
    std::map<Pair, unsigned> pairs;
    for (std::size_t i = 0; i + 1 < arguments.size(); i += 2) ++pairs[{arguments[i], arguments[i + 1]}];
    return pairs;
}

std::string qualified(const xmlNs *ns, const char *name)
{
    if (!ns || !ns->prefix) return name;
    return reinterpret_cast<const char *>(ns->prefix) + (":" + std::string(name));
}

bool loses_everything(xmlNode *line, const std::set<xmlNode *> &gone)
{
    const auto children = children_of(line);
    return std::any_of(children.begin(), children.end(), [&](xmlNode *child) { return gone.contains(child); }) &&
           std::all_of(children.begin(), children.end(), [&](xmlNode *child) { return gone.contains(child); });
}

}  // namespace

OwnArguments::OwnArguments(const Domain &domain, const Policy &policy)
    : domain_(domain.root), prefix_(policy.prefix()), uri_(policy.uri()),
      lines_(children_of(domain_, "commandline", uri_))
{
    for (auto *line : lines_)
        for (auto *argument : children_of(line, "arg", uri_)) arguments_.push_back(argument);
}

bool OwnArguments::has(const std::vector<std::string> &arguments) const
{
    if (neighbours_.empty())
        for (std::size_t i = 0; i + 1 < arguments_.size(); ++i)
            neighbours_.emplace(argument_value(arguments_[i]), argument_value(arguments_[i + 1]));
    const auto pairs = pairs_of(arguments);
    return std::all_of(pairs.begin(), pairs.end(),
                       [this](const auto &pair) { return neighbours_.contains(pair.first); });
}

std::vector<xmlNode *> OwnArguments::matching(const std::vector<std::string> &ours) const
{
    auto wanted = pairs_of(ours);
    std::vector<xmlNode *> found;
    for (auto i = arguments_.size(); i >= 2; --i) {
        const auto at = wanted.find({argument_value(arguments_[i - 2]), argument_value(arguments_[i - 1])});
        if (at == wanted.end() || at->second == 0) continue;
        --at->second;
        found.insert(found.end(), {arguments_[i - 1], arguments_[i - 2]});
        --i;
    }
    std::reverse(found.begin(), found.end());
    return found;
}

void OwnArguments::change(Edits &edits, const SourceText &source, const std::vector<xmlNode *> &gone,
                          const std::vector<std::string> &added, bool tidy) const
{
    const std::set<xmlNode *> set(gone.begin(), gone.end());
    for (auto *line : lines_)
        if (loses_everything(line, set) && (added.empty() || line != lines_.back())) take_out(edits, source, line);
    for (auto *argument : gone) take_out(edits, source, argument);
    if (!added.empty()) append(edits, source, added);
    if (tidy && !gone.empty() &&
        std::all_of(lines_.begin(), lines_.end(), [&](auto *line) { return loses_everything(line, set); }))
        tidy_up(edits, source);
}

void OwnArguments::append(Edits &edits, const SourceText &source, const std::vector<std::string> &added) const
{
    if (lines_.empty()) return create(edits, source, added);
    std::vector<std::string> children;
    const auto name = qualified(lines_.back()->ns, "arg");
    for (const auto &value : added) children.push_back(write_line(argument_element(name, value)));
    append_children(edits, source, lines_.back(), children);
}

void OwnArguments::create(Edits &edits, const SourceText &source, const std::vector<std::string> &added) const
{
    Element line(prefix_ + ":commandline");
    line.set("xmlns:" + prefix_, uri_);
    for (const auto &value : added) line.add(argument_element(prefix_ + ":arg", value));
    append_children(edits, source, domain_, {write_lines(line, child_indent(source, domain_))});
}

bool OwnArguments::uses_namespace_elsewhere() const
{
    const auto is_ours = [&](const xmlNs *ns) {
        return ns && xmlStrEqual(ns->href, reinterpret_cast<const xmlChar *>(uri_.c_str()));
    };
    const std::set<const xmlNode *> lines(lines_.begin(), lines_.end());
    for (auto *element = domain_; element; element = next_element(element, domain_)) {
        for (auto *attribute = element->properties; attribute; attribute = attribute->next)
            if (is_ours(attribute->ns)) return true;
        if (is_ours(element->ns) && !lines.contains(element) && !lines.contains(element->parent)) return true;
    }
    return false;
}

void OwnArguments::tidy_up(Edits &edits, const SourceText &source) const
{
    if (uses_namespace_elsewhere()) return;
    for (auto *ns = domain_->nsDef; ns; ns = ns->next) {
        if (!ns->prefix || !xmlStrEqual(ns->href, reinterpret_cast<const xmlChar *>(uri_.c_str()))) continue;
        const auto name = "xmlns:" + std::string(reinterpret_cast<const char *>(ns->prefix));
        if (const auto range = attribute_range(source.text(), source.span_of(domain_), name)) edits.remove(*range);
    }
}

}  // namespace chardev
