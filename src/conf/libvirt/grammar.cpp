// SPDX-License-Identifier: LGPL-2.1-or-later
// Reads and writes one port as libvirt's element, with its parts in the order in which libvirt itself prints them; and compares
// such an element with a port that it may have been made from.
#include "conf/libvirt/grammar.hpp"

#include <algorithm>

#include "conf/grammar/shared_children.hpp"
#include "conf/libvirt/backend.hpp"
#include "conf/model/gettext.hpp"
#include "conf/model/parts.hpp"
#include "conf/model/serial_model.hpp"
#include "conf/xml/tree.hpp"

namespace chardev::libvirt_grammar {

namespace {

void read_labels_of_source(Reader &in, Port &port)
{
    if (is_foreign(port)) return;  // they are in foreign_parts
    for (Reader &source : in.children("source")) read_labels(source, port);
}

/// What <source> has besides its back end.
void write_rest_of_source(const Port &port, Element &out)
{
    if (!port.reconnect_off && port.labels.empty()) return;
    if (!out.child("source")) out.add(Element("source"));
    const auto source = std::find_if(out.children.begin(), out.children.end(),
                                     [](const Element &child) { return child.name == "source"; });
    if (port.reconnect_off) write_reconnect_off(*source);
    write_uninterpreted(port.labels, *source);
}

void read_log(Reader &in, Port &port)
{
    std::optional<Reader> child = in.child("log");
    if (!child) return;
    Log log;
    if (!child->attribute("file")) return idle_log_attributes.read(*child, log);
    attributes<Log>.read(*child, log);
    port.log = log;
}

Target target_of(const Port &port, Slot slot)
{
    Target target;
    target.number = slot.index;
    if (slot.kind == Kind::parallel) return target;
    // A console's 'serial' is no type of a serial port; of a type that nobody knows the stock driver has to tell.
    const std::optional<std::string> &type = port.target.type;
    if (type && (port.tag != Tag::console || is_serial_target_type(*type))) target.type = type;
    target.model = port.target.model;
    const SerialModel *model = port.model ? find_serial_model(*port.model) : nullptr;
    if (!model) return target;
    target.type = model->type;
    target.model = model->model;
    return target;
}

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

// A running guest shows tls='yes' or 'no' from qemu.conf where the definition says nothing.
bool same_backend(const Backend &stock, const Backend &told)
{
    std::vector<Part> found = parts_of(stock), wanted = parts_of(told);
    const auto says_nothing = [](const Part &part) {
        const auto *options = std::get_if<SocketOptions>(&part);
        return options && !options->tls;
    };
    for (Part &part : found)
        if (auto *options = std::get_if<SocketOptions>(&part);
            options && std::any_of(wanted.begin(), wanted.end(), says_nothing))
            options->tls.reset();
    return stock.index() == told.index() && found == wanted;
}

bool is_compatible(const std::optional<std::string> &told, const std::optional<std::string> &stock)
{
    return !told || !stock || told == stock;
}

bool same_target(const Target &stock, const Target &told)
{
    return is_compatible(told.type, stock.type) && is_compatible(told.model, stock.model);
}

}  // namespace

Result<Port> read(const Element &element, std::string_view file)
{
    Report report{std::string(file), {}, true};
    Reader in(element, "<" + element.name + ">", report);
    Port port;
    port.tag = tag_named(element.name);
    read_backend(in, port);
    read_labels_of_source(in, port);
    read_log(in, port);
    read_common_children(in, port);
    if (report.mistakes) return *report.mistakes;
    return port;
}

Result<Port> parse(xmlNode *element, std::string_view file)
{
    return read(element_from(element), file);
}

Result<Element> element_of(const Port &port, Slot slot)
{
    if (facts_about(port.backend).has_automatic_port)
        return Error{ErrorKind::unsupported, Place{{}, 0, std::string("<") + name_of(port.tag) + ">/<listen>"},
                     _("a port number cannot be chosen automatically yet; write port='1234'")};
    Element out(slot.kind == Kind::parallel ? "parallel" : "serial");
    write_backend(port, slot.kind, out);
    if (out.name.empty()) return out;
    write_rest_of_source(port, out);
    if (port.log) attributes<Log>.write(*port.log, out.add(Element("log")));
    write_target(target_of(port, slot), out);
    write_uninterpreted(port.uninterpreted, out);
    return out;
}

Result<std::string> render(const Port &port, Slot slot, std::string_view indent)
{
    const Result<Element> element = element_of(port, slot);
    if (!element) return element.error();
    return element->name.empty() ? std::string() : write_lines(*element, indent);
}

bool is_rendering_of(const Port &stock, const Port &port, Slot slot)
{
    if (is_none(port) || kind_of(stock.tag) != slot.kind) return false;
    if (stock.target.number && stock.target.number != slot.index) return false;
    if (is_foreign(port)) return stock.backend == port.backend && stock.foreign_parts == port.foreign_parts;
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
