// SPDX-License-Identifier: LGPL-2.1-or-later
// The one form of what is the same to QEMU.
#include "qemu/as_read.hpp"

#include "conf/grammar/value.hpp"

namespace chardev::qemu {

namespace {

/// A peer's missing address is written out.
void say_addr(std::optional<std::string> &addr)
{
    if (!addr) addr = "127.0.0.1";
}

void say_peer(Stream &stream)
{
    if (auto *connect = std::get_if<Connect>(&stream.end)) say_addr(connect->addr);
    if (!stream.options.tls.value_or(true)) stream.options.tls.reset();
}

}  // namespace

Port as_read(const Port &port)
{
    Port read;
    read.tag = kind_of(port.tag) == Kind::serial ? Tag::serial : Tag::parallel;
    if (!std::holds_alternative<None>(port.backend)) read.log = port.log;
    read.backend = port.backend;
    if (auto *udp = std::get_if<Udp>(&read.backend)) say_addr(udp->sendto.addr);
    if (auto *tcp = std::get_if<Tcp>(&read.backend)) say_peer(tcp->stream);
    if (auto *telnet = std::get_if<Telnet>(&read.backend)) say_peer(telnet->stream);
    if (auto *websocket = std::get_if<Websocket>(&read.backend); websocket && !websocket->options.tls.value_or(true))
        websocket->options.tls.reset();
    if (auto *host = std::get_if<Host>(&read.backend))
        *host = host_at(device_path(*host, kind_of(port.tag)), kind_of(port.tag));
    return read;
}

void forget_append(Port &port)
{
    if (auto *file = std::get_if<File>(&port.backend)) file->append.reset();
}

}  // namespace chardev::qemu
