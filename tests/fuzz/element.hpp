// SPDX-License-Identifier: LGPL-2.1-or-later
// One port as an element, for targets whose ports have to be sayable in XML.
#pragma once

#include "conf/document/port_elements.hpp"
#include "conf/model/model.hpp"
#include "conf/model/result.hpp"
#include "fuzz/target.hpp"

namespace chardev::fuzz {

[[nodiscard]] Result<Port> read_element(std::string_view text, Grammar grammar);

/// The port grammar writes `port` so that the same is read again.
[[nodiscard]] Finding comes_back(const Port &port);
/// What is written for libvirt is known again.
[[nodiscard]] Finding comes_back_from_libvirt(const Port &port);

}  // namespace chardev::fuzz
