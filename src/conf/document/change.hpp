// SPDX-License-Identifier: LGPL-2.1-or-later
// A stored definition with one port added, changed or removed, and how the stock driver does the same by itself.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "conf/document/lower.hpp"
#include "conf/document/metadata.hpp"
#include "conf/document/policy.hpp"
#include "conf/model/model.hpp"
#include "conf/model/result.hpp"

namespace chardev {

/// What the stock driver can do by itself for one port more or less: no argument of ours and no other port changes with it.
struct StockChange {
    Slot slot;
    std::string element;           ///< for its attach or detach; empty: a port without a device, which is only noted
    bool in_port_grammar = false;  ///< of one that is attached
    std::optional<Note> note;      ///< to be set before a definition's attach
    std::optional<Note>
        empty_note;  ///< to be set before the note is removed, where it would leave an empty <metadata> behind
};

struct Changed {
    Lowered definition;                ///< what to define anew
    bool changes_arguments = false;    ///< of ours
    std::optional<StockChange> stock;  ///< what does the same to the definition that is there
};

/// The stored definition `domain` (as stock shows it: inactive, secure) with one port added, changed or removed;
/// the result is lowered already. A port to change or remove is found by its slot, else the user's alias, else equal contents;
/// several matches or none are errors. Aliases that libvirt assigns when a guest starts are ignored: a definition has none.
[[nodiscard]] Result<Changed> attach(std::string_view domain, std::string_view fragment, const Policy &policy);
[[nodiscard]] Result<Changed> update(std::string_view domain, std::string_view fragment, const Policy &policy);
[[nodiscard]] Result<Changed> detach(std::string_view domain, std::string_view fragment, const Policy &policy);
/// std::nullopt: no port has this alias.
[[nodiscard]] Result<std::optional<Changed>> detach_alias(std::string_view domain, std::string_view alias,
                                                          const Policy &policy);
/// The stored definition with the arguments that its ports need now; std::nullopt: it has them.
[[nodiscard]] Result<std::optional<Changed>> settle(std::string_view domain, const Policy &policy);
/// How the stock driver attaches a port to the running guest whose document `domain` is, and the note to be set then; or detaches one
/// of which all is true that the fragment says. std::nullopt: the port is in arguments, or the document cannot be read.
[[nodiscard]] Result<std::optional<StockChange>> attach_live(std::string_view domain, std::string_view fragment,
                                                             const Policy &policy);
[[nodiscard]] Result<std::optional<StockChange>> detach_live(std::string_view domain, std::string_view fragment,
                                                             const Policy &policy);
/// Notes to be set in the place of those whose ports have left the running guest since.
[[nodiscard]] std::vector<Note> stale_notes(std::string_view domain, const Policy &policy);
/// Whether the stock driver's attach led to what was meant: one port at this slot, and noted as it should be.
[[nodiscard]] bool is_attached(std::string_view domain, const StockChange &change, const Policy &policy);

}  // namespace chardev
