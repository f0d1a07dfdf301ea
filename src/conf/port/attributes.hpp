// SPDX-License-Identifier: LGPL-2.1-or-later
// The port grammar's attributes: each list reads and writes one element's.
#pragma once

#include "conf/grammar/value.hpp"
#include "conf/model/gettext.hpp"
#include "conf/model/model.hpp"
#include "conf/xml/attributes.hpp"

namespace chardev::port_grammar {

inline constexpr unsigned extent_limit = 32767;
using Extent = Number<1, extent_limit>;
inline constexpr unsigned delay_limit = 2147483;  // seconds: in milliseconds it still fits an int
using Delay = Number<1, delay_limit>;

inline constexpr Attributes pixels_attributes{Attribute<&Pixels::width, Extent>{"width"},
                                              Attribute<&Pixels::height, Extent>{"height"}};
inline constexpr Attributes cells_attributes{Attribute<&Cells::cols, Extent>{"cols"},
                                             Attribute<&Cells::rows, Extent>{"rows"}};
inline constexpr Attributes pty_attributes{Attribute<&Pty::link, AbsolutePath>{"link"}};
inline constexpr Attributes file_attributes{
    Attribute<&File::path, AbsolutePath>{
        "path", N_("the type 'file' needs path='/some/file'; libvirt's spelling is <source path='/some/file'/>")},
    Attribute<&File::append, YesNo>{"append"}};
inline constexpr Attributes pipe_attributes{Attribute<&Pipe::path, AbsolutePath>{
    "path", N_("the type 'pipe' needs path='/some/file'; libvirt's spelling is <source path='/some/file'/>")}};
inline constexpr Attributes sendto_attributes{Attribute<&Endpoint::addr, Address>{"addr"},
                                              Attribute<&Endpoint::service, PortNumber<1>>{"port"}};
inline constexpr Attributes bind_attributes{Attribute<&Endpoint::addr, OwnAddress>{"addr"},
                                            Attribute<&Endpoint::service, PortNumber<0>>{"port"}};
inline constexpr Attributes listen_attributes{Attribute<&Listen::addr, OwnAddress>{"addr"},
                                              Attribute<&Listen::service, PortNumber<1>>{"port"}};
inline constexpr Attributes connect_attributes{Attribute<&Connect::addr, Address>{"addr"},
                                               Attribute<&Connect::service, PortNumber<1>>{"port"}};
inline constexpr Attributes unix_listen_attributes{Attribute<&UnixListen::path, SocketPath>{"path"}};
inline constexpr Attributes unix_connect_attributes{Attribute<&UnixConnect::path, SocketPath>{"path"}};
inline constexpr Attributes reconnect_attributes{Attribute<&Connect::reconnect, Delay>{"delay"}};
inline constexpr Attributes unix_reconnect_attributes{Attribute<&UnixConnect::reconnect, Delay>{"delay"}};
inline constexpr Attributes log_attributes{Attribute<&Log::path, AbsolutePath>{"path"},
                                           Attribute<&Log::append, YesNo>{"append"}};
inline constexpr Attributes port_attributes{Attribute<&Port::model, Verbatim>{"model"}};

}  // namespace chardev::port_grammar
