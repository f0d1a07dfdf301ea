// SPDX-License-Identifier: LGPL-2.1-or-later
// What a port is, in no dialect's words: one aggregate per back end, one variant, and which port it is.
//
// std::optional means "not said" and stays not said through a round trip: defaults are never filled in.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include "conf/model/element.hpp"

namespace chardev {

// An `addr` is a bare IPv4/IPv6 address or a host name (brackets are taken off on reading); a `service` is a decimal port
// 0..65535 or, in libvirt's grammar alone, a service name.

/// Where UDP packets go.
struct SendTo {
    std::optional<std::string> addr;
    std::string service;
    friend bool operator==(const SendTo &, const SendTo &) = default;
};
/// Where UDP packets arrive; the service "0" is any port.
struct Bind {
    std::optional<std::string> addr;
    std::string service;
    friend bool operator==(const Bind &, const Bind &) = default;
};

/// Waits for clients. No `service` means that the port is to be chosen automatically. `wait` holds the guest's start.
struct Listen {
    std::optional<std::string> addr;
    std::optional<std::string> service;
    bool wait = true;

    friend bool operator==(const Listen &, const Listen &) = default;
};

/// Goes to a peer. `reconnect` is in seconds.
struct Connect {
    std::optional<std::string> addr;
    std::string service;
    std::optional<unsigned> reconnect;

    friend bool operator==(const Connect &, const Connect &) = default;
};

/// What can be said of a TCP connection, whoever begins it.
struct SocketOptions {
    bool nodelay = false;
    std::optional<bool> tls;
    friend bool operator==(const SocketOptions &, const SocketOptions &) = default;
};

/// What tcp and telnet share.
struct Stream {
    std::variant<Listen, Connect> end;
    SocketOptions options;
    friend bool operator==(const Stream &, const Stream &) = default;
};

struct Pixels {
    unsigned width = 0, height = 0;
    friend bool operator==(const Pixels &, const Pixels &) = default;
};
struct Cells {
    unsigned cols = 0, rows = 0;
    friend bool operator==(const Cells &, const Cells &) = default;
};

struct Vc {
    std::optional<std::variant<Pixels, Cells>> size;
    friend bool operator==(const Vc &, const Vc &) = default;
};
/// `link` is a symlink that QEMU >= 9.2 keeps to the terminal. The terminal itself is not configuration: Port::tty.
struct Pty {
    std::optional<std::string> link;
    friend bool operator==(const Pty &, const Pty &) = default;
};
struct Null {
    friend bool operator==(const Null &, const Null &) = default;
};
/// No device at all in this slot.
struct None {
    friend bool operator==(const None &, const None &) = default;
};
struct Stdio {
    friend bool operator==(const Stdio &, const Stdio &) = default;
};
/// A device of the host: number n (/dev/ttyS<n>, /dev/parport<n>, COM<n>) or a path.
struct Host {
    std::variant<unsigned, std::string> device;
    friend bool operator==(const Host &, const Host &) = default;
};
struct File {
    std::string path;
    std::optional<bool> append;
    friend bool operator==(const File &, const File &) = default;
};
struct Pipe {
    std::string path;
    friend bool operator==(const Pipe &, const Pipe &) = default;
};
struct Udp {
    SendTo sendto;
    std::optional<Bind> bind;
    friend bool operator==(const Udp &, const Udp &) = default;
};
struct Tcp {
    Stream stream;
    friend bool operator==(const Tcp &, const Tcp &) = default;
};
struct Telnet {
    Stream stream;
    friend bool operator==(const Telnet &, const Telnet &) = default;
};
/// libvirt's generated path: no `path`.
struct UnixListen {
    std::optional<std::string> path;
    bool wait = true;
    friend bool operator==(const UnixListen &, const UnixListen &) = default;
};
struct UnixConnect {
    std::string path;
    std::optional<unsigned> reconnect;
    friend bool operator==(const UnixConnect &, const UnixConnect &) = default;
};
struct Unix {
    std::variant<UnixListen, UnixConnect> end;
    friend bool operator==(const Unix &, const Unix &) = default;
};
struct Websocket {
    Listen listen;
    SocketOptions options;
    friend bool operator==(const Websocket &, const Websocket &) = default;
};
/// A type of libvirt's that this project only carries: spicevmc, spiceport, dbus, qemu-vdagent, nmdm, and
/// `protocol` telnets/tls on tcp. Its parts are in Port::foreign_parts.
struct Foreign {
    std::string type;
    friend bool operator==(const Foreign &, const Foreign &) = default;
};

using Backend = std::variant<Vc, Pty, Null, None, Stdio, Host, File, Pipe, Udp, Tcp, Telnet, Unix, Websocket, Foreign>;

/// The element's name. console and serial are both serial ports.
enum class Tag { console, serial, parallel };
enum class Kind { serial, parallel };

[[nodiscard]] constexpr Kind kind_of(Tag tag)
{
    return tag == Tag::parallel ? Kind::parallel : Kind::serial;
}
/// A serial port is called console only where a user says so.
[[nodiscard]] constexpr Tag tag_of(Kind kind)
{
    return kind == Kind::parallel ? Tag::parallel : Tag::serial;
}
[[nodiscard]] const char *name_of(Tag tag);  ///< "console", …

/// Which place a port has in its guest: serial 0 is COM1/ttyS0, parallel 0 is LPT1.
struct Slot {
    Kind kind = Kind::serial;
    unsigned index = 0;

    friend auto operator<=>(const Slot &, const Slot &) = default;
};

struct Log {
    std::string path;
    std::optional<bool> append;
    friend bool operator==(const Log &, const Log &) = default;
};

/// <target>: `number` fixes the slot; type and model are libvirt's own, whatever they are.
struct Target {
    std::optional<unsigned> number;
    std::optional<std::string> type;
    std::optional<std::string> model;  ///< of libvirt's <model name=…/> child
    friend bool operator==(const Target &, const Target &) = default;
};

struct Port {
    Tag tag = Tag::console;
    Backend backend = Pty{};
    Target target;
    std::optional<std::string> model;  ///< the port grammar's model='isa|pci|usb|…'
    std::optional<Log> log;
    std::optional<std::string> alias;  ///< <alias name=…>, also one of `uninterpreted`
    std::optional<std::string> tty;    ///< output only: the terminal of a running pty port
    bool reconnect_off = false;        ///< <reconnect enabled='no'/> is there: it changes nothing, but is not dropped

    std::vector<Element> uninterpreted;  ///< children that are the same in both grammars: alias, address, acpi
    std::vector<Element> labels;         ///< <seclabel>; libvirt's grammar has them in <source>
    std::vector<Element> foreign_parts;  ///< <source> and <protocol> of a Foreign back end

    friend bool operator==(const Port &, const Port &) = default;
};

/// True for an empty slot.
[[nodiscard]] inline bool is_none(const Port &port)
{
    return std::holds_alternative<None>(port.backend);
}
/// True for what this project only carries.
[[nodiscard]] inline bool is_foreign(const Port &port)
{
    return std::holds_alternative<Foreign>(port.backend);
}

/// "console", "serial" or "parallel".
[[nodiscard]] bool is_port_name(std::string_view name);
/// The slot in messages: "serial 0".
[[nodiscard]] std::string label(const Slot &slot);
/// True for a name that libvirt keeps as the user's own; it drops any other without a word.
[[nodiscard]] bool is_user_alias(std::string_view alias);
/// The name of a port's device: the user's own, or "serial1".
[[nodiscard]] std::string alias_by_slot(const Port &port, const Slot &slot);

/// Samples of every back end, for totality tests.
[[nodiscard]] std::vector<Backend> backend_samples();

/// covers<Rules, Variant>::value: Rules has a rule of its own for every alternative (no generic lambda, no conversion).
template <class Rules, class Variant>
struct covers;
template <class Rules, class... Alternatives>
struct covers<Rules, std::variant<Alternatives...>> {
    static constexpr bool value = (std::is_invocable_v<const Rules &, const Alternatives &> && ...);
};

}  // namespace chardev
