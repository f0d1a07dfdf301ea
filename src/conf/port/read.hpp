// SPDX-License-Identifier: LGPL-2.1-or-later
// Inside the port grammar: the reader of each type, and the names of the types.
#pragma once

#include "conf/model/model.hpp"
#include "conf/xml/reader.hpp"

namespace chardev::port_grammar {

/// What only the port's element can say besides the back end (reconnect_off) goes into `port`.
Backend read_udp(Reader &in, Port &port);
Backend read_tcp(Reader &in, Port &port);
Backend read_telnet(Reader &in, Port &port);
Backend read_unix(Reader &in, Port &port);
Backend read_websocket(Reader &in, Port &port);

/// The value of type= for a back end; a null pointer for Foreign, which the port grammar lacks.
[[nodiscard]] const char *type_name(const Backend &backend);

/// libvirt keeps security labels for the back ends that are a path of the host, and for no other.
[[nodiscard]] bool may_have_labels(const Backend &backend);

}  // namespace chardev::port_grammar
