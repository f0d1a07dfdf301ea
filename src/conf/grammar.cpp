// SPDX-License-Identifier: LGPL-2.1-or-later
// Decides which grammar an element is in, by the names that only one of the two knows.
#include "conf/grammar.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "conf/tree.hpp"

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

bool has_port_attribute(xmlNode *element)
{
    return std::any_of(port_attributes.begin(), port_attributes.end(),
                       [&](std::string_view name) { return attribute_of(element, name).has_value(); });
}

bool is_port_child(xmlNode *child)
{
    const auto name = local_name(child);
    return has(port_children, name) || (name == "log" && attribute_of(child, "path"));
}

bool is_libvirt_child(xmlNode *child)
{
    const auto name = local_name(child);
    return has(libvirt_children, name) || (name == "log" && attribute_of(child, "file"));
}

}  // namespace

Grammar grammar_of(xmlNode *element)
{
    auto children = children_of(element);
    if (!element->properties && children.empty()) return Grammar::port;  // <console/>
    std::erase_if(children, [&](const xmlNode *child) { return child->ns != element->ns; });
    const auto type = attribute_of(element, "type").value_or("pty");
    if (has(port_types, type) || has_port_attribute(element)) return Grammar::port;
    if (std::any_of(children.begin(), children.end(), is_port_child)) return Grammar::port;
    if (has(libvirt_types, type) || std::any_of(children.begin(), children.end(), is_libvirt_child)) return Grammar::libvirt;
    return has(types_with_parts, type) ? Grammar::port : Grammar::neutral;
}

}  // namespace chardev
