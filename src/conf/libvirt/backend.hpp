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
/// True for a type that this grammar has.
[[nodiscard]] bool is_type(std::string_view name);

/// host='' is libvirt's way to name no host.
struct HostText : Verbatim {
    static std::optional<std::string> read(Reader &in, const char *name, const std::string &text)
    {
        if (text.empty()) return std::nullopt;
        return read_address(in, name, text);
    }
};

struct OwnHostText : Verbatim {
    static std::optional<std::string> read(Reader &in, const char *name, const std::string &text)
    {
        if (text.empty()) return std::nullopt;
        return read_own_address(in, name, text);
    }
};

/// A port number 0..65535 or the name of a service.
struct ServiceText : Verbatim {
    static std::string read(Reader &in, const char *name, const std::string &text)
    {
        return read_service(in, name, text);
    }
};

inline constexpr Attributes file_attributes{Attribute<&File::path, AnyPath>{"path"},
                                            Attribute<&File::append, OnOff>{"append"}};
inline constexpr Attributes pipe_attributes{Attribute<&Pipe::path, AnyPath>{"path"}};
inline constexpr Attributes bind_host_attributes{Attribute<&Endpoint::addr, OwnHostText>{"host"}};
inline constexpr Attributes bind_attributes{Attribute<&Endpoint::addr, OwnHostText>{"host"},
                                            Attribute<&Endpoint::service, ServiceText>{"service"}};
inline constexpr Attributes endpoint_attributes{Attribute<&Endpoint::addr, HostText>{"host"},
                                                Attribute<&Endpoint::service, ServiceText>{"service"}};
inline constexpr Attributes listen_attributes{Attribute<&Listen::addr, OwnHostText>{"host"},
                                              Attribute<&Listen::service, ServiceText>{"service"}};
inline constexpr Attributes connect_attributes{Attribute<&Connect::addr, HostText>{"host"},
                                               Attribute<&Connect::service, ServiceText>{"service"}};
inline constexpr Attributes unix_listen_attributes{Attribute<&UnixListen::path, AnyPath>{"path"}};
inline constexpr Attributes unix_connect_attributes{Attribute<&UnixConnect::path, AnyPath>{"path"}};
inline constexpr Attributes reconnect_attributes{Attribute<&Connect::reconnect, Number<1, UINT_MAX>>{"timeout"}};
inline constexpr Attributes tls_attributes{Attribute<&Stream::tls, YesNo>{"tls"}};
inline constexpr Attributes log_attributes{Attribute<&Log::path, AnyPath>{"file"},
                                           Attribute<&Log::append, OnOff>{"append"}};
/// Of a <log> that names no file, and does nothing.
inline constexpr Attributes idle_log_attributes{Attribute<&Log::append, OnOff>{"append"}};

}  // namespace chardev::libvirt_grammar
