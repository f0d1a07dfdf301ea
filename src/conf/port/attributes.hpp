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

/// The attributes of a part, on whichever element has it.
template <class Part>
inline constexpr std::nullptr_t attributes = nullptr;

template <>
inline constexpr Attributes attributes<Pixels>{Attribute<&Pixels::width, Extent>{"width"},
                                               Attribute<&Pixels::height, Extent>{"height"}};
template <>
inline constexpr Attributes attributes<Cells>{Attribute<&Cells::cols, Extent>{"cols"},
                                              Attribute<&Cells::rows, Extent>{"rows"}};
template <>
inline constexpr Attributes attributes<Pty>{Attribute<&Pty::link, AbsolutePath>{"link"}};
template <>
inline constexpr Attributes attributes<File>{
    Attribute<&File::path, AbsolutePath>{
        "path", N_("the type 'file' needs path='/some/file'; libvirt's spelling is <source path='/some/file'/>")},
    Attribute<&File::append, YesNo>{"append"}};
template <>
inline constexpr Attributes attributes<Pipe>{Attribute<&Pipe::path, AbsolutePath>{
    "path", N_("the type 'pipe' needs path='/some/file'; libvirt's spelling is <source path='/some/file'/>")}};
template <>
inline constexpr Attributes attributes<SendTo>{Attribute<&SendTo::addr, Address>{"addr"},
                                               Attribute<&SendTo::service, PortNumber<1>>{"port"}};
template <>
inline constexpr Attributes attributes<Bind>{Attribute<&Bind::addr, OwnAddress>{"addr"},
                                             Attribute<&Bind::service, PortNumber<0>>{"port"}};
template <>
inline constexpr Attributes attributes<Listen>{Attribute<&Listen::addr, OwnAddress>{"addr"},
                                               Attribute<&Listen::service, PortNumber<1>>{"port"}};
template <>
inline constexpr Attributes attributes<Connect>{Attribute<&Connect::addr, Address>{"addr"},
                                                Attribute<&Connect::service, PortNumber<1>>{"port"}};
template <>
inline constexpr Attributes attributes<UnixListen>{Attribute<&UnixListen::path, SocketPath, true>{"path"}};
template <>
inline constexpr Attributes attributes<UnixConnect>{Attribute<&UnixConnect::path, SocketPath>{"path"}};
template <class End>
inline constexpr Attributes reconnect{Attribute<&End::reconnect, Delay>{"delay"}};
template <>
inline constexpr Attributes attributes<Log>{Attribute<&Log::path, AbsolutePath>{"path"},
                                            Attribute<&Log::append, YesNo>{"append"}};
template <>
inline constexpr Attributes attributes<Port>{Attribute<&Port::model, Verbatim>{"model"}};

}  // namespace chardev::port_grammar
