// SPDX-License-Identifier: LGPL-2.1-or-later
// Builds a guest from the options that are taken, and writes it as a domain document. What libvirt would add and QEMU does
// not have is ruled out explicitly.
#include "import/guest.hpp"

#include <array>

#include "conf/grammar/value.hpp"
#include "conf/model/gettext.hpp"
#include "qemu/chardev/device_address.hpp"

namespace chardev::qemu {

namespace {

/// "pci.0", "pcie.0" and libvirt's own "pci.N".
std::optional<unsigned> pci_bus(const std::string &name)
{
    if (name == "pci.0" || name == "pcie.0") return 0;
    return name.starts_with("pci.") ? decimal(std::string_view(name).substr(4), 255) : std::nullopt;
}

bool add_address(const Argument &argument, Element &device)
{
    const std::string *bus = argument.get("bus");
    const std::string *address = argument.get("addr");
    const NamedValue *multifunction = argument.list.find("multifunction");
    if (!address) return !multifunction && (!bus || *bus == "pci.0" || *bus == "pcie.0");
    const auto on = pci_bus(bus ? *bus : "pci.0");
    const auto at = pci_slot(*address);
    if (!on || !at) return false;
    Element &out = device.add(element("address", {{"type", "pci"},
                                                  {"domain", "0x0000"},
                                                  {"bus", hex(*on, 2)},
                                                  {"slot", hex(at->slot, 2)},
                                                  {"function", hex(at->function)}}));
    const auto several = multifunction ? flag_of(*multifunction) : Result<bool>(false);
    if (multifunction && several) out.set("multifunction", *several ? "on" : "off");
    return bool(several);
}

bool add_boot_order(Import &import, const Argument &argument, Element &device)
{
    constexpr unsigned most = 10000;
    const std::string *index = argument.get("bootindex");
    if (!index) return true;
    const auto order = decimal(*index, most);
    if (!order) return false;
    device.add(element("boot", {{"order", std::to_string(*order + (import.boots_from_0 ? 1 : 0))}}));
    return true;
}

constexpr const char *uri = "http://libvirt.org/schemas/domain/qemu/1.0";

Element text_element(std::string name, std::string text)
{
    Element out(std::move(name));
    out.text = std::move(text);
    return out;
}

void add_if_said(Element &domain, const Element &part)
{
    if (!part.children.empty() || !part.attributes.empty()) domain.add(part);
}

struct BootDevice {
    std::string_view letters;
    const char *name;
};
constexpr std::array boot_devices{BootDevice{"c", "hd"}, BootDevice{"d", "cdrom"}, BootDevice{"ab", "fd"},
                                  BootDevice{"nop", "network"}};

/// The devices that a letter of -boot means.
std::vector<Element *> devices_for(Draft &draft, std::string_view name)
{
    std::vector<Element *> out;
    if (name == "network")
        for (Element &interface : draft.interfaces) out.push_back(&interface);
    for (Element &disk : draft.disks) {
        const std::string &kind = *disk.attribute("device");
        if (kind == name || (kind == "disk" && name == "hd") || (kind == "floppy" && name == "fd"))
            out.push_back(&disk);
    }
    return out;
}

/// QEMU's firmware comes to all others in the end, also where a letter is not in the order.
std::vector<std::string_view> boot_order(const Draft &draft)
{
    std::vector<std::string_view> out;
    const std::string letters_in_order = draft.boot + "cdan";
    for (const char letter : letters_in_order)
        for (const auto &[letters, name] : boot_devices)
            if (letters.find(letter) != letters.npos && std::find(out.begin(), out.end(), name) == out.end())
                out.push_back(name);
    return out;
}

/// The highest place that a device, translated or kept, has in the order by itself; 0: none has one.
unsigned highest_place(const Import &import)
{
    constexpr unsigned most = 10000;
    unsigned highest = 0;
    for (const Argument &argument : import.arguments)
        if (const std::string *index = argument.get("bootindex"); index && argument.fate != Fate::dropped)
            highest = std::max(highest, decimal(*index, most).value_or(0) + 1);
    return highest;
}

/// libvirt orders either kinds of devices, or each device by itself.
void add_boot(Import &import, Element &os)
{
    Draft &draft = import.draft;
    if (draft.boot_menu) os.add(element("bootmenu", {{"enable", *draft.boot_menu}}));
    unsigned place = highest_place(import);
    const bool each = place > 0;
    for (const auto name : boot_order(draft)) {
        const auto devices = devices_for(draft, name);
        if (!each && !devices.empty()) os.add(element("boot", {{"dev", std::string(name)}}));
        for (Element *device : devices)
            if (each && !draft.boots_strictly && !device->child("boot"))
                device->add(element("boot", {{"order", std::to_string(++place)}}));
    }
}

Element os_of(Import &import)
{
    const Draft &draft = import.draft;
    Element os("os");
    Element type = text_element("type", "hvm");
    if (!draft.arch.empty()) type.set("arch", draft.arch);
    if (!draft.machine.empty()) type.set("machine", draft.machine);
    os.add(type);
    for (const Element &child : draft.os.children) os.add(child);
    add_boot(import, os);
    return os;
}

Element features_of(const Import &import)
{
    Element features("features");
    const Draft &draft = import.draft;
    // On ARM libvirt has ACPI with UEFI alone, and knows that only in flash memory.
    const Element *loader = draft.os.child("loader");
    const bool acpi = import.is_x86() || (draft.arch == "aarch64" && loader && *loader->attribute("type") == "pflash");
    if (acpi && draft.acpi) features.add(Element("acpi"));
    if (import.is_x86()) features.add(Element("apic"));
    for (const Element &child : draft.features.children) features.add(child);
    return features;
}

Element clock_of(const Import &import)
{
    Element clock = element("clock", {{"offset", import.draft.rtc}});
    for (const Element &timer : import.draft.clock.children) clock.add(timer);
    if (!import.draft.hpet) clock.add(element("timer", {{"name", "hpet"}, {"present", "no"}}));
    return clock;
}

bool is_usb_controller(const Element &controller)
{
    return *controller.attribute("type") == "usb";
}

/// What -usb is on q35, where libvirt would take xHCI: EHCI, and three UHCI for slow devices.
void add_usb_of_q35(Draft &draft)
{
    const auto add = [&draft](const char *model) -> Element & {
        draft.controllers.push_back(element("controller", {{"type", "usb"}, {"index", "0"}, {"model", model}}));
        return draft.controllers.back();
    };
    add("ich9-ehci1");
    for (const auto &[model, port] : {std::pair{"ich9-uhci1", "0"}, {"ich9-uhci2", "2"}, {"ich9-uhci3", "4"}})
        add(model).add(element("master", {{"startport", port}}));
}

/// libvirt adds a USB controller, a graphics card and a balloon where nothing is said of them.
void say_what_is_not_there(Import &import)
{
    Draft &draft = import.draft;
    const bool has_controller = std::any_of(draft.controllers.begin(), draft.controllers.end(), is_usb_controller);
    if (draft.usb && !has_controller && import.is_q35()) add_usb_of_q35(draft);
    if (!draft.usb && !has_controller)
        draft.controllers.push_back(element("controller", {{"type", "usb"}, {"index", "0"}, {"model", "none"}}));
    const auto is_none = [](const Element &video) { return *video.children[0].attribute("type") == "none"; };
    if (draft.videos.size() > 1) std::erase_if(draft.videos, is_none);
    if (draft.videos.empty()) draft.videos.emplace_back("video").add(element("model", {{"type", "none"}}));
    if (!draft.has_balloon) draft.others.push_back(element("memballoon", {{"model", "none"}}));
}

Element devices_of(const Draft &draft, const std::vector<Element> &ports)
{
    Element devices("devices");
    if (!draft.emulator.empty()) devices.add(text_element("emulator", draft.emulator));
    const auto add_all = [&](const std::vector<Element> &elements) {
        for (const Element &device : elements) devices.add(device);
    };
    for (const auto *elements : {&draft.disks, &draft.controllers, &draft.interfaces, &ports}) add_all(*elements);
    for (const auto *elements :
         {&draft.channels, &draft.inputs, &draft.graphics, &draft.sounds, &draft.videos, &draft.others})
        add_all(*elements);
    return devices;
}

Element command_line_of(const Import &import, const std::vector<std::string> &environment)
{
    Element out("qemu:commandline");
    for (const Argument &argument : import.arguments)
        if (argument.fate == Fate::kept)
            for (const std::string &word : argument.words) out.add(element("qemu:arg", {{"value", word}}));
    for (const std::string &variable : environment) {
        const auto equals = variable.find('=');
        out.add(element("qemu:env", {{"name", variable.substr(0, equals)}, {"value", variable.substr(equals + 1)}}));
    }
    return out;
}

void add_processors(const Draft &draft, Element &domain)
{
    Element vcpu = text_element("vcpu", std::to_string(std::max(1U, draft.max_cpus)));
    if (draft.cpus && draft.cpus < draft.max_cpus) vcpu.set("current", std::to_string(draft.cpus));
    domain.add(std::move(vcpu));
}

}  // namespace

Argument *Import::offered(std::string_view option, std::string_view id)
{
    const auto found = std::find_if(arguments.begin(), arguments.end(), [&](const Argument &argument) {
        return argument.option == option && argument.fate == Fate::offered && argument.id() == id;
    });
    return found == arguments.end() ? nullptr : &*found;
}

std::string unused_id(const Import &import, std::string id)
{
    const auto has = [&id](const Argument &argument) { return argument.id() == id; };
    while (std::any_of(import.arguments.begin(), import.arguments.end(), has)) id += "x";
    return id;
}

std::optional<unsigned> Import::controller_of(std::string_view type, std::string_view bus) const
{
    const auto id = bus.substr(0, bus.rfind('.'));
    const auto found = std::find_if(draft.buses.begin(), draft.buses.end(),
                                    [&](const Bus &known) { return known.type == type && known.id == id; });
    if (found != draft.buses.end()) return found->index;
    const bool built_in = type == "usb" && (id == "usb" || id == "usb-bus");  // of -usb
    return built_in ? std::optional(0U) : std::nullopt;
}

bool Import::is_q35() const
{
    return draft.machine == "q35" || draft.machine.starts_with("pc-q35");
}

bool add_place(Import &import, const Argument &argument, Element &device)
{
    return add_boot_order(import, argument, device) && add_address(argument, device);
}

bool has_only(const Argument &argument, std::initializer_list<std::string_view> names)
{
    constexpr std::array<std::string_view, 5> of_place{"id", "bus", "addr", "multifunction", "bootindex"};
    const auto known = [&](const NamedValue &option) {
        return std::find(names.begin(), names.end(), option.name) != names.end() ||
               std::find(of_place.begin(), of_place.end(), option.name) != of_place.end();
    };
    return argument.is_list && std::all_of(argument.list.options.begin(), argument.list.options.end(), known);
}

void check_path(Draft &draft, const std::string &path)
{
    if (!path.starts_with('/'))
        draft.warn(format(
            _("the path '%s' does not begin with '/', and libvirt runs QEMU in another folder; write the whole path"),
            path.c_str()));
}

Element element(std::string name, std::initializer_list<std::pair<const char *, std::string>> attributes)
{
    Element out(std::move(name));
    for (const auto &[attribute, value] : attributes) out.set(attribute, value);
    return out;
}

Element &put(Element &parent, Element child)
{
    std::erase_if(parent.children, [&child](const Element &other) { return other.name == child.name; });
    return parent.add(std::move(child));
}

std::string write_domain(Import &import, const std::vector<Element> &ports, const std::vector<std::string> &environment)
{
    Draft &draft = import.draft;
    say_what_is_not_there(import);
    Element domain = element("domain", {{"type", draft.type}});
    const Element command_line = command_line_of(import, environment);
    if (!command_line.children.empty()) domain.set("xmlns:qemu", uri);
    domain.add(text_element("name", draft.name));
    if (!draft.uuid.empty()) domain.add(text_element("uuid", draft.uuid));
    domain.add(text_element("memory", std::to_string(draft.memory))).set("unit", "KiB");
    add_if_said(domain, draft.memory_backing);
    add_processors(draft, domain);
    domain.add(os_of(import));
    add_if_said(domain, features_of(import));
    add_if_said(domain, draft.cpu);
    domain.add(clock_of(import));
    if (draft.on_reboot) domain.add(text_element("on_reboot", *draft.on_reboot));
    add_if_said(domain, draft.pm);
    domain.add(devices_of(draft, ports));
    add_if_said(domain, command_line);
    return write_lines(domain, "") + "\n";
}

}  // namespace chardev::qemu
