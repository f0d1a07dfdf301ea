// SPDX-License-Identifier: LGPL-2.1-or-later
// Where a grammar is strict (addresses, numbers) values come from a list with its edges; paths are made of awkward pieces.
#include "qemu/random_port.hpp"

#include "conf/model/serial_model.hpp"
#include "conf/xml.hpp"

namespace chardev::qemu {

namespace {

constexpr std::string_view pieces[] = {
    ",",        ",,",     "=",          " ",        "  ",          "'",   "\"",    "&",  "&amp;", "<",       ">",
    "\\",       "\\\\",   ":",          "@",        ";",           "#",   "$HOME", "`",  "%",     "%s",      "{",
    "}",        "[::1]",  "::1",        "ä",        "日本",        "😀",   "/",     "//", "..",    "~",       "-",
    "-chardev", "server", ",server=on", ",path=/x", "\"},\"x\":{", "]]>", "<!--",  "a",  "b.log", "guest 1", "*",
    "?",        "|",      "(",          ")",        "!",           "^",   "+",     "0",  "no",    "id=",
};
constexpr std::string_view addresses[] = {
    "127.0.0.1",       "0.0.0.0",   "255.255.255.255",     "::1", "::",          "2001:db8::1", "fe80::1%eth0",
    "::ffff:10.0.0.1", "localhost", "loghost.example.org", "a",   "under_score", "x-1.",        "0x7f",
};
constexpr std::string_view ports[] = {"1", "80", "4555", "12356", "65534", "65535"};
constexpr unsigned extents[] = {1, 24, 80, 800, 32767};
constexpr unsigned delays[] = {1, 5, 60, 2147483};
constexpr const char *models[] = {"isa",       "pci",         "usb",           "16550a",      "pl011",
                                  "spapr-vty", "sclpconsole", "sclplmconsole", "isa-debugcon"};
constexpr Tag tags[] = {Tag::console, Tag::serial, Tag::parallel};
constexpr std::string_view carried[] = {
    "<address type='isa' iobase='0x3f8' irq='0x4'/>",
    "<address type='pci' bus='0x00' slot='0x04'/>",
    "<acpi index='3'/>",
};

}  // namespace

unsigned RandomPort::below(unsigned limit)
{
    return static_cast<unsigned>(engine_() % limit);
}

std::string RandomPort::path(std::size_t limit)
{
    std::string path = "/";
    for (unsigned count = once_in(50) ? 2000 : below(8); count > 0; --count) {
        const std::string_view piece = one_of(pieces);
        if (path.size() + piece.size() <= limit) path += piece;
    }
    return path;
}

std::optional<std::string> RandomPort::addr()
{
    if (once_in(4)) return std::nullopt;
    if (once_in(20)) return std::string(1 + below(63), 'h') + "." + std::string(1 + below(63), 'd');
    return std::string(one_of(addresses));
}

std::string RandomPort::service(unsigned min)
{
    if (min == 0 && once_in(4)) return "0";
    return once_in(2) ? std::string(one_of(ports)) : std::to_string(1 + below(65535));
}

std::optional<bool> RandomPort::perhaps()
{
    if (once_in(2)) return std::nullopt;
    return once_in(2);
}

std::optional<unsigned> RandomPort::delay()
{
    if (once_in(2)) return std::nullopt;
    return one_of(delays);
}

unsigned RandomPort::extent()
{
    return one_of(extents);
}

Listen RandomPort::listen()
{
    return {addr(), service(1), once_in(2)};
}

Connect RandomPort::connect()
{
    return {addr(), service(1), delay()};
}

Stream RandomPort::stream()
{
    Stream stream;
    if (once_in(2))
        stream.end = listen();
    else
        stream.end = connect();
    stream.options.nodelay = once_in(2);
    if (once_in(4)) stream.options.tls = once_in(2);
    return stream;
}

Udp RandomPort::udp()
{
    Udp udp{{addr(), service(1)}, std::nullopt};
    if (once_in(2)) udp.bind = Bind{addr(), service(0)};
    return udp;
}

Unix RandomPort::unix_socket()
{
    constexpr std::size_t limit = 107;
    if (once_in(2)) return Unix{UnixListen{path(limit), once_in(2)}};
    return Unix{UnixConnect{path(limit), delay()}};
}

Vc RandomPort::vc()
{
    if (once_in(3)) return Vc{};
    if (once_in(2)) return Vc{Pixels{extent(), extent()}};
    return Vc{Cells{extent(), extent()}};
}

Host RandomPort::host()
{
    if (once_in(2)) return Host{below(256)};
    return Host{once_in(3) ? path(4095) : "/dev" + path(100)};
}

Backend RandomPort::named_backend()
{
    switch (below(8)) {
    case 0: return vc();
    case 1: return once_in(2) ? Pty{} : Pty{path(4095)};
    case 2: return Null{};
    case 3: return None{};
    case 4: return Stdio{};
    case 5: return host();
    case 6: return File{path(4095), perhaps()};
    default: return Pipe{path(4095)};
    }
}

Backend RandomPort::network_backend()
{
    switch (below(5)) {
    case 0: return udp();
    case 1: return Tcp{stream()};
    case 2: return Telnet{stream()};
    case 3: return unix_socket();
    default: return Websocket{listen(), {once_in(2), once_in(4) ? perhaps() : std::nullopt}};
    }
}

void RandomPort::add_target(Port &port)
{
    if (once_in(3)) port.target.number = below(4);
    if (once_in(4)) port.model = port.tag == Tag::parallel ? "isa" : one_of(models);
    if (once_in(4)) port.target.type = port.model ? find_serial_model(*port.model)->type : "isa-serial";
}

// In the order in which they are read.
void RandomPort::add_carried(Port &port)
{
    if (once_in(4)) {
        port.alias = "ua-" + std::to_string(below(1000));
        port.uninterpreted.push_back(element_in("<alias name='" + *port.alias + "'/>"));
    }
    if (once_in(6)) port.uninterpreted.push_back(element_in(one_of(carried)));
    if (std::holds_alternative<File>(port.backend) && once_in(3))
        port.labels.push_back(element_in("<seclabel model='dac' relabel='no'/>"));
    const auto *socket = std::get_if<Unix>(&port.backend);
    if (socket && std::holds_alternative<UnixListen>(socket->end) && once_in(3)) port.reconnect_off = true;
}

Port RandomPort::plain_port()
{
    Port port;
    port.tag = one_of(tags);
    port.backend = once_in(2) ? named_backend() : network_backend();
    if (once_in(5)) port.log = Log{path(4095), perhaps()};
    return port;
}

Port RandomPort::port()
{
    Port port = plain_port();
    add_target(port);
    add_carried(port);
    return port;
}

}  // namespace chardev::qemu
