// SPDX-License-Identifier: LGPL-2.1-or-later
// Writes an <address> as options of -device and reads such options as an <address>. The names of buses are libvirt's: pci.0,
// on q35 and the virt machines pcie.0, usb.0.
#include "qemu/chardev/device_address.hpp"

#include "conf/model/gettext.hpp"
#include "conf/model/number.hpp"
#include "conf/xml/reader.hpp"

namespace chardev::qemu {

namespace {

using Options = std::vector<NamedValue>;

/// "1016" or "0x3f8".
std::optional<unsigned> any_number(std::string_view text, unsigned max)
{
    return text.starts_with("0x") ? number_in(text.substr(2), max, 16) : number_in(text, max);
}

/// "3f8" or "0x3f8".
std::optional<unsigned> hex_number(std::string_view text, unsigned max)
{
    return number_in(text.starts_with("0x") ? text.substr(2) : text, max, 16);
}

/// "1", "1.2.4": numbers with dots between.
bool is_usb_port(std::string_view text)
{
    constexpr unsigned limit = 255;
    for (std::size_t dot = text.find('.'); dot != std::string_view::npos; dot = text.find('.')) {
        if (!number_in(text.substr(0, dot), limit)) return false;
        text.remove_prefix(dot + 1);
    }
    return number_in(text, limit).has_value();
}

bool is_pcie(const Machine &machine)
{
    const std::string &name = machine.machine;
    return name.find("q35") != std::string::npos || name == "virt" || name.starts_with("virt-");
}

/// A number of the address, 0 where it is missing.
unsigned number(Reader &in, const char *name, unsigned max)
{
    const std::string *text = in.attribute(name);
    if (!text) return 0;
    const std::optional<unsigned> value = any_number(*text, max);
    if (!value)
        in.fail(format(_("the attribute '%s' is '%s', which is out of range; correct it"), name, shown(*text).c_str()));
    return value.value_or(0);
}

void add_number(Reader &in, const char *name, Options &options)
{
    if (in.element().attribute(name)) options.push_back({name, hex(number(in, name, 0xffffffff))});
}

Options isa_options(Reader &in, const Machine &)
{
    Options options;
    add_number(in, "iobase", options);
    add_number(in, "irq", options);
    return options;
}

Options pci_options(Reader &in, const Machine &machine)
{
    if (in.element().attributes.size() == 1) return {};
    const unsigned bus = number(in, "bus", 0xff) + number(in, "domain", 0xffff);
    const unsigned slot = number(in, "slot", 0x1f);
    const unsigned function = number(in, "function", 7);
    if (bus != 0)
        in.fail(
            _("the name of this PCI bus depends on the guest's other controllers; write bus='0x00', or leave the address out"),
            ErrorKind::unsupported);
    Options options{{"bus", is_pcie(machine) ? "pcie.0" : "pci.0"}};
    const std::string *multifunction = in.attribute("multifunction");
    if (multifunction) options.push_back({"multifunction", *multifunction == "on" ? "on" : "off"});
    options.push_back({"addr", function == 0 ? hex(slot) : hex(slot) + "." + hex(function)});
    return options;
}

Options usb_options(Reader &in, const Machine &)
{
    Options options{{"bus", "usb." + std::to_string(number(in, "bus", 255))}};
    const std::string *port = in.attribute("port");
    if (!port) return options;
    if (!is_usb_port(*port))
        in.fail(format(_("the USB port '%s' is none; write '1', or '1.2' behind a hub"), shown(*port).c_str()));
    options.push_back({"port", *port});
    return options;
}

Options spapr_options(Reader &in, const Machine &)
{
    Options options;
    add_number(in, "reg", options);
    return options;
}

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
    const std::string index = !bus ? "0" : bus->starts_with(prefix) ? bus->substr(prefix.size()) : "";
    if (!any_number(index, 255) || (port && !is_usb_port(*port))) return std::nullopt;
    Element out = address("usb");
    out.set("bus", index);
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

/// How the addresses of one kind of bus are written and read.
struct BusRow {
    std::string_view type;
    Options (*write)(Reader &, const Machine &);
    std::optional<Element> (*read)(OptionList &);
};

constexpr BusRow buses[]{{"isa", isa_options, isa_address},
                         {"pci", pci_options, pci_address},
                         {"usb", usb_options, usb_address},
                         {"spapr-vio", spapr_options, spapr_address}};

Options typed_options(Reader &in, std::string_view type, const Machine &machine)
{
    const std::string *said = in.attribute("type");
    for (const BusRow &bus : buses)
        if (said && *said == type && bus.type == type) return bus.write(in, machine);
    in.fail(format(_("this port's device has no address of the type '%s'; leave the address out"),
                   said ? shown(*said).c_str() : ""),
            ErrorKind::unsupported);
    return {};
}

}  // namespace

std::string hex(unsigned value, int digits)
{
    return format("0x%0*x", digits, value);
}

std::optional<PciSlot> pci_slot(std::string_view text)
{
    const auto dot = text.find('.');
    const auto slot = hex_number(text.substr(0, dot), 0x1f);
    const auto function = dot == text.npos ? 0 : hex_number(text.substr(dot + 1), 7);
    if (!slot || !function) return std::nullopt;
    return PciSlot{*slot, *function};
}

Result<Options> address_options(const std::vector<Element> &uninterpreted, std::string_view type,
                                const Machine &machine)
{
    Options options;
    for (const Element &element : uninterpreted) {
        if (element.name == "alias") continue;
        Report report;
        Reader in(element, "<" + element.name + ">", report);
        if (element.name == "address")
            options = typed_options(in, type, machine);
        else
            in.fail(_("this element cannot be said on QEMU's command line; take it away"), ErrorKind::unsupported);
        in.refuse_rest();
        if (report.mistakes) return *report.mistakes;
    }
    return options;
}

std::optional<Element> take_address(OptionList &list, std::string_view type)
{
    for (const BusRow &bus : buses)
        if (bus.type == type) return bus.read(list);
    return Element();
}

}  // namespace chardev::qemu
