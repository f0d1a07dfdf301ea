// SPDX-License-Identifier: LGPL-2.1-or-later
// Decides whether the stock driver's element still says what we once told it, that is, whether what we kept is fresh.
#include <algorithm>

#include "conf/libvirt/grammar.hpp"
#include "conf/xml/tree.hpp"

namespace chardev::libvirt_grammar {

namespace {

/// What two <seclabel> are compared by: the stock driver may print the same label differently.
struct Label {
    std::string model;
    bool relabel = true;
    bool skip = false;
    std::string label;

    friend auto operator<=>(const Label &, const Label &) = default;
};

std::string attribute(const Element &element, const char *name)
{
    const std::string *value = element.attribute(name);
    return value ? *value : std::string();
}

Label label_of(const Element &element)
{
    const Element *text = element.child("label");
    Label label;
    label.model = attribute(element, "model");
    label.skip = attribute(element, "labelskip") == "yes";
    label.relabel = !label.skip && attribute(element, "relabel") != "no";
    if (text) label.label = text->text;
    return label;
}

// libvirt leaves labels with the default values out of inactive XML.
bool differs_from_default(const Label &label)
{
    return label.skip || !label.relabel || !label.label.empty();
}

std::vector<Label> labels_of(const std::vector<Element> &elements)
{
    std::vector<Label> labels;
    for (const Element &element : elements)
        if (const Label label = label_of(element); differs_from_default(label)) labels.push_back(label);
    std::sort(labels.begin(), labels.end());
    return labels;
}

std::optional<bool> *tls_of(Backend &backend)
{
    if (Tcp *tcp = std::get_if<Tcp>(&backend)) return &tcp->stream.tls;
    if (Telnet *telnet = std::get_if<Telnet>(&backend)) return &telnet->stream.tls;
    return nullptr;
}

// A running guest shows tls='yes' or 'no' from qemu.conf where the definition says nothing.
bool same_backend(Backend stock, Backend told)
{
    const std::optional<bool> *wanted = tls_of(told);
    std::optional<bool> *found = tls_of(stock);
    if (wanted && found && !*wanted) found->reset();
    return stock == told;
}

bool says(const std::optional<std::string> &told, const std::optional<std::string> &stock)
{
    return !told || !stock || told == stock;
}

bool same_target(const Target &stock, const Target &told)
{
    return says(told.type, stock.type) && says(told.model, stock.model);
}

}  // namespace

bool is_rendering_of(const Port &stock, const Port &port, Slot slot)
{
    if (std::holds_alternative<None>(port.backend) || kind_of(stock.tag) != slot.kind) return false;
    if (stock.target.number && stock.target.number != slot.index) return false;
    if (std::holds_alternative<Foreign>(port.backend))
        return stock.backend == port.backend && stock.foreign_parts == port.foreign_parts;
    const Result<Element> element = element_of(port, slot);
    if (!element) return false;
    const Result<Port> told = read(*element, "");
    return told && same_backend(stock.backend, told->backend) && stock.log == told->log &&
           same_target(stock.target, told->target) && labels_of(stock.labels) == labels_of(port.labels);
}

bool is_of_type(xmlNode *element, const Port &port, Slot slot)
{
    const Result<Element> told = element_of(port, slot);
    const std::string *type = told ? told->attribute("type") : nullptr;
    return type && attribute_of(element, "type") == *type;
}

}  // namespace chardev::libvirt_grammar
