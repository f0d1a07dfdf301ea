// SPDX-License-Identifier: LGPL-2.1-or-later
// A change of the ports in a stored definition: by the stock driver, where it can say all of it, or by us, who define the guest
// anew. The running guest comes first; a definition is only ever changed as it is at that moment, and no earlier one is put back.
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

/// std::nullopt: nothing of the definition is to be changed by us.
using Plan = Result<std::optional<Changed>>;
using Planner = std::function<Plan(std::string_view definition)>;
/// The stock driver's own change, with the flags of what it is to affect.
using StockCall = std::function<int(unsigned flags)>;

/// One change of one client: 0, or -1 with an error reported.
int edit_definition(virDomainPtr domain, const Guest &guest, EditKind kind, unsigned flags, const StockCall &stock,
                    const Planner &planner);

/// virDomainSetMetadata of a note, or of none in its place.
int set_note(virDomainPtr domain, const Note &note, bool is_there, unsigned flags);

}  // namespace chardev::driver
