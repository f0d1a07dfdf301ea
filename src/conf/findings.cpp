// SPDX-License-Identifier: LGPL-2.1-or-later
// Decides who would say what of a document: this plugin of its own ports, the stock driver of what is left to it.
#include "conf/findings.hpp"

#include <algorithm>

#include "conf/conflicts.hpp"
#include "conf/dom.hpp"
#include "conf/gettext.hpp"
#include "conf/libvirt_grammar.hpp"
#include "conf/lowering.hpp"
#include "conf/port_grammar.hpp"
#include "conf/ports.hpp"
#include "conf/reader.hpp"
#include "conf/serial_model.hpp"
#include "conf/tree.hpp"

namespace chardev {

namespace {

using Errors = std::vector<Error>;

void add(Errors &errors, const Error &mistakes)
{
    for (auto &error : each(mistakes))
        if (std::find(errors.begin(), errors.end(), error) == errors.end()) errors.push_back(std::move(error));
}

void add(Errors &errors, const std::optional<Error> &mistakes)
{
    if (mistakes) add(errors, *mistakes);
}

/// What the stock driver refuses, in every release, of an element that it is given.
class StockDriver {
public:
    StockDriver(Findings &found, std::string_view file) : found_(found), file_(file) {}

    void judge(xmlNode *element)
    {
        const auto port = libvirt_grammar::parse(element, file_);
        if (!port) return judge(port.error());
        judge_type(element);
        const auto &target = port->target;
        if (port->tag == Tag::parallel || (!says_device_type(*port) && !target.model)) return;
        const auto *model = serial_model_of(target);
        if (!model || (says_device_type(*port) && *target.type != model->type))
            refuse(element, format(_("libvirt has no serial port with the target type '%s' and the model '%s'; leave both out"),
                                   shown(target.type.value_or("")).c_str(), shown(target.model.value_or("")).c_str()));
    }

    /// libvirt drops what a mirror says, but has to know its type.
    void judge_mirror(xmlNode *element)
    {
        if (!libvirt_grammar::is_type(attribute_of(element, "type").value_or("pty"))) judge(element);
        else judge_type(element);
    }

private:
    void judge(const Error &mistakes)
    {
        for (const auto &error : each(mistakes)) add(error.kind == ErrorKind::xml ? found_.mistakes : found_.doubts, error);
    }
    void judge_type(xmlNode *element)
    {
        const auto type = attribute_of(element, "type");
        if (type == "spicevmc") refuse(element, _("only a <channel> can have the type 'spicevmc'; choose another type"));
        auto *source = child_of(element, "source");
        if ((type == "dbus" || type == "spiceport") && !(source && attribute_of(source, "channel")))
            refuse(element, format(_("the type '%s' needs <source channel='NAME'/>"), type->c_str()));
    }
    void refuse(xmlNode *element, std::string sentence)
    {
        found_.mistakes.push_back({ErrorKind::xml, place_of(element, file_), std::move(sentence)});
    }

    Findings &found_;
    std::string_view file_;
};

/// What the rewriting for the stock driver would say.
void rewrite(Findings &found, const SourceText &source, const Domain &domain, const Inventory &inventory, const Policy &policy)
{
    Edits edits;
    Lowered lowered;
    std::optional<Error> mistakes = inventory.mistakes;
    join(mistakes, check_conflicts(found.ports));
    join(mistakes, policy.check(found.ports, domain.machine));
    if (!mistakes) join(mistakes, Lowering{source, policy, edits, lowered}.run(domain, inventory));
    add(found.mistakes, mistakes);
    found.warnings = std::move(lowered.warnings);
}

Findings of_domain(const SourceText &source, const Domain &domain, std::string_view file, PolicyOf policy_of)
{
    Findings found;
    found.machine = domain.machine;
    const Policy &policy = policy_of(domain.machine);
    const auto ours = survey(domain, policy, file);
    const bool is_ours = !ours || *ours;
    const auto inventory = ours && *ours ? Result<Inventory>(**ours) : ours ? survey(domain, policy, Neutral::stock, file) : ours.error();
    if (!inventory) {
        if (is_ours) add(found.mistakes, inventory.error());
        return found;
    }
    found.ports = placed(inventory->items, policy);
    if (is_ours) rewrite(found, source, domain, *inventory, policy);
    StockDriver stock(found, file);
    for (const auto &item : inventory->items)
        if (item.element && !item.kept) stock.judge(item.element);
    if (inventory->mirror) stock.judge_mirror(inventory->mirror);
    if (!is_ours && !found.ports.empty()) add(found.mistakes, further_consoles(domain, file));
    Errors doubts;
    add(doubts, untranslatable(inventory->items, policy));
    for (const auto &doubt : doubts)
        if (std::find(found.mistakes.begin(), found.mistakes.end(), doubt) == found.mistakes.end()) add(found.doubts, doubt);
    return found;
}

/// Such an element has no hypervisor yet.
Findings of_element(xmlNode *element, std::string_view file)
{
    Findings found;
    if (is_other_console(element)) return found;
    const bool ours = grammar_of(element) != Grammar::libvirt;
    const auto port = ours ? port_grammar::parse(element, file) : libvirt_grammar::parse(element, file);
    if (!ours) StockDriver(found, file).judge(element);
    else if (!port) add(found.mistakes, port.error());
    if (!port) return found;
    const Slot slot{kind_of(port->tag), port->target.number.value_or(0)};
    found.ports.push_back({*port, slot, place_of(element, file), ours});
    if (const auto written = libvirt_grammar::render(*port, slot, {}); ours && !written) add(found.mistakes, written.error().at(found.ports.front().where));
    return found;
}

}  // namespace

Result<std::vector<Findings>> find_mistakes(std::string_view xml, std::string_view file, PolicyOf policy_of)
{
    const auto source = SourceText::parse(xml, file);
    if (!source) return source.error();
    if (is_port_element(source->root())) return std::vector{of_element(source->root(), file)};
    const auto domains = domains_of(source->root());
    if (domains.empty()) return no_domain(source->root(), file);
    std::vector<Findings> all;
    for (const auto &domain : domains) all.push_back(of_domain(*source, domain, file, policy_of));
    return all;
}

}  // namespace chardev
