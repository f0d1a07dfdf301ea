// SPDX-License-Identifier: LGPL-2.1-or-later
// Decides whether the stock driver's element still says what we once told it, that is, whether what we kept is fresh.
#include "conf/grammar/labels.hpp"
#include "conf/grammar/shared_children.hpp"
#include "conf/libvirt/grammar.hpp"
#include "conf/libvirt/read.hpp"
#include "conf/xml/tree.hpp"

namespace chardev::libvirt_grammar {

namespace {

std::optional<bool> *tls_of(Backend &backend)
{
    if (Tcp *tcp = std::get_if<Tcp>(&backend)) return &tcp->stream.tls;
    if (Telnet *telnet = std::get_if<Telnet>(&backend)) return &telnet->stream.tls;
    return nullptr;
}

// A running guest shows tls='yes' or 'no' from qemu.conf where the definition says nothing.
bool same_backend(Backend stock, Backend told)
{
    const std::optional<bool> *wanted = tls_of(told);
    std::optional<bool> *found = tls_of(stock);
    if (wanted && found && !*wanted) found->reset();
    return stock == told;
}

bool says(const std::optional<std::string> &told, const std::optional<std::string> &stock)
{
    return !told || !stock || told == stock;
}

bool same_target(const Target &stock, const Target &told)
{
    return says(told.type, stock.type) && says(told.model, stock.model);
}

Port without_verbatim(Port port)
{
    if (!std::holds_alternative<Foreign>(port.backend)) port.verbatim_source.clear();
    port.verbatim.clear();
    return port;
}

}  // namespace

bool is_rendering_of(const Port &stock, const Port &port, Slot slot)
{
    if (std::holds_alternative<None>(port.backend) || kind_of(stock.tag) != slot.kind) return false;
    if (stock.target.number && stock.target.number != slot.index) return false;
    if (std::holds_alternative<Foreign>(port.backend))
        return stock.backend == port.backend && stock.verbatim_source == port.verbatim_source;
    const Result<Element> element = element_of(without_verbatim(port), slot);
    if (!element) return false;
    const Result<Port> told = read(*element, "");
    return told && same_backend(stock.backend, told->backend) && stock.log == told->log &&
           same_target(stock.target, told->target) && same_labels(stock.verbatim_source, port.verbatim_source);
}

bool is_of_type(xmlNode *element, const Port &port, Slot slot)
{
    const Result<Element> told = element_of(port, slot);
    const std::string *type = told ? told->attribute("type") : nullptr;
    return type && attribute_of(element, "type") == *type;
}

}  // namespace chardev::libvirt_grammar
