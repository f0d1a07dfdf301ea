// SPDX-License-Identifier: LGPL-2.1-or-later
// Decides which grammar an element is in, by the names that only one of the two knows.
#include "conf/document/grammar.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace chardev {

namespace {

constexpr std::array<std::string_view, 10> port_attributes = {"pty",    "port",  "path",   "link", "model",
                                                              "append", "width", "height", "cols", "rows"};
constexpr std::array<std::string_view, 5> port_types = {"host", "telnet", "none", "websocket", "hub"};
constexpr std::array<std::string_view, 5> libvirt_types = {"spicevmc", "spiceport", "nmdm", "qemu-vdagent", "dbus"};
constexpr std::array<std::string_view, 5> types_with_parts = {"tcp", "udp", "unix", "file", "pipe"};
constexpr std::array<std::string_view, 8> port_children = {"sendto", "bind",    "listen",    "connect",
                                                           "nowait", "nodelay", "reconnect", "tls"};
constexpr std::array<std::string_view, 2> libvirt_children = {"source", "protocol"};

template <std::size_t N>
bool has(const std::array<std::string_view, N> &names, std::string_view name)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

bool has_port_attribute(const Element &element)
{
    return std::any_of(port_attributes.begin(), port_attributes.end(),
                       [&](std::string_view name) { return element.attribute(name); });
}

bool is_port_child(const Element &child)
{
    return has(port_children, child.name) || (child.name == "log" && child.attribute("path"));
}

bool is_libvirt_child(const Element &child)
{
    return has(libvirt_children, child.name) || (child.name == "log" && child.attribute("file"));
}

}  // namespace

Grammar grammar_of(const Element &element)
{
    const auto &children = element.children;
    if (element.attributes.empty() && children.empty()) return Grammar::port;  // <console/>
    const auto *said = element.attribute("type");
    const auto type = said ? std::string_view(*said) : "pty";
    if (has(port_types, type) || has_port_attribute(element)) return Grammar::port;
    if (std::any_of(children.begin(), children.end(), is_port_child)) return Grammar::port;
    if (has(libvirt_types, type) || std::any_of(children.begin(), children.end(), is_libvirt_child))
        return Grammar::libvirt;
    return has(types_with_parts, type) ? Grammar::bare : Grammar::neutral;
}

Grammar grammar_of(xmlNode *element)
{
    return grammar_of(element_from(element));
}

}  // namespace chardev
