// SPDX-License-Identifier: LGPL-2.1-or-later
// Whole documents on their way out.
#include "conf/document.hpp"
#include "conf/dom.hpp"
#include "conf/metadata.hpp"
#include "conf/raising.hpp"

namespace chardev {

std::optional<std::string> raise(std::string_view xml, const Policy &policy, View view)
{
    if (view == View::libvirt && !policy.takes_any_over()) return std::nullopt;  // every port has an element
    if (!mentions_metadata(xml) && (view != View::port || !mentions_ports(xml))) return std::nullopt;
    const auto source = SourceText::parse(xml, {});
    if (!source) return std::nullopt;
    Edits edits;
    for (const auto &domain : domains_of(source->root())) Raising{*source, policy, edits, view}.run(domain);
    if (edits.empty()) return std::nullopt;
    return edits.apply(xml);
}

}  // namespace chardev
