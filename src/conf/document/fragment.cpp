// SPDX-License-Identifier: LGPL-2.1-or-later
// Device fragments for the stock driver's live attach, update and detach.
#include "conf/document/fragment.hpp"

#include "conf/document/domain.hpp"
#include "conf/document/port_elements.hpp"
#include "conf/libvirt/grammar.hpp"
#include "conf/model/gettext.hpp"
#include "conf/port/grammar.hpp"
#include "conf/xml/dom.hpp"
#include "conf/xml/tree.hpp"

namespace chardev {

namespace {

constexpr std::string_view fragment_file = "device";

/// The element, if the fragment is a port in the port grammar.
xmlNode *port_root(const std::optional<Dom> &dom)
{
    if (!dom || !is_port_element(dom->root()) || is_other_console(dom->root())) return nullptr;
    return grammar_of(dom->root()) == Grammar::port ? dom->root() : nullptr;
}

Error no_live_option(const xmlNode *element)
{
    return {
        ErrorKind::invalid, place_of(element, fragment_file),
        _("<nodelay/>, a listen without <nowait/>, websocket, a pty's link and a console's size cannot be given to a running guest; change the stored definition (--config) instead")};
}

Error no_live_port(const xmlNode *element)
{
    return {
        ErrorKind::invalid, place_of(element, fragment_file),
        _("this hypervisor gives such a port to the device model when the guest starts; change the stored definition (--config) instead")};
}

Error no_live_none(const xmlNode *element)
{
    return {ErrorKind::invalid, place_of(element, fragment_file),
            _("a port of type 'none' is no device, and cannot be attached to or detached from a running guest")};
}

/// Removes a number that had to be made up: the stock driver counts by itself.
void remove_number(Element &element)
{
    for (Element &child : element.children)
        if (child.name == "target")
            std::erase_if(child.attributes, [](const auto &attribute) { return attribute.first == "port"; });
}

Result<std::optional<std::string>> lower_port(xmlNode *element, const Policy &policy)
{
    auto port = port_grammar::parse(element, fragment_file);
    if (!port) return port.error();
    if (is_none(*port)) return no_live_none(element);
    if (policy.route(*port, {kind_of(port->tag), port->target.number.value_or(0)}) == Route::arguments)
        return no_live_port(element);
    const auto arguments = policy.arguments(*port, port->alias.value_or("port"));
    if (!arguments) return arguments.error();
    if (!arguments->empty()) return no_live_option(element);
    auto stock = libvirt_grammar::element_of(*port, {kind_of(port->tag), port->target.number.value_or(0)});
    if (!stock) return stock.error();
    if (!port->target.number) remove_number(*stock);
    return std::optional<std::string>(write_lines(*stock, {}));
}

}  // namespace

bool is_port_fragment(std::string_view xml)
{
    const auto dom = Dom::parse(xml, fragment_file);
    if (!dom) return true;
    return *dom && is_port_name(local_name((*dom)->root())) && !is_other_console((*dom)->root());
}

bool is_port_grammar_fragment(std::string_view xml)
{
    if (!mentions_ports(xml)) return false;
    const auto dom = Dom::parse(xml, fragment_file);
    return dom && port_root(*dom);
}

Result<std::optional<std::string>> lower_fragment(std::string_view xml, const Policy &policy)
{
    if (!mentions_ports(xml)) return std::optional<std::string>();
    const auto dom = Dom::parse(xml, fragment_file);
    if (!dom) return dom.error();
    auto *element = port_root(*dom);
    if (!element) return std::optional<std::string>();
    if (auto source = SourceText::of(**dom, fragment_file); !source) return source.error();
    return lower_port(element, policy);
}

}  // namespace chardev
