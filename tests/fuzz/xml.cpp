// SPDX-License-Identifier: LGPL-2.1-or-later
// Fuzzing documents: whatever is accepted has to come out and in again as it was.
#include <algorithm>
#include <utility>
#include <vector>

#include "conf/document/argument_ports.hpp"
#include "conf/document/document.hpp"
#include "conf/document/domain_ports.hpp"
#include "conf/document/port_elements.hpp"
#include "conf/model/serial_model.hpp"
#include "conf/port/grammar.hpp"
#include "conf/xml/dom.hpp"
#include "conf/xml/element_xml.hpp"
#include "conf/xml/tree.hpp"
#include "fuzz/port.hpp"
#include "qemu/for_qemu.hpp"
#include "xen/policy.hpp"

namespace chardev::fuzz {

namespace {

const Policy &for_xen(const Machine &)
{
    return xen::offline_policy();
}

/// One hypervisor's driver, whatever type a document says.
struct Driver {
    PolicyOf policy_of;

    [[nodiscard]] const Policy &policy() const { return policy_of({}); }
};
constexpr Driver drivers[] = {{for_qemu}, {for_xen}};

std::string domain_with(std::string_view device)
{
    return "<domain type='any'>\n  <name>guest</name>\n  <os>\n    <type arch='x86_64' machine='pc'>hvm</type>\n  </os>\n"
           "  <devices>\n    " +
           std::string(device) + "\n  </devices>\n</domain>\n";
}

void drop_blanks(Element &element)
{
    std::erase_if(element.text, [](char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; });
    for (Element &child : element.children) drop_blanks(child);
}

/// Without comments and layout: an element that shares its line has no indent to keep.
std::string without_layout(std::string_view xml)
{
    const auto dom = Dom::parse(xml, "x.xml");
    if (!dom || !*dom) return std::string(xml);
    auto root = element_from((*dom)->root());
    drop_blanks(root);
    return write_line(root);
}

/// What a guest gets, by number: a port of type none is nothing that a document must have.
std::vector<std::pair<PlacedPort, std::string>> devices_of(const DomainPorts &domain)
{
    std::vector<std::pair<PlacedPort, std::string>> devices;
    for (std::size_t i = 0; i < domain.ports.size(); ++i)
        if (!std::holds_alternative<None>(domain.ports[i].port.backend))
            devices.emplace_back(domain.ports[i], domain.aliases[i]);
    std::ranges::sort(devices, {}, [](const auto &device) { return device.first.slot; });
    return devices;
}

bool is_same(const std::pair<PlacedPort, std::string> &one, const std::pair<PlacedPort, std::string> &other)
{
    return one.second == other.second && one.first.slot == other.first.slot &&
           one.first.port.backend == other.first.port.backend && one.first.port.log == other.first.port.log;
}

/// The same ports, whatever grammar they are in, as far as `taken` is a domain whose ports can be listed.
Finding lists_the_same(const Driver &driver, std::string_view taken, const Lowered &stock)
{
    const auto before = ports_of(taken, "x.xml", driver.policy_of),
               after = ports_of(stock.xml, "stock.xml", driver.policy_of);
    if (!before) return std::nullopt;
    if (!after) return broken("ports of a lowered document can be listed", {taken, stock.xml, after.error().message()});
    if (std::ranges::equal(devices_of(*before), devices_of(*after), is_same)) return std::nullopt;
    return broken("a lowered document has the ports that were written", {taken, stock.xml});
}

/// What the stock driver shows comes in as it is.
Finding stays(const Policy &policy, const Lowered &stock)
{
    if (const auto fine = startable(stock.xml, policy); !fine)
        return broken("what the stock driver is given it can start", {stock.xml});
    const auto again = lower(stock.xml, policy, "again.xml");
    if (!again) return broken("what the stock driver shows can come in", {stock.xml, again.error().message()});
    const auto &xml = *again ? (*again)->xml : stock.xml;
    if (xml != stock.xml) return broken("what the stock driver shows stays as it is", {stock.xml, xml});
    if (waits(stock.xml, policy) != stock.waits) return broken("a waiting document is known to wait", {stock.xml});
    const auto eager = without_waits(stock.xml, policy);
    if (eager && waits(*eager, policy))
        return broken("without its waits a document does not wait", {stock.xml, *eager});
    return std::nullopt;
}

/// An edit that changes nothing: `shown` comes in, and is shown again. Where metadata stand among stray text may change.
Finding is_edited(const Driver &driver, const Lowered &stock, std::string_view shown)
{
    const auto &policy = driver.policy();
    const auto again = lower(shown, policy, "again.xml");
    if (!again) return broken("what is shown can come in", {stock.xml, shown, again.error().message()});
    if (auto finding = lists_the_same(driver, shown, stock)) return finding;
    if (!*again) return std::nullopt;
    if ((*again)->waits != stock.waits) return broken("what is shown waits as before", {stock.xml, shown});
    const auto twice = raise((*again)->xml, policy, View::written).value_or((*again)->xml);
    if (without_layout(twice) != without_layout(shown))
        return broken("an edit that changes nothing changes nothing", {stock.xml, shown, twice});
    return lists_the_same(driver, shown, **again);
}

/// The stock driver prints no part that it does not know.
bool is_printed(xmlNode *element)
{
    return !is_port_element(element) || grammar_of(element) != Grammar::neutral || port_grammar::parse(element, {});
}

/// The stock driver refuses target types that it does not know, and so never shows one.
bool is_defined(const Lowered &stock)
{
    const auto dom = Dom::parse(stock.xml, "stock.xml");
    auto *root = dom && *dom ? (*dom)->root() : nullptr;
    for (auto *element = root; element; element = next_element(element, root)) {
        auto *target = is_element(element, "serial") ? child_of(element, "target") : nullptr;
        const auto type = target ? attribute_of(target, "type") : std::nullopt;
        if (!is_printed(element) || (type && !is_serial_target_type(*type))) return false;
    }
    return true;
}

/// What is shown in one grammar throughout comes in too, with the same ports.
Finding comes_in(const Driver &driver, const Lowered &stock, View view)
{
    const auto shown = raise(stock.xml, driver.policy(), view).value_or(stock.xml);
    if (const auto again = lower(shown, driver.policy(), "again.xml"); !again)
        return broken("what is shown in one grammar can come in", {stock.xml, shown, again.error().message()});
    return lists_the_same(driver, shown, stock);
}

Finding accepted(const Driver &driver, std::string_view input, const Lowered &stock)
{
    if (auto finding = stays(driver.policy(), stock)) return finding;
    if (!is_defined(stock)) return std::nullopt;
    const auto shown = raise(stock.xml, driver.policy(), View::written).value_or(stock.xml);
    if (auto finding = is_edited(driver, stock, shown)) return finding;
    if (auto finding = comes_in(driver, stock, View::port)) return finding;
    if (auto finding = comes_in(driver, stock, View::libvirt)) return finding;
    return lists_the_same(driver, input, stock);
}

Finding document(const Driver &driver, std::string_view input)
{
    const auto &policy = driver.policy();
    (void)raise(input, policy, View::port);
    (void)ports_of(input, "x.xml", driver.policy_of);
    (void)argument_ports(input, policy);
    const auto result = lower(input, policy, "x.xml");
    if (!result && result.error().what.empty()) return broken("an error says something", {input});
    if (!result) return std::nullopt;
    if (*result) return accepted(driver, input, **result);
    if (!startable(input, policy)) return broken("what is untouched can be started", {input});
    if (!has_metadata(input) && raise(input, policy, View::written))
        return broken("what is not ours stays as it is", {input});
    return std::nullopt;
}

Finding element(std::string_view input)
{
    for (const auto grammar : {Grammar::port, Grammar::libvirt}) {
        const auto port = read_element(input, grammar);
        if (!port) continue;
        if (auto finding = comes_back_from_libvirt(*port)) return finding;
        if (auto finding = grammar == Grammar::port ? comes_back(*port) : std::nullopt) return finding;
    }
    return std::nullopt;
}

Finding changed(const Driver &driver, const Result<Changed> &result)
{
    return result ? accepted(driver, result->definition.xml, result->definition) : std::nullopt;
}

Finding fragment(const Driver &driver, std::string_view input)
{
    const auto &policy = driver.policy();
    (void)lower_fragment(input, policy);
    if (auto finding = document(driver, domain_with(input))) return finding;
    const auto base =
        lower(domain_with("<console/><serial type='tcp'><listen port='1'/></serial>"), policy, "base.xml");
    if (!base || !*base) return broken("the base document is taken", {});
    const auto &stock = (*base)->xml;
    if (auto finding = changed(driver, attach(stock, input, policy))) return finding;
    if (auto finding = changed(driver, update(stock, input, policy))) return finding;
    return changed(driver, detach(stock, input, policy));
}

}  // namespace

Finding xml(std::string_view input)
{
    const bool is_fragment = is_port_fragment(input);
    if (auto finding = is_fragment ? element(input) : std::nullopt) return finding;
    for (const auto &driver : drivers)
        if (auto finding = is_fragment ? fragment(driver, input) : document(driver, input)) return finding;
    return std::nullopt;
}

}  // namespace chardev::fuzz
