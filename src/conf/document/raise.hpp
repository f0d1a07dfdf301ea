// SPDX-License-Identifier: LGPL-2.1-or-later
// The rewriting of one domain as the stock driver shows it, for the user.
#pragma once

#include <vector>

#include "conf/document/document.hpp"
#include "conf/document/domain.hpp"
#include "conf/document/metadata.hpp"
#include "conf/xml/dom.hpp"
#include "conf/xml/text_edits.hpp"

namespace chardev {

/// A port of a stock document, and how it is shown.
struct StockPort {
    xmlNode *element = nullptr;  ///< nullptr: a slot without a device, or a port that stands in arguments
    Slot slot;
    bool shown = false;       ///< in the port grammar; else an element stays as it is, and others are put in libvirt's
    Port port{};              ///< as far as it can be read
    xmlNode *near = nullptr;  ///< without an element: what it stands next to; nullptr: at the end of <devices>
    bool before = false;      ///< before `near`, not behind it
    bool fresh = false;       ///< written in the port grammar, and unchanged since
    bool unread =
        false;  ///< one of ours, as only another release of libvirt can have printed it: editing it must lose nothing
};

struct Raising {
    const SourceText &source;
    const Policy &policy;
    Edits &edits;
    View view;

    /// A domain that has no ports, whose metadata are of a newer version, or with a port of ours that cannot be read, is left alone.
    void run(const Domain &domain) const;

private:
    [[nodiscard]] std::vector<StockPort> read_ports(const Domain &domain, const xmlNode *mirror,
                                                    const Metadata &metadata) const;
    /// Ports of libvirt's grammar stay in it where the port grammar would be refused: with a number that an ISA port has not, say.
    void leave_refused(const Domain &domain, std::vector<StockPort> &ports) const;
    void show(const Domain &domain, const std::vector<StockPort> &ports) const;
};

}  // namespace chardev
