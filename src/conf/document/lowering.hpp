// SPDX-License-Identifier: LGPL-2.1-or-later
// The rewriting of one domain for the stock driver, once its ports are known.
#pragma once

#include <string_view>

#include "conf/document/document.hpp"
#include "conf/document/inventory.hpp"
#include "conf/xml/dom.hpp"
#include "conf/xml/text_edits.hpp"

namespace chardev {

/// Collects the changes in `edits`, and warnings and `waits` in `lowered`; `lowered.xml` is not touched.
/// Items without an element that are no none are put in at the end of <devices>.
struct Lowering {
    const SourceText &source;
    const Policy &policy;
    Edits &edits;
    Lowered &lowered;

    [[nodiscard]] Result<Ok> run(const Domain &domain, const Inventory &inventory) const;

private:
    [[nodiscard]] Result<Ok> write_items(const Domain &domain, const Inventory &inventory) const;
    [[nodiscard]] Result<Ok> write_item(const Domain &domain, const Item &item) const;
    [[nodiscard]] Result<Ok> insert_item(const Domain &domain, const Item &item) const;
    [[nodiscard]] Result<Metadata> metadata_for(const Domain &domain, const Inventory &inventory) const;
    [[nodiscard]] Result<Ok> keep(const Item &item, std::string_view alias, const Machine &machine,
                                  Metadata &metadata) const;
    [[nodiscard]] Result<Ok> write_metadata_of(const Domain &domain, const Inventory &inventory,
                                               const Metadata &metadata) const;
    void put_metadata(const Domain &domain, const std::string &xml) const;
};

/// True if the mirror is one of a port that the stock driver sees nothing of: it would become a port itself, and is taken out.
[[nodiscard]] bool mirror_is_ours(const std::vector<Item> &items, const Policy &policy);
/// The element for the stock driver; lines after the first are led by `indent`.
[[nodiscard]] Result<std::string> stock_element_of(const Item &item, std::string_view indent);
/// Takes all our metadata out of `domain`, and a <metadata> that was made for them.
void remove_metadata(Edits &edits, const SourceText &source, const Domain &domain, bool own_container);
/// Where a new <metadata> goes: right behind this child of the domain; nullptr: nothing is there to follow.
[[nodiscard]] xmlNode *before_metadata(const Domain &domain);

}  // namespace chardev
