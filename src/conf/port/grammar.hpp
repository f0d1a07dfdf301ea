// SPDX-License-Identifier: LGPL-2.1-or-later
// The port grammar: read and write one element.
//
//   <console/>                                          a pseudo terminal, chosen when the guest starts
//   <console type='tcp'> <listen addr='127.0.0.1' port='12356'> <nowait/> <nodelay/> </listen> </console>
//
// The whole table is in docs/grammar.md. parse is the inverse of render: parse(render(port)) == port.
#pragma once

#include <string>
#include <string_view>

#include <libxml/tree.h>

#include "conf/model/model.hpp"
#include "conf/model/result.hpp"

namespace chardev::port_grammar {

/// Reads an element that is known to be in the port grammar (or neutral). `file` is for error places only.
/// Every attribute and child is checked; each mistake has its own sentence.
[[nodiscard]] Result<Port> parse(xmlNode *element, std::string_view file);
[[nodiscard]] Result<Port> read(const Element &element, std::string_view file);

/// One element, without a final newline, lines after the first led by `indent`. Output-only attributes (pty, tty)
/// are written when port.tty is set. Single quotes; children in the order of the table, then those that are not interpreted.
/// Total for whatever parse returns and for every port that libvirt_grammar::parse returns but Foreign ones,
/// which are an error naming libvirt's form.
[[nodiscard]] Result<std::string> render(const Port &port, std::string_view indent);
/// The same as a tree.
[[nodiscard]] Result<Element> element_of(const Port &port);

/// False for a port that parse would refuse, such as one with the port number 0 or the name of a service.
[[nodiscard]] bool can_render(const Port &port);

}  // namespace chardev::port_grammar
