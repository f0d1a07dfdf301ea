// SPDX-License-Identifier: LGPL-2.1-or-later
// libvirt's own grammar (<source mode host service>, <protocol>, <target port>): read and write one element.
#pragma once

#include <string>
#include <string_view>

#include <libxml/tree.h>

#include "conf/model/model.hpp"
#include "conf/model/result.hpp"

namespace chardev::libvirt_grammar {

/// Reads any <serial>, <parallel> or <console> that libvirt accepts for QEMU or libxl. libvirt never waits for clients,
/// so every listen comes back with wait == false. What the model does not interpret is passed on unchanged.
[[nodiscard]] Result<Port> parse(xmlNode *element, std::string_view file);
[[nodiscard]] Result<Port> read(const Element &element, std::string_view file);

/// The element that the stock driver gets for `port`: always <serial> or <parallel>, with <target port='index'/>,
/// lines after the first led by `indent`. What libvirt's XML cannot say (nodelay, wait, link, sizes, websocket) is left
/// to Policy::arguments. None has no element: an empty string. An automatic port is an error until something chooses it.
[[nodiscard]] Result<std::string> render(const Port &port, Slot slot, std::string_view indent);
/// The same as a tree; None is an element without a name.
[[nodiscard]] Result<Element> element_of(const Port &port, Slot slot);

/// True if `stock` (as parse returns it) is what render makes of `port`, apart from what the stock driver fills in by
/// itself (tls='no', tty, pty path, alias, address, target type and model).
[[nodiscard]] bool is_rendering_of(const Port &stock, const Port &port, Slot slot);
/// True if an element that parse cannot read has at least the type that render gives `port`.
[[nodiscard]] bool is_of_type(xmlNode *element, const Port &port, Slot slot);

}  // namespace chardev::libvirt_grammar
