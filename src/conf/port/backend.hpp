// SPDX-License-Identifier: LGPL-2.1-or-later
// Inside the port grammar: the back end of a port, as type= and what belongs to the type.
#pragma once

#include "conf/model/model.hpp"
#include "conf/xml/reader.hpp"

namespace chardev::port_grammar {

/// What only the port's element can say besides the back end (reconnect_off) goes into `port`.
[[nodiscard]] Backend read_backend(Reader &in, Port &port);
/// Everything but type=. A terminal (port.tty) is written too.
void write_backend(const Port &port, Element &out);

/// The value of type= for a back end; empty for Foreign, which the port grammar lacks.
[[nodiscard]] std::string type_name(const Backend &backend);
[[nodiscard]] bool is_type(std::string_view name);
/// True for a type whose element is a mistake if it has nothing else.
[[nodiscard]] bool needs_parts(std::string_view type);

}  // namespace chardev::port_grammar
