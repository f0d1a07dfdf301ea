// SPDX-License-Identifier: LGPL-2.1-or-later
// The port grammar's attributes: each table reads and writes one element's.
#pragma once

#include "conf/grammar/value.hpp"
#include "conf/model/gettext.hpp"
#include "conf/model/model.hpp"
#include "conf/xml/rows.hpp"

namespace chardev::port_grammar {

inline constexpr unsigned extent_limit = 32767;
using Extent = Number<1, extent_limit>;
inline constexpr unsigned delay_limit = 2147483;  // seconds: in milliseconds it still fits an int
using Delay = Number<1, delay_limit>;

inline constexpr Table pixels_rows{Row<&Pixels::width, Extent>{"width"}, Row<&Pixels::height, Extent>{"height"}};
inline constexpr Table cells_rows{Row<&Cells::cols, Extent>{"cols"}, Row<&Cells::rows, Extent>{"rows"}};
inline constexpr Table pty_rows{Row<&Pty::link, AbsolutePath>{"link"}};
inline constexpr Table file_rows{
    Row<&File::path, AbsolutePath>{
        "path", N_("the type 'file' needs path='/some/file'; libvirt's spelling is <source path='/some/file'/>")},
    Row<&File::append, YesNo>{"append"}};
inline constexpr Table pipe_rows{Row<&Pipe::path, AbsolutePath>{
    "path", N_("the type 'pipe' needs path='/some/file'; libvirt's spelling is <source path='/some/file'/>")}};
inline constexpr Table sendto_rows{Row<&Endpoint::addr, Address>{"addr"},
                                   Row<&Endpoint::service, PortNumber<1>>{"port"}};
inline constexpr Table bind_rows{Row<&Endpoint::addr, OwnAddress>{"addr"},
                                 Row<&Endpoint::service, PortNumber<0>>{"port"}};
inline constexpr Table listen_rows{Row<&Listen::addr, OwnAddress>{"addr"},
                                   Row<&Listen::service, PortNumber<1>>{"port"}};
inline constexpr Table connect_rows{Row<&Connect::addr, Address>{"addr"},
                                    Row<&Connect::service, PortNumber<1>>{"port"}};
inline constexpr Table unix_listen_rows{Row<&UnixListen::path, SocketPath>{"path"}};
inline constexpr Table unix_connect_rows{Row<&UnixConnect::path, SocketPath>{"path"}};
inline constexpr Table reconnect_rows{Row<&Connect::reconnect, Delay>{"delay"}};
inline constexpr Table unix_reconnect_rows{Row<&UnixConnect::reconnect, Delay>{"delay"}};
inline constexpr Table log_rows{Row<&Log::path, AbsolutePath>{"path"}, Row<&Log::append, YesNo>{"append"}};
inline constexpr Table port_rows{Row<&Port::model, Verbatim>{"model"}};

}  // namespace chardev::port_grammar
