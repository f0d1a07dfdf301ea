// SPDX-License-Identifier: LGPL-2.1-or-later
// Documents on their way in: from either grammar to what the stock driver understands.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <libxml/tree.h>

#include "conf/document/policy.hpp"
#include "conf/model/result.hpp"

namespace chardev {

struct Lowered {
    std::string xml;                     ///< for the stock driver
    std::vector<std::string> warnings;   ///< whole sentences for the log
    std::vector<std::string> arguments;  ///< of ours, in the order in which they stand there
    bool waits = false;                  ///< a listen without <nowait/> will hold the start
};

/// Domain, domainsnapshot and domaincheckpoint documents, on their way in. `file` names the source in errors.
[[nodiscard]] Result<std::optional<Lowered>> lower(std::string_view xml, const Policy &policy, std::string_view file);
/// True if a domain document carries our metadata, or may do so and is beyond our bounds.
[[nodiscard]] bool has_metadata(std::string_view xml);

// What one domain becomes, for those who change or show ports; none of it is needed to call lower().
class Edits;
class SourceText;
struct Domain;
struct IncomingPort;
struct IncomingPorts;
struct Metadata;

/// Collects the changes in `edits`, and warnings and `waits` in `lowered`; `lowered.xml` is not touched.
/// Ports that have no element yet are put at the end of <devices>, except those of type none.
struct Lowering {
    const SourceText &source;
    const Policy &policy;
    Edits &edits;
    Lowered &lowered;

    [[nodiscard]] Result<Ok> run(const Domain &domain, const IncomingPorts &incoming) const;

private:
    [[nodiscard]] Result<Ok> write_items(const Domain &domain, const IncomingPorts &incoming) const;
    [[nodiscard]] Result<Ok> write_item(const Domain &domain, const IncomingPort &item) const;
    [[nodiscard]] Result<Ok> insert_item(const Domain &domain, const IncomingPort &item) const;
    [[nodiscard]] Result<Metadata> metadata_for(const Domain &domain, const IncomingPorts &incoming) const;
    [[nodiscard]] Result<Ok> keep(const IncomingPort &item, std::string_view alias, const Machine &machine,
                                  Metadata &metadata) const;
    [[nodiscard]] Result<Ok> write_metadata_of(const Domain &domain, const IncomingPorts &incoming,
                                               const Metadata &metadata) const;
    void put_metadata(const Domain &domain, const std::string &xml) const;
};

/// True if the mirror is one of a port that the stock driver sees nothing of: it would become a port itself, and is taken out.
[[nodiscard]] bool mirror_is_ours(const std::vector<IncomingPort> &items, const Policy &policy);
/// The element for the stock driver; lines after the first are led by `indent`.
[[nodiscard]] Result<std::string> stock_element_of(const IncomingPort &item, std::string_view indent);
/// Takes all our metadata out of `domain`, and a <metadata> that was made for them.
void remove_metadata(Edits &edits, const SourceText &source, const Domain &domain, bool own_container);
/// Where a new <metadata> goes: right behind this child of the domain; nullptr: nothing is there to follow.
[[nodiscard]] xmlNode *before_metadata(const Domain &domain);

/// An element of libvirt's grammar made the port that it is meant to be: a <console> becomes a <serial>, because beside another
/// <serial> libvirt would take it for a mirror, and it says its number. All its other bytes stay, understood or not.
void become_port(Edits &edits, const SourceText &source, xmlNode *element, const Slot &slot);
/// The same of a device fragment.
[[nodiscard]] Result<std::string> as_port(std::string_view fragment, const Slot &slot);

}  // namespace chardev
