// SPDX-License-Identifier: LGPL-2.1-or-later
// Inside the port grammar: the network and UNIX socket types, with <sendto>, <bind>, <listen>, <connect> and what is inside.
#pragma once

#include "conf/model/model.hpp"
#include "conf/xml/reader.hpp"

namespace chardev::port_grammar {

/// <reconnect enabled='no'/> is noted in `port`.
[[nodiscard]] Backend read_udp(Reader &in, Port &port);
[[nodiscard]] Backend read_tcp(Reader &in, Port &port);
[[nodiscard]] Backend read_telnet(Reader &in, Port &port);
[[nodiscard]] Backend read_unix(Reader &in, Port &port);
[[nodiscard]] Backend read_websocket(Reader &in, Port &port);

void write_udp(const Udp &udp, Element &out);
/// Of tcp and telnet.
void write_stream(const Stream &stream, bool reconnect_off, Element &out);
void write_unix(const Unix &socket, bool reconnect_off, Element &out);
void write_websocket(const Websocket &websocket, bool reconnect_off, Element &out);

}  // namespace chardev::port_grammar
