// SPDX-License-Identifier: LGPL-2.1-or-later
// Whole documents on their way in.
#include "conf/document/document.hpp"
#include "conf/document/lowering.hpp"
#include "conf/document/metadata.hpp"
#include "conf/model/gettext.hpp"
#include "conf/xml/dom.hpp"

namespace chardev {

namespace {

Result<std::optional<Lowered>> lower_domains(const Dom &dom, const Policy &policy, std::string_view file)
{
    Lowered lowered;
    Edits edits;
    std::optional<Result<SourceText>> source;  // only for a document that is rewritten
    for (const auto &domain : domains_of(dom.root())) {
        const auto inventory = take_inventory(domain, policy, file);
        if (inventory && !*inventory) continue;
        if (!source) source = SourceText::of(dom, file);
        if (!*source) return source->error();
        if (!inventory) return inventory.error();
        if (auto done = Lowering{**source, policy, edits, lowered}.run(domain, **inventory); !done) return done.error();
    }
    if (!source) return std::optional<Lowered>();
    lowered.xml = edits.apply((*source)->text());
    return std::optional<Lowered>(std::move(lowered));
}

}  // namespace

Result<std::optional<Lowered>> lower(std::string_view xml, const Policy &policy, std::string_view file)
{
    if (!mentions_ports(xml) && !mentions_metadata(xml)) return std::optional<Lowered>();
    const auto dom = Dom::parse(xml, file);
    if (!dom) return dom.error();
    if (!*dom) return std::optional<Lowered>();
    return lower_domains(**dom, policy, file);
}

Result<Ok> startable(std::string_view xml, const Policy &policy)
{
    if (!policy.takes_any_over() || !mentions_ports(xml)) return Ok{};
    const auto dom = Dom::parse(xml, {});
    if (!dom) return dom.error();  // the stock driver may well read it
    if (!*dom) return Ok{};
    for (const auto &domain : domains_of((*dom)->root())) {
        auto count = count_ports(candidates(domain.ports));
        count.misplaced = false;  // starts, as it always has
        if (policy.takes_over(domain.machine, count))
            return Error{
                ErrorKind::invalid,
                {},
                _("this guest was stored before libvirt-chardev came, with ports that this hypervisor's driver cannot start; define it again")};
    }
    return Ok{};
}

bool has_metadata(std::string_view xml)
{
    if (!mentions_metadata(xml)) return false;
    const auto dom = Dom::parse(xml, {});
    if (!dom) return true;
    if (!*dom) return false;
    for (const auto &domain : domains_of((*dom)->root()))
        if (!domain.ours.empty()) return true;
    return false;
}

}  // namespace chardev
