// SPDX-License-Identifier: LGPL-2.1-or-later
// Inside libvirt's grammar: from a port to an element and back.
#pragma once

#include <string_view>

#include "conf/model/model.hpp"
#include "conf/model/result.hpp"
#include "conf/xml/element.hpp"

namespace chardev::libvirt_grammar {

[[nodiscard]] Result<Port> read(const Element &element, std::string_view file);
/// None has no element, and is an element without a name here.
[[nodiscard]] Result<Element> element_of(const Port &port, Slot slot);

}  // namespace chardev::libvirt_grammar
