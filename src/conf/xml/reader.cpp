// SPDX-License-Identifier: LGPL-2.1-or-later
// Error messages for attributes and children that are unknown, missing or given twice.
#include "conf/xml/reader.hpp"

#include <algorithm>

#include "conf/model/gettext.hpp"

namespace chardev {

namespace {

bool contains(const std::vector<std::string> &names, const std::string &name)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

void remember(std::vector<std::string> &names, const char *name)
{
    if (!contains(names, name)) names.emplace_back(name);
}

}  // namespace

Reader::Reader(const Element &element, std::string path, Report &report)
    : element_(&element), path_(std::move(path)), report_(&report)
{
}

const std::string *Reader::attribute(const char *name)
{
    remember(attributes_, name);
    return element_->attribute(name);
}

std::vector<Reader> Reader::children(const char *name)
{
    remember(children_, name);
    std::vector<Reader> found;
    for (const Element &child : element_->children)
        if (child.name == name) found.emplace_back(child, path_ + "/<" + name + ">", *report_);
    return found;
}

std::optional<Reader> Reader::child(const char *name)
{
    const bool first_time = !contains(children_, name);
    std::vector<Reader> found = children(name);
    if (found.empty()) return std::nullopt;
    if (found.size() > 1 && first_time) found[1].doubt(format(_("there is more than one <%s>; write it once"), name));
    return found.front();
}

bool Reader::flag(const char *name)
{
    std::optional<Reader> found = child(name);
    if (found) found->refuse_rest();
    return found.has_value();
}

void Reader::fail(std::string sentence, ErrorKind kind)
{
    fail_at(*element_, path_, std::move(sentence), kind);
}

void Reader::give_up(std::string sentence)
{
    fail(std::move(sentence));
    report_->closed = true;
}

void Reader::doubt(std::string sentence)
{
    fail(std::move(sentence), report_->lenient ? ErrorKind::unsupported : ErrorKind::xml);
}

void Reader::fail_at(const Element &element, std::string path, std::string sentence, ErrorKind kind)
{
    constexpr std::size_t enough = 100;
    if (report_->closed || (report_->mistakes && report_->mistakes->more.size() >= enough)) return;
    join(report_->mistakes, Error{kind, Place{report_->file, element.line, std::move(path)}, std::move(sentence)});
}

void Reader::missing_attribute(const char *name, const char *sentence)
{
    fail(sentence ? _(sentence) : format(_("the attribute '%s' is missing; add it"), name));
}

void Reader::refuse_attribute(const std::string &name)
{
    if (attributes_.empty())
        return fail(format(_("the attribute '%s' does not belong here; the element takes none"), shown(name).c_str()));
    fail(format(_("the attribute '%s' does not belong here; what may be here is %s"), shown(name).c_str(),
                quoted_list(attributes_).c_str()));
}

void Reader::refuse_child(const Element &child)
{
    std::string sentence =
        children_.empty()
            ? format(_("the element <%s> does not belong here; nothing may be inside"), shown(child.name).c_str())
            : format(_("the element <%s> does not belong here; what may be here is %s"), shown(child.name).c_str(),
                     quoted_list(children_).c_str());
    fail_at(child, path_, std::move(sentence), ErrorKind::xml);
}

void Reader::refuse_rest()
{
    if (report_->lenient) return;
    for (const auto &[name, value] : element_->attributes)
        if (!contains(attributes_, name)) refuse_attribute(name);
    for (const Element &child : element_->children)
        if (!contains(children_, child.name)) refuse_child(child);
    if (!element_->text.empty())
        fail(format(_("the text '%s' does not belong here; take it away"), shown(element_->text).c_str()));
}

}  // namespace chardev
