// SPDX-License-Identifier: LGPL-2.1-or-later
// Writes one port in every language that there is, and reads it again.
#include "fuzz/port.hpp"

#include <nlohmann/json.hpp>

#include "conf/libvirt/grammar.hpp"
#include "conf/port/grammar.hpp"
#include "conf/xml/dom.hpp"
#include "qemu/chardev/backend.hpp"

namespace chardev::fuzz {

namespace {

constexpr auto id = "charserial0";

void say_addr(std::optional<std::string> &addr)
{
    if (!addr) addr = "127.0.0.1";
}

void forget_no(std::optional<bool> &flag)
{
    if (!flag.value_or(true)) flag.reset();
}

void say_peer(Stream &stream)
{
    if (auto *connect = std::get_if<Connect>(&stream.end)) say_addr(connect->addr);
    forget_no(stream.options.tls);
}

Finding is_read_back(const qemu::Chardev &chardev, const Port &port, Kind kind)
{
    const std::string text = qemu::write_chardev(chardev);
    const auto options = qemu::read_option_list(text);
    if (!options) return broken("a -chardev that was written is a list", {text, options.error().message()});
    const auto again = qemu::read_chardev(*options, kind);
    if (!again) return broken("a -chardev that was written can be read", {text, again.error().message()});
    if (said(*again) != said(port)) return broken("a -chardev that was written is the port that was read", {text});
    return std::nullopt;
}

Finding is_json(const qemu::Chardev &chardev)
{
    const std::string text = qemu::write_chardev_json(chardev);
    const auto json = nlohmann::json::parse(text, nullptr, false);
    if (!json.is_object() || json.value("id", "") != id || !json.contains("backend") ||
        !json["backend"].contains("type"))
        return broken("QMP's arguments are an object with id and backend", {text});
    if (text.find('\n') != text.npos) return broken("QMP's arguments are one line", {text});
    return std::nullopt;
}

}  // namespace

Result<Port> read_element(std::string_view text, Grammar grammar)
{
    const auto source = SourceText::parse(text, "x.xml");
    if (!source) return source.error();
    auto *root = source->root();
    return grammar == Grammar::libvirt ? libvirt_grammar::parse(root, "x.xml") : port_grammar::parse(root, "x.xml");
}

Finding comes_back(const Port &port)
{
    const auto text = port_grammar::render(port, "");
    if (!text) return broken("what was read can be written", {text.error().message()});
    const auto again = read_element(*text, Grammar::port);
    if (!again) return broken("what was written can be read", {*text, again.error().message()});
    if (*again == port) return std::nullopt;
    const auto other = port_grammar::render(*again, "");
    return broken("what was written is read as it was", {*text, other ? *other : other.error().message()});
}

Finding comes_back_from_libvirt(const Port &port)
{
    const Slot slot{kind_of(port.tag), 0};
    const auto text = libvirt_grammar::render(port, slot, "");
    if (!text || text->empty()) return std::nullopt;
    const auto again = read_element(*text, Grammar::libvirt);
    if (!again) return broken("what is written for libvirt can be read", {*text, again.error().message()});
    if (!libvirt_grammar::is_rendering_of(*again, port, slot))
        return broken("what is written for libvirt is known again", {*text});
    return std::nullopt;
}

Port said(Port port)
{
    if (auto *udp = std::get_if<Udp>(&port.backend)) say_addr(udp->sendto.addr);
    if (auto *tcp = std::get_if<Tcp>(&port.backend)) say_peer(tcp->stream);
    if (auto *telnet = std::get_if<Telnet>(&port.backend)) say_peer(telnet->stream);
    if (auto *websocket = std::get_if<Websocket>(&port.backend)) forget_no(websocket->options.tls);
    if (auto *file = std::get_if<File>(&port.backend)) forget_no(file->append);
    return port;
}

Finding is_sayable(const Port &port, Kind kind)
{
    for (const auto &version : releases) {
        const auto chardev = qemu::chardev_of(port, kind, id, version);
        if (!chardev && chardev.error().what.empty()) return broken("an error says something", {});
        if (!chardev) continue;
        if (auto finding = is_read_back(*chardev, port, kind)) return finding;
        if (auto finding = is_json(*chardev)) return finding;
    }
    const auto element = port_grammar::render(port, "");
    if (!element && element.error().kind == ErrorKind::unsupported) return std::nullopt;  // a service by its name
    if (auto finding = comes_back(port)) return finding;
    return comes_back_from_libvirt(port);
}

}  // namespace chardev::fuzz
