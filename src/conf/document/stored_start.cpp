// SPDX-License-Identifier: LGPL-2.1-or-later
// Whether the start of a stored document would wait for a client, and whether the stock driver can start it at all.
#include "conf/document/stored_start.hpp"

#include <set>

#include "conf/document/incoming_ports.hpp"
#include "conf/document/metadata.hpp"
#include "conf/document/own_arguments.hpp"
#include "conf/document/port_elements.hpp"
#include "conf/model/gettext.hpp"
#include "conf/xml/dom.hpp"
#include "conf/xml/insertion.hpp"
#include "conf/xml/tree.hpp"

namespace chardev {

namespace {

/// The pairs in `arguments` that hold the start.
std::vector<std::string> holding(const std::vector<std::string> &arguments, const Policy &policy)
{
    std::vector<std::string> found;
    for (std::size_t i = 0; i + 1 < arguments.size(); i += 2)
        if (policy.holds_start(arguments[i + 1])) found.insert(found.end(), {arguments[i], arguments[i + 1]});
    return found;
}

struct Waiting {
    std::vector<xmlNode *> arguments;  ///< <qemu:arg>
    std::vector<xmlNode *> listed;     ///< <chardev:arg>
};

Waiting waiting_in(const Domain &domain, const Policy &policy)
{
    Waiting waiting;
    if (!is_readable(domain.ours)) return waiting;
    const auto listed = listed_arguments(domain.ours);
    std::vector<std::string> values;
    for (auto *argument : listed) values.push_back(argument_value(argument));
    waiting.arguments = OwnArguments(domain, policy).matching(holding(values, policy));
    for (std::size_t i = 0; i + 1 < listed.size(); i += 2)
        if (policy.holds_start(values[i + 1])) waiting.listed.insert(waiting.listed.end(), {listed[i], listed[i + 1]});
    return waiting;
}

}  // namespace

bool waits(std::string_view xml, const Policy &policy)
{
    if (!mentions_metadata(xml)) return false;
    const auto dom = Dom::parse(xml, {});
    if (!dom || !*dom) return false;
    for (const auto &domain : domains_of((*dom)->root()))
        if (!waiting_in(domain, policy).arguments.empty()) return true;
    return false;
}

std::optional<std::string> without_waits(std::string_view xml, const Policy &policy)
{
    if (!mentions_metadata(xml)) return std::nullopt;
    const auto source = SourceText::parse(xml, {});
    if (!source) return std::nullopt;
    Edits edits;
    for (const auto &domain : domains_of(source->root())) {
        const auto waiting = waiting_in(domain, policy);
        OwnArguments(domain, policy).change(edits, *source, waiting.arguments, {}, false);
        if (waiting.arguments.empty()) continue;
        for (auto *argument : waiting.listed) take_out(edits, *source, argument);
    }
    if (edits.empty()) return std::nullopt;
    return edits.apply(xml);
}

Result<Ok> startable(std::string_view xml, const Policy &policy)
{
    if (!policy.takes_any_over() || !mentions_ports(xml)) return Ok{};
    const auto dom = Dom::parse(xml, {});
    if (!dom) return dom.error();  // the stock driver may well read it
    if (!*dom) return Ok{};
    for (const auto &domain : domains_of((*dom)->root())) {
        auto count = count_ports(port_elements(domain.ports));
        count.misplaced = false;  // starts, as it always has
        if (policy.takes_over(domain.machine, count))
            return Error{
                ErrorKind::invalid,
                {},
                _("this guest was stored before libvirt-chardev came, with ports that this hypervisor's driver cannot start; define it again")};
    }
    return Ok{};
}

}  // namespace chardev
