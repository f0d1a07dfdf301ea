// SPDX-License-Identifier: LGPL-2.1-or-later
// Which option is whose: one row for each option of QEMU's that an import has words for. All others are kept.
#include "import/table.hpp"

#include <algorithm>
#include <array>

#include "conf/grammar/value.hpp"
#include "conf/model/gettext.hpp"
#include "qemu/chardev/device_address.hpp"

namespace chardev::qemu {

namespace {

constexpr std::array rows{
    // the machine
    OptionRow{"name", take_name, Turn::machine},
    OptionRow{"uuid", take_uuid, Turn::machine},
    OptionRow{"M", take_machine, Turn::machine},
    OptionRow{"machine", take_machine, Turn::machine},
    OptionRow{"accel", take_accel, Turn::machine},
    OptionRow{"enable-kvm", take_kvm, Turn::machine},
    OptionRow{"cpu", take_cpu, Turn::rest, true},
    OptionRow{"smp", take_smp, Turn::rest, true},
    OptionRow{"m", take_memory, Turn::rest, true},
    OptionRow{"mem-path", take_mem_path, Turn::rest, true},
    OptionRow{"mem-prealloc", take_mem_prealloc},
    OptionRow{"numa", take_numa},

    // how it starts and ends
    OptionRow{"kernel", take_kernel, Turn::rest, true},
    OptionRow{"initrd", take_kernel, Turn::rest, true},
    OptionRow{"append", take_kernel, Turn::rest, true},
    OptionRow{"dtb", take_kernel, Turn::rest, true},
    OptionRow{"bios", take_bios, Turn::rest, true},
    OptionRow{"boot", take_boot},
    OptionRow{"rtc", take_rtc},
    OptionRow{"localtime", take_localtime},
    OptionRow{"no-acpi", take_no_acpi},
    OptionRow{"no-hpet", take_no_hpet},
    OptionRow{"no-reboot", take_no_reboot},
    OptionRow{"global", take_global},
    OptionRow{"watchdog-action", take_watchdog_action},

    // disks
    OptionRow{"snapshot", take_snapshot, Turn::machine},
    OptionRow{"hda", take_image, Turn::halves},
    OptionRow{"hdb", take_image, Turn::halves},
    OptionRow{"hdc", take_image, Turn::halves},
    OptionRow{"hdd", take_image, Turn::halves},
    OptionRow{"cdrom", take_image, Turn::halves},
    OptionRow{"fda", take_image, Turn::halves},
    OptionRow{"fdb", take_image, Turn::halves},
    OptionRow{"drive", take_drive, Turn::halves},
    OptionRow{"blockdev", take_blockdev, Turn::halves},
    OptionRow{"pflash", take_pflash, Turn::halves},

    OptionRow{"virtfs", take_virtfs},

    // networks
    OptionRow{"net", take_net},
    OptionRow{"netdev", take_netdev, Turn::halves},
    OptionRow{"nic", take_nic},

    // screens
    OptionRow{"vnc", take_vnc, Turn::halves},
    OptionRow{"spice", take_spice, Turn::halves},
    OptionRow{"display", take_display},
    OptionRow{"sdl", take_window},
    OptionRow{"curses", take_window},
    OptionRow{"full-screen", take_window},
    OptionRow{"alt-grab", take_window},
    OptionRow{"ctrl-grab", take_window},
    OptionRow{"no-frame", take_window},
    OptionRow{"no-quit", take_window},
    OptionRow{"nographic", take_nographic, Turn::machine},
    OptionRow{"vga", take_vga, Turn::rest, true},
    OptionRow{"std-vga", take_vga},

    // other devices
    OptionRow{"usb", take_usb},
    OptionRow{"usbdevice", take_usbdevice},
    OptionRow{"soundhw", take_soundhw},
    OptionRow{"balloon", take_balloon},
    OptionRow{"device", take_device},
    OptionRow{"object", take_object, Turn::halves},
    OptionRow{"audiodev", take_audiodev, Turn::halves},

    // ports
    OptionRow{"serial", take_serial},
    OptionRow{"parallel", take_serial},
    OptionRow{"chardev", take_chardev, Turn::halves},

    // what libvirt does itself
    OptionRow{"nodefaults", take_ours},
    OptionRow{"no-user-config", take_ours},
    OptionRow{"nodefconfig", take_ours},
    OptionRow{"no-shutdown", take_ours},
    OptionRow{"msg", take_ours},
    OptionRow{"sandbox", take_sandbox},
    OptionRow{"overcommit", take_overcommit},
    OptionRow{"realtime", take_overcommit},
    OptionRow{"add-fd", take_add_fd},
    OptionRow{"mon", take_mon},
    OptionRow{"monitor", take_monitor},
    OptionRow{"qmp", take_monitor},
    OptionRow{"qmp-pretty", take_monitor},
    OptionRow{"S", take_stopped},
    OptionRow{"daemonize", take_unwanted},
    OptionRow{"pidfile", take_unwanted},
    OptionRow{"runas", take_unwanted},
    OptionRow{"chroot", take_unwanted},
    OptionRow{"incoming", take_unwanted},
    OptionRow{"preconfig", take_unwanted},
    OptionRow{"h", take_question},
    OptionRow{"help", take_question},
    OptionRow{"version", take_question},
};

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

}  // namespace

const OptionRow *find_option(std::string_view option)
{
    const auto row =
        std::find_if(rows.begin(), rows.end(), [option](const OptionRow &known) { return option == known.option; });
    return row == rows.end() ? nullptr : &*row;
}

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

}  // namespace chardev::qemu
