// SPDX-License-Identifier: LGPL-2.1-or-later
// Reads and writes one element of the port grammar: its back end, and what any port may have. What was written is read again to
// be sure that it has the same meaning.
#include "conf/port/grammar.hpp"

#include "conf/grammar/shared_children.hpp"
#include "conf/model/gettext.hpp"
#include "conf/model/parts.hpp"
#include "conf/model/serial_model.hpp"
#include "conf/port/attributes.hpp"
#include "conf/port/backend.hpp"

namespace chardev::port_grammar {

namespace {

void refuse_mixture(Reader &in)
{
    const Element &element = in.element();
    const Element *log = element.child("log");
    const char *found = nullptr;
    if (element.child("source"))
        found = "<source>";
    else if (element.child("protocol"))
        found = "<protocol>";
    else if (log && log->attribute("file"))
        found = "<log file=…>";
    if (!found) return;
    in.give_up(format(
        _("%s is libvirt's grammar, the rest of the element is the port grammar; write all of it in one of the two"),
        found));
}

void read_log(Reader &in, Port &port)
{
    std::optional<Reader> child = in.child("log");
    if (!child) return;
    Log log;
    attributes<Log>.read(*child, log);
    child->refuse_rest();
    port.log = log;
}

void check_target(Reader &in, const Port &port)
{
    const std::optional<std::string> &type = port.target.type;
    if (!type || is_serial_target_type(*type) || (port.tag == Tag::console && *type == "serial")) return;
    const char *sentence =
        port.tag == Tag::console
            ? _("'%s' is not a target type of a serial port; leave it out, or write this console in libvirt's grammar")
            : _("'%s' is not a target type of a serial port; leave it out");
    in.fail(format(sentence, shown(*type).c_str()));
}

void check_model(Reader &in, const Port &port)
{
    if (!port.model) return;
    const SerialModel *model = find_serial_model(*port.model);
    if (!model || (port.tag == Tag::parallel && *port.model != "isa"))
        return in.fail(format(_("the model '%s' is unknown; the models are %s"), shown(*port.model).c_str(),
                              serial_model_names(kind_of(port.tag)).c_str()));
    const bool same_type = !port.target.type || *port.target.type == model->type || *port.target.type == "serial";
    if (!same_type || (port.target.model && *port.target.model != model->model))
        in.fail(format(_("the model '%s' contradicts <target>; take one of them away"), port.model->c_str()));
}

void read_everywhere(Reader &in, Port &port)
{
    attributes<Port>.read(in, port);
    read_log(in, port);
    read_common_children(in, port);
    check_target(in, port);
    check_model(in, port);
    read_labels(in, port);
    if (!in.children("seclabel").empty() && !facts_about(port.backend).may_have_labels)
        in.fail(_("a <seclabel> is kept for the types 'file', 'pipe', 'host' and 'unix' alone; take it away"));
}

Element element_of(const Port &port, const std::string &type)
{
    Element out(name_of(port.tag));
    out.set("type", type);
    write_backend(port, out);
    attributes<Port>.write(port, out);
    if (port.log) attributes<Log>.write(*port.log, out.add(Element("log")));
    write_target(port.target, out);
    write_uninterpreted(port.labels, out);
    write_uninterpreted(port.uninterpreted, out);
    // <console type='pty'/> is neutral: alone in a document it would be the stock driver's. <console/> is ours.
    const bool bare = std::holds_alternative<Pty>(port.backend) && out.attributes.size() == 1 && out.children.empty();
    if (bare) out.attributes.clear();
    return out;
}

// What both grammars write alike needs no test.
Port without_uninterpreted(Port port)
{
    port.uninterpreted.clear();
    port.labels.clear();
    port.alias.reset();
    return port;
}

bool labels_fit(const Port &port)
{
    return port.labels.empty() || facts_about(port.backend).may_have_labels;
}

bool reads_back(const Port &port, const std::string &type)
{
    Port wanted = without_uninterpreted(port);
    const Result<Port> again = read(element_of(wanted, type), "");
    wanted.tty.reset();
    return again && *again == wanted && labels_fit(port);
}

}  // namespace

Result<Port> read(const Element &element, std::string_view file)
{
    Report report{std::string(file), {}};
    Reader in(element, "<" + element.name + ">", report);
    refuse_mixture(in);
    Port port;
    port.tag = tag_named(element.name);
    port.backend = read_backend(in, port);
    read_everywhere(in, port);
    in.refuse_rest();
    if (report.mistakes) return *report.mistakes;
    return port;
}

Result<Port> parse(xmlNode *element, std::string_view file)
{
    return read(element_from(element), file);
}

Result<Element> element_of(const Port &port)
{
    const std::string type = type_name(port.backend);
    if (!type.empty() && reads_back(port, type)) return element_of(port, type);
    return Error{ErrorKind::unsupported, Place{{}, 0, std::string("<") + name_of(port.tag) + ">"},
                 _("the port grammar cannot describe this port; leave it in libvirt's grammar")};
}

Result<std::string> render(const Port &port, std::string_view indent)
{
    const Result<Element> element = element_of(port);
    if (!element) return element.error();
    return write_lines(*element, indent);
}

bool can_render(const Port &port)
{
    return bool(element_of(port));
}

}  // namespace chardev::port_grammar
