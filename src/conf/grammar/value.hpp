// SPDX-License-Identifier: LGPL-2.1-or-later
// What one attribute's text may be: the codecs that both grammars name in their lists (conf/xml/attributes.hpp).
#pragma once

#include <string>

#include "conf/model/model.hpp"
#include "conf/xml/reader.hpp"

namespace chardev {

/// Decimal digits alone, without leading zeros; nothing if `text` is anything else or more than `max`.
[[nodiscard]] std::optional<unsigned> decimal(std::string_view text, unsigned max);

/// The highest number of a port of the host: /dev/ttyS255.
inline constexpr unsigned host_port_limit = 255;
/// Port 3 of a Linux host is /dev/ttyS3 or /dev/parport3.
[[nodiscard]] std::string device_path(const Host &host, Kind kind);
/// The inverse; a path that is no numbered port of `kind` stays a path.
[[nodiscard]] Host host_at(const std::string &path, Kind kind);

/// Bytes of sockaddr_un::sun_path without its NUL.
inline constexpr std::size_t socket_limit = 107;

/// An absolute path of at most 4095 bytes.
std::string read_path(Reader &in, const char *name, const std::string &text);
/// One that fits sockaddr_un: at most 107 bytes.
std::string read_socket_path(Reader &in, const char *name, const std::string &text);
/// A path as libvirt takes it: not empty, no control characters, but perhaps relative.
std::string read_any_path(Reader &in, const char *name, const std::string &text);
/// An IPv4 or IPv6 address (brackets are taken off) or a host name.
std::string read_address(Reader &in, const char *name, const std::string &text);
/// An address of this host, or "*" for all of them.
std::string read_own_address(Reader &in, const char *name, const std::string &text);
std::string read_port(Reader &in, const char *name, const std::string &text, unsigned min);
std::string read_service(Reader &in, const char *name, const std::string &text);
bool read_switch(Reader &in, const char *name, const std::string &text, const char *on, const char *off);
unsigned read_number(Reader &in, const char *name, const std::string &text, unsigned min, unsigned max);

struct Verbatim {
    static std::string read(Reader &, const char *, const std::string &text) { return text; }
    static std::string write(const std::string &value) { return value; }
};

/// A text that `check` reads.
template <std::string (&check)(Reader &, const char *, const std::string &)>
struct Text : Verbatim {
    static std::string read(Reader &in, const char *name, const std::string &text) { return check(in, name, text); }
};
using AbsolutePath = Text<read_path>;
using SocketPath = Text<read_socket_path>;
using AnyPath = Text<read_any_path>;
using Address = Text<read_address>;
using OwnAddress = Text<read_own_address>;

/// A decimal port number from `Min` to 65535, kept as text.
template <unsigned Min>
struct PortNumber : Verbatim {
    static std::string read(Reader &in, const char *name, const std::string &text)
    {
        return read_port(in, name, text, Min);
    }
};

struct YesNo {
    static bool read(Reader &in, const char *name, const std::string &text)
    {
        return read_switch(in, name, text, "yes", "no");
    }
    static std::string write(bool value) { return value ? "yes" : "no"; }
};

struct OnOff {
    static bool read(Reader &in, const char *name, const std::string &text)
    {
        return read_switch(in, name, text, "on", "off");
    }
    static std::string write(bool value) { return value ? "on" : "off"; }
};

template <unsigned Min, unsigned Max>
struct Number {
    static unsigned read(Reader &in, const char *name, const std::string &text)
    {
        return read_number(in, name, text, Min, Max);
    }
    static std::string write(unsigned value) { return std::to_string(value); }
};

}  // namespace chardev
