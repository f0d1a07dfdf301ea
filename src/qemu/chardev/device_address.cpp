// SPDX-License-Identifier: LGPL-2.1-or-later
// Writes addresses as options. The names of buses are libvirt's: pci.0, on q35 and the virt machines pcie.0, usb.0.
#include "qemu/chardev/device_address.hpp"

#include "conf/model/gettext.hpp"
#include "conf/xml/reader.hpp"
#include "qemu/release/number.hpp"

namespace chardev::qemu {

namespace {

using Options = std::vector<NamedValue>;

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

struct Type {
    std::string_view name;
    Options (*write)(Reader &, const Machine &);
};

constexpr Type types[]{{"isa", isa_options}, {"pci", pci_options}, {"usb", usb_options}, {"spapr-vio", spapr_options}};

Options typed_options(Reader &in, std::string_view type, const Machine &machine)
{
    const std::string *said = in.attribute("type");
    for (const Type &known : types)
        if (said && *said == type && known.name == type) return known.write(in, machine);
    in.fail(format(_("this port's device has no address of the type '%s'; leave the address out"),
                   said ? shown(*said).c_str() : ""),
            ErrorKind::unsupported);
    return {};
}

}  // namespace

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

}  // namespace chardev::qemu
