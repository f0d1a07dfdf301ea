// SPDX-License-Identifier: LGPL-2.1-or-later
// Inside libvirt's grammar: the back end of a port, as type=, <source> and <protocol>; and the attributes of all elements.
#pragma once

#include <climits>

#include "conf/grammar/value.hpp"
#include "conf/model/model.hpp"
#include "conf/xml/attributes.hpp"

namespace chardev::libvirt_grammar {

/// Reads the back end with all that <source> and <protocol> say of the port besides: its terminal, its foreign parts.
void read_backend(Reader &in, Port &port);
/// The inverse. What libvirt's XML has no form for (sizes, link, wait, nodelay, websocket) is left to Policy::arguments.
/// None leaves `out` without a name.
void write_backend(const Port &port, Kind kind, Element &out);
/// False for what this grammar has no element for: an empty slot, and a back end that only arguments can say.
[[nodiscard]] bool has_element(const Backend &backend);
/// True for a type that this grammar has.
[[nodiscard]] bool is_type(std::string_view name);
/// True for one of which no more than the name is known.
[[nodiscard]] bool is_foreign_type(std::string_view name);

/// host='' is libvirt's way to name no host.
template <class Codec>
struct OrEmpty : Verbatim {
    static std::optional<std::string> read(Reader &in, const char *name, const std::string &text)
    {
        if (text.empty()) return std::nullopt;
        return Codec::read(in, name, text);
    }
};
using HostText = OrEmpty<Address>;
using OwnHostText = OrEmpty<OwnAddress>;
/// A port number 0..65535 or the name of a service.
using ServiceText = Text<read_service>;

/// The attributes of a part, on whichever element has it.
template <class Part>
inline constexpr std::nullptr_t attributes = nullptr;

template <>
inline constexpr Attributes attributes<File>{Attribute<&File::path, AnyPath>{"path"},
                                             Attribute<&File::append, OnOff>{"append"}};
template <>
inline constexpr Attributes attributes<Pipe>{Attribute<&Pipe::path, AnyPath>{"path"}};
inline constexpr Attributes bind_host_attributes{Attribute<&Bind::addr, OwnHostText>{"host"}};
template <>
inline constexpr Attributes attributes<Bind>{Attribute<&Bind::addr, OwnHostText>{"host"},
                                             Attribute<&Bind::service, ServiceText>{"service"}};
template <>
inline constexpr Attributes attributes<SendTo>{Attribute<&SendTo::addr, HostText>{"host"},
                                               Attribute<&SendTo::service, ServiceText>{"service"}};
template <>
inline constexpr Attributes attributes<Listen>{Attribute<&Listen::addr, OwnHostText>{"host"},
                                               Attribute<&Listen::service, ServiceText, true>{"service"}};
template <>
inline constexpr Attributes attributes<Connect>{Attribute<&Connect::addr, HostText>{"host"},
                                                Attribute<&Connect::service, ServiceText>{"service"}};
template <>
inline constexpr Attributes attributes<UnixListen>{Attribute<&UnixListen::path, AnyPath, true>{"path"}};
template <>
inline constexpr Attributes attributes<UnixConnect>{Attribute<&UnixConnect::path, AnyPath>{"path"}};
template <class End>
inline constexpr Attributes reconnect{Attribute<&End::reconnect, Number<1, UINT_MAX>>{"timeout"}};
template <>
inline constexpr Attributes attributes<SocketOptions>{Attribute<&SocketOptions::tls, YesNo>{"tls"}};
template <>
inline constexpr Attributes attributes<Log>{Attribute<&Log::path, AnyPath>{"file"},
                                            Attribute<&Log::append, OnOff>{"append"}};
/// Of a <log> that names no file, and does nothing.
inline constexpr Attributes idle_log_attributes{Attribute<&Log::append, OnOff>{"append"}};

}  // namespace chardev::libvirt_grammar
