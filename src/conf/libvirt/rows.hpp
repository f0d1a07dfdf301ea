// SPDX-License-Identifier: LGPL-2.1-or-later
// libvirt's attributes: each table reads and writes one element's.
#pragma once

#include <climits>

#include "conf/grammar/value.hpp"
#include "conf/model/model.hpp"
#include "conf/xml/rows.hpp"

namespace chardev::libvirt_grammar {

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

inline constexpr Table file_rows{Row<&File::path, AnyPath>{"path"}, Row<&File::append, OnOff>{"append"}};
inline constexpr Table pipe_rows{Row<&Pipe::path, AnyPath>{"path"}};
inline constexpr Table bind_host_rows{Row<&Endpoint::addr, OwnHostText>{"host"}};
inline constexpr Table bind_rows{Row<&Endpoint::addr, OwnHostText>{"host"},
                                 Row<&Endpoint::service, ServiceText>{"service"}};
inline constexpr Table endpoint_rows{Row<&Endpoint::addr, HostText>{"host"},
                                     Row<&Endpoint::service, ServiceText>{"service"}};
inline constexpr Table listen_rows{Row<&Listen::addr, OwnHostText>{"host"},
                                   Row<&Listen::service, ServiceText>{"service"}};
inline constexpr Table connect_rows{Row<&Connect::addr, HostText>{"host"},
                                    Row<&Connect::service, ServiceText>{"service"}};
inline constexpr Table unix_listen_rows{Row<&UnixListen::path, AnyPath>{"path"}};
inline constexpr Table unix_connect_rows{Row<&UnixConnect::path, AnyPath>{"path"}};
inline constexpr Table reconnect_rows{Row<&Connect::reconnect, Number<1, UINT_MAX>>{"timeout"}};
inline constexpr Table tls_rows{Row<&Stream::tls, YesNo>{"tls"}};
inline constexpr Table log_rows{Row<&Log::path, AnyPath>{"file"}, Row<&Log::append, OnOff>{"append"}};
/// Of a <log> that names no file, and does nothing.
inline constexpr Table idle_log_rows{Row<&Log::append, OnOff>{"append"}};

}  // namespace chardev::libvirt_grammar
