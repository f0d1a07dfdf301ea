// SPDX-License-Identifier: LGPL-2.1-or-later
// Changes the ports in a stored definition: with the stock driver's own calls if they can express the whole change, else by
// defining the guest anew. A running guest is changed first. The change is always made to the definition as it is at that moment;
// an earlier definition is never put back.
#pragma once

#include <functional>
#include <optional>
#include <string_view>

#include <libvirt/libvirt.h>

#include "conf/document/document.hpp"
#include "driver/entries/definition_lock.hpp"

namespace chardev::driver {

inline constexpr unsigned affects = VIR_DOMAIN_AFFECT_LIVE | VIR_DOMAIN_AFFECT_CONFIG;

enum class EditKind { attach, update, detach };

/// What changes in a definition; std::nullopt: nothing that is ours to change.
using DefinitionChange = Result<std::optional<Changed>>;
using FindChange = std::function<DefinitionChange(std::string_view definition)>;
/// The stock driver's own entry, with flags for what it affects.
using StockCall = std::function<int(unsigned flags)>;

/// Makes one change for one client: 0, or -1 with an error reported.
int edit_definition(virDomainPtr domain, const Guest &guest, EditKind kind, unsigned flags, const StockCall &stock,
                    const FindChange &find_change);

/// Writes a note into the guest's metadata, or removes it: virDomainSetMetadata.
int set_note(virDomainPtr domain, const Note &note, unsigned flags);
int remove_note(virDomainPtr domain, const Note &note, unsigned flags);

}  // namespace chardev::driver
