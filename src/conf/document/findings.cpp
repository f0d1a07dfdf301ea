// SPDX-License-Identifier: LGPL-2.1-or-later
// Collects the mistakes, doubts and warnings of a document: what this plug-in refuses, and what it leaves to the
// stock driver.
#include "conf/document/findings.hpp"

#include <algorithm>

#include "conf/document/domain_ports.hpp"
#include "conf/document/lower.hpp"
#include "conf/libvirt/backend.hpp"
#include "conf/libvirt/grammar.hpp"
#include "conf/model/gettext.hpp"
#include "conf/model/serial_model.hpp"
#include "conf/port/grammar.hpp"
#include "conf/xml/dom.hpp"
#include "conf/xml/reader.hpp"
#include "conf/xml/text_edits.hpp"
#include "conf/xml/tree.hpp"

namespace chardev {

namespace {

constexpr unsigned isa_ports = 4;

/// What the stock driver refuses, in every release, of an element that it is given.
class StockRefusals {
public:
    StockRefusals(Findings &found, std::string_view file) : found_(found), file_(file) {}

    /// `port` is what is known of it; `unread`, why that is not all.
    void judge(xmlNode *element, const Port &port, const std::optional<Error> &unread)
    {
        judge_type(element);
        if (unread) return judge(*unread);
        judge_channel(element);
        judge_target(element, port);
    }

    /// Its type and model of device, in whichever grammar it is.
    void judge_target(xmlNode *element, const Port &port)
    {
        if (port.tag != Tag::serial || (!says_device_type(port) && !port.target.model)) return;
        const auto &target = port.target;
        const auto *model = serial_model_of(target);
        const bool fits = says_device_type(port) ? model && *target.type == model->type : model && is_default(*model);
        if (!fits)
            refuse(element,
                   format(_("libvirt has no serial port with the target type '%s' and the model '%s'; leave both out"),
                          shown(target.type.value_or("")).c_str(), shown(target.model.value_or("")).c_str()));
        else if (target.type == "isa-serial" && (++isas_ > isa_ports || target.number.value_or(0) >= isa_ports))
            refuse(element, _("libvirt has ISA serial ports 0 to 3 only; write another target type, or none"));
    }

    /// libvirt drops what a mirror says, but has to know its type.
    void judge_mirror(xmlNode *element)
    {
        if (const auto port = libvirt_grammar::parse(element, file_);
            !port && !libvirt_grammar::is_type(attribute_of(element, "type").value_or("pty")))
            judge(port.error());
        judge_type(element);
    }

private:
    void judge(const Error &mistakes)
    {
        for (const auto &error : each(mistakes)) {
            if (error.kind == ErrorKind::xml)
                found_.mistakes.add(error);
            else
                found_.doubt(error);
        }
    }
    void judge_type(xmlNode *element)
    {
        if (attribute_of(element, "type") == "spicevmc")
            refuse(element, _("only a <channel> can have the type 'spicevmc'; choose another type"));
    }
    void judge_channel(xmlNode *element)
    {
        const auto type = attribute_of(element, "type");
        auto *source = child_of(element, "source");
        if ((type == "dbus" || type == "spiceport") && !(source && attribute_of(source, "channel")))
            refuse(element, format(_("the type '%s' needs <source channel='NAME'/>"), type->c_str()));
    }
    /// A model without its type is known on other machines only.
    [[nodiscard]] bool is_default(const SerialModel &model) const
    {
        const auto &arch = found_.machine.arch;
        return std::string_view(model.type) == "isa-serial" || (!arch.empty() && !is_x86(arch));
    }
    void refuse(xmlNode *element, std::string sentence)
    {
        found_.mistakes.add(Error{ErrorKind::xml, place_of(element, file_), std::move(sentence)});
    }

    Findings &found_;
    std::string_view file_;
    unsigned isas_ = 0;
};

/// What the rewriting for the stock driver would say. True: it takes the mirror out.
bool rewrite(Findings &found, const Dom &dom, const Domain &domain, const IncomingPorts &incoming,
             std::string_view file, const Policy &policy)
{
    const auto source = SourceText::of(dom, file);
    found.mistakes.add(source);
    if (!source) return false;
    Edits edits;
    Lowered lowered;
    found.mistakes.add(Lowering{*source, policy, edits, lowered}.run(domain, incoming));
    found.warnings = std::move(lowered.warnings);
    return incoming.mirror && mirror_is_ours(incoming.items, policy);
}

/// Of the elements that the stock driver gets as they are.
void ask_stock(Findings &found, const IncomingPorts &incoming, bool has_mirror, std::string_view file)
{
    StockRefusals stock(found, file);
    for (const auto &item : incoming.items) {
        if (!item.element) continue;
        if (item.in_port_grammar)
            stock.judge_target(item.element, item.port);
        else
            stock.judge(item.element, item.port, item.unread);
    }
    if (has_mirror) stock.judge_mirror(incoming.mirror);
}

Findings of_domain(const Dom &dom, const Domain &domain, std::string_view file, PolicyOf policy_of)
{
    Findings found;
    found.machine = domain.machine;
    const Policy &policy = policy_of(domain.machine);
    const auto ours = survey_incoming_ports(domain, policy, file);
    const bool is_ours = !ours || *ours;
    const auto incoming = ours && *ours ? Result<IncomingPorts>(**ours)
                          : ours        ? survey_incoming_ports(domain, policy, Neutral::stock, file)
                                        : ours.error();
    if (!incoming) {
        if (is_ours) found.mistakes.add(incoming);
        return found;
    }
    found.ports = placed(incoming->items, policy);
    const bool loses_mirror = is_ours && rewrite(found, dom, domain, *incoming, file, policy);
    ask_stock(found, *incoming, incoming->mirror && !loses_mirror, file);
    if (!is_ours && !found.ports.empty()) found.mistakes.add(further_consoles(domain, file));
    found.doubt(untranslatable(incoming->items, policy));
    return found;
}

/// Such an element has no hypervisor yet.
Findings of_element(xmlNode *element, std::string_view file)
{
    Findings found;
    if (is_other_console(element)) return found;
    const bool ours = grammar_of(element) != Grammar::libvirt;
    const auto port = ours ? port_grammar::parse(element, file) : libvirt_grammar::parse(element, file);
    if (ours)
        found.mistakes.add(port);
    else
        StockRefusals(found, file)
            .judge(element, port ? *port : Port(), port ? std::nullopt : std::optional(port.error()));
    if (!port) return found;
    const Slot slot{kind_of(port->tag), port->target.number.value_or(0)};
    found.ports.push_back({*port, slot, place_of(element, file), ours});
    const auto written = libvirt_grammar::render(*port, slot, {});
    if (ours && !written) found.mistakes.add(written.error().at(found.ports.front().where));
    return found;
}

}  // namespace

void Errors::add(const Error &error)
{
    for (auto &next : each(error))
        if (said_.insert(next.message()).second) errors_.push_back(std::move(next));
}

void Findings::doubt(const std::optional<Error> &error)
{
    for (const auto &next : error ? each(*error) : std::vector<Error>())
        if (!mistakes.contains(next)) doubts.add(next);
}

std::vector<Error> Errors::by_line() const
{
    auto sorted = errors_;
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const Error &a, const Error &b) { return a.where.line < b.where.line; });
    return sorted;
}

Result<std::vector<Findings>> find_mistakes(std::string_view xml, std::string_view file, PolicyOf policy_of)
{
    const auto dom = Dom::parse(xml, file);
    if (!dom) return dom.error();
    if (!*dom) return SourceText::parse(xml, file).error();
    auto *root = (*dom)->root();
    if (is_port_element(root)) return std::vector{of_element(root, file)};
    const auto domains = domains_of(root);
    if (domains.empty()) return no_domain(root, file);
    std::vector<Findings> all;
    for (const auto &domain : domains) all.push_back(of_domain(**dom, domain, file, policy_of));
    return all;
}

}  // namespace chardev
