// SPDX-License-Identifier: LGPL-2.1-or-later
// Reads the options of an address as libvirt's <address>, in libvirt's own form.
#include "qemu/chardev/device_address.hpp"
#include "qemu/release/number.hpp"

namespace chardev::qemu {

namespace {

/// Takes an option out of the list.
std::optional<std::string> take(OptionList &list, std::string_view name)
{
    const NamedValue *option = list.find(name);
    if (!option || !option->value) return std::nullopt;
    std::string value = *option->value;
    std::erase_if(list.options, [name](const NamedValue &other) { return other.name == name; });
    return value;
}

Element address(const char *type)
{
    Element element("address");
    element.set("type", type);
    return element;
}

bool set_number(Element &out, const char *name, const std::optional<std::string> &text)
{
    if (!text) return true;
    const std::optional<unsigned> value = any_number(*text, 0xffffffff);
    if (value) out.set(name, hex(*value));
    return value.has_value();
}

std::optional<Element> isa_address(OptionList &list)
{
    const auto iobase = take(list, "iobase");
    const auto irq = take(list, "irq");
    if (!iobase && !irq) return Element();
    Element out = address("isa");
    if (!set_number(out, "iobase", iobase) || !set_number(out, "irq", irq)) return std::nullopt;
    return out;
}

std::optional<Element> pci_address(OptionList &list)
{
    const auto bus = take(list, "bus");
    const auto place = take(list, "addr");
    const auto multifunction = take(list, "multifunction");
    if (bus && *bus != "pci.0" && *bus != "pcie.0") return std::nullopt;
    if (!place) return multifunction ? std::nullopt : std::optional(Element());
    const auto at = pci_slot(*place);
    if (!at) return std::nullopt;
    Element out = address("pci");
    out.set("domain", hex(0, 4));
    out.set("bus", hex(0, 2));
    out.set("slot", hex(at->slot, 2));
    out.set("function", hex(at->function));
    if (multifunction) out.set("multifunction", *multifunction);
    if (multifunction && *multifunction != "on" && *multifunction != "off") return std::nullopt;
    return out;
}

std::optional<Element> usb_address(OptionList &list)
{
    constexpr std::string_view prefix = "usb.";
    const auto bus = take(list, "bus");
    const auto port = take(list, "port");
    if (!bus && !port) return Element();
    const std::string number = !bus ? "0" : bus->starts_with(prefix) ? bus->substr(prefix.size()) : "";
    if (!any_number(number, 255) || (port && !is_usb_port(*port))) return std::nullopt;
    Element out = address("usb");
    out.set("bus", number);
    if (port) out.set("port", *port);
    return out;
}

std::optional<Element> spapr_address(OptionList &list)
{
    const auto reg = take(list, "reg");
    if (!reg) return Element();
    Element out = address("spapr-vio");
    if (!set_number(out, "reg", reg)) return std::nullopt;
    return out;
}

struct Type {
    std::string_view name;
    std::optional<Element> (*read)(OptionList &);
};

constexpr Type types[]{{"isa", isa_address}, {"pci", pci_address}, {"usb", usb_address}, {"spapr-vio", spapr_address}};

}  // namespace

std::optional<Element> take_address(OptionList &list, std::string_view type)
{
    for (const Type &known : types)
        if (known.name == type) return known.read(list);
    return Element();
}

}  // namespace chardev::qemu
