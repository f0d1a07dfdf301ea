// SPDX-License-Identifier: LGPL-2.1-or-later
// Tells the grammar of an element by the names that only one of the two has, and finds the <console> that is only a mirror.
#include "conf/document/port_elements.hpp"

#include <algorithm>
#include <string_view>

#include "conf/libvirt/backend.hpp"
#include "conf/port/backend.hpp"
#include "conf/xml/tree.hpp"

namespace chardev {

namespace {

// What the port grammar has and libvirt's does not have in the same place; `tty` is libvirt's too.
constexpr std::string_view port_attributes[] = {"pty",    "port",  "path",   "link", "model",
                                                "append", "width", "height", "cols", "rows"};
constexpr std::string_view port_children[] = {"sendto", "bind",    "listen",    "connect",
                                              "nowait", "nodelay", "reconnect", "tls"};

bool is_among(const auto &names, std::string_view name)
{
    return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

/// "hub" is reserved: an element of that type is ours to refuse, not the stock driver's.
bool is_port_type(std::string_view type)
{
    return type == "hub" || (port_grammar::is_type(type) && !libvirt_grammar::is_type(type));
}

bool has_port_attribute(const Element &element)
{
    return std::any_of(element.attributes.begin(), element.attributes.end(),
                       [](const auto &attribute) { return is_among(port_attributes, attribute.first); });
}

bool is_port_child(const Element &child)
{
    return is_among(port_children, child.name) || (child.name == "log" && child.attribute("path"));
}

bool is_libvirt_child(const Element &child)
{
    return child.name == "source" || child.name == "protocol" || (child.name == "log" && child.attribute("file"));
}

bool says_serial(xmlNode *console)
{
    auto *target = child_of(console, "target");
    return target && attribute_of(target, "type") == "serial";
}

}  // namespace

Grammar grammar_of(const Element &element)
{
    const auto &children = element.children;
    if (element.attributes.empty() && children.empty()) return Grammar::port;  // <console/>
    const auto *said = element.attribute("type");
    const auto type = said ? std::string_view(*said) : "pty";
    if (is_port_type(type) || has_port_attribute(element)) return Grammar::port;
    if (std::any_of(children.begin(), children.end(), is_port_child)) return Grammar::port;
    if (libvirt_grammar::is_foreign_type(type) || std::any_of(children.begin(), children.end(), is_libvirt_child))
        return Grammar::libvirt;
    return port_grammar::needs_parts(type) ? Grammar::bare : Grammar::neutral;
}

Grammar grammar_of(xmlNode *element)
{
    return grammar_of(element_from(element));
}

std::vector<PortElement> port_elements(const std::vector<xmlNode *> &ports)
{
    std::vector<PortElement> result;
    for (auto *element : ports) result.push_back({element, grammar_of(element)});
    return result;
}

xmlNode *mirror_among(const std::vector<PortElement> &ports)
{
    const auto is_serial = [](const PortElement &port) { return is_element(port.element, "serial"); };
    const auto is_foreign = [](const PortElement &port) { return port.grammar != Grammar::port; };
    const auto first = std::find_if(ports.begin(), ports.end(), [&](const PortElement &port) {
        return is_element(port.element, "console") && is_foreign(port);
    });
    if (first == ports.end() || std::none_of(ports.begin(), ports.end(), is_serial)) return nullptr;
    const bool foreign_serial = std::any_of(
        ports.begin(), ports.end(), [&](const PortElement &port) { return is_serial(port) && is_foreign(port); });
    // Beside port-grammar <serial>s alone, <console type='pty'/> is most likely meant as one more port.
    if (!foreign_serial && first->grammar != Grammar::libvirt && !says_serial(first->element)) return nullptr;
    return first->element;
}

}  // namespace chardev
