// SPDX-License-Identifier: LGPL-2.1-or-later
// Changes an element's name and its <target> where they stand.
#include "conf/document/stock_element.hpp"

#include "conf/xml/insertion.hpp"
#include "conf/xml/tree.hpp"

namespace chardev {

namespace {

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

}  // namespace chardev
