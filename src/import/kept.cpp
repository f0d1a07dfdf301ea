// SPDX-License-Identifier: LGPL-2.1-or-later
// Gives kept options ids and PCI slots that are not libvirt's. libvirt counts PCI slots upward from 1, kept devices are given
// them downward from the highest that no chip set has for itself.
#include "import/kept.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

#include <glib.h>

#include "conf/model/gettext.hpp"
#include "conf/xml/reader.hpp"
#include "import/defaults.hpp"
#include "import/reference.hpp"
#include "qemu/chardev/option_json.hpp"

namespace chardev::qemu {

namespace {

constexpr unsigned highest_slot = 0x17;  // above are the parts of ICH9

constexpr std::array<std::string_view, 73> pci_drivers{"AC97",
                                                       "ES1370",
                                                       "VGA",
                                                       "ac97",
                                                       "ahci",
                                                       "am53c974",
                                                       "ati-vga",
                                                       "bochs-display",
                                                       "cirrus-vga",
                                                       "ctucan_pci",
                                                       "dc390",
                                                       "e1000",
                                                       "e1000e",
                                                       "edu",
                                                       "es1370",
                                                       "i6300esb",
                                                       "ich9-ahci",
                                                       "ich9-intel-hda",
                                                       "igb",
                                                       "intel-hda",
                                                       "ioh3420",
                                                       "ivshmem-doorbell",
                                                       "ivshmem-plain",
                                                       "kvaser_pci",
                                                       "lsi",
                                                       "lsi53c810",
                                                       "lsi53c895a",
                                                       "megasas",
                                                       "megasas-gen2",
                                                       "mioe3680_pci",
                                                       "mptsas1068",
                                                       "ne2k_pci",
                                                       "nec-usb-xhci",
                                                       "nvme",
                                                       "pci-bridge",
                                                       "pci-ipmi-bt",
                                                       "pci-ipmi-kcs",
                                                       "pci-ohci",
                                                       "pci-testdev",
                                                       "pcie-pci-bridge",
                                                       "pcie-root-port",
                                                       "pcm3680_pci",
                                                       "pcnet",
                                                       "piix3-usb-uhci",
                                                       "piix4-usb-uhci",
                                                       "pvrdma",
                                                       "pvscsi",
                                                       "pxb",
                                                       "pxb-pcie",
                                                       "qemu-xhci",
                                                       "qxl",
                                                       "qxl-vga",
                                                       "rocker",
                                                       "rtl8139",
                                                       "secondary-vga",
                                                       "tpci200",
                                                       "tulip",
                                                       "usb-ehci",
                                                       "virtio-9p",
                                                       "virtio-balloon",
                                                       "virtio-blk",
                                                       "virtio-gpu",
                                                       "virtio-input-host",
                                                       "virtio-iommu",
                                                       "virtio-keyboard",
                                                       "virtio-mouse",
                                                       "virtio-net",
                                                       "virtio-rng",
                                                       "virtio-scsi",
                                                       "virtio-serial",
                                                       "virtio-tablet",
                                                       "vmware-svga",
                                                       "vmxnet3"};

bool is_pci_driver(const std::string &driver)
{
    constexpr std::array<std::string_view, 8> stems{"e1000-",     "i825",           "i82801",      "ich9-usb-",
                                                    "pci-serial", "vhost-user-vga", "virtio-gpu-", "virtio-vga"};
    const auto begins = [&driver](std::string_view stem) { return driver.starts_with(stem); };
    return driver.ends_with("-pci") || driver.ends_with("-transitional") ||
           std::any_of(stems.begin(), stems.end(), begins) ||
           std::find(pci_drivers.begin(), pci_drivers.end(), driver) != pci_drivers.end();
}

bool has_pci(const Import &import)
{
    const std::string &arch = import.draft.arch;
    const bool bare =
        import.draft.machine == "isapc" || import.draft.machine == "microvm" || import.draft.machine == "none";
    const bool virt = (arch == "aarch64" || arch == "armv7l" || arch.starts_with("riscv")) &&
                      import.draft.machine.starts_with("virt");
    return (import.is_x86() && !bare) || virt;
}

bool is_on_root_bus(const Argument &argument)
{
    const std::string *bus = argument.get("bus");
    return !bus || *bus == "pci.0" || *bus == "pcie.0";
}

/// "3" of addr=0x3.1.
std::optional<unsigned> slot_of(const Argument &argument)
{
    const std::string *addr = argument.get("addr");
    if (!addr || !is_on_root_bus(argument)) return std::nullopt;
    return static_cast<unsigned>(g_ascii_strtoull(addr->c_str(), nullptr, 16));
}

bool is_none(const Element &device)
{
    const Element *model = device.child("model");
    const std::string *kind = model ? model->attribute("type") : device.attribute("model");
    return kind && *kind == "none";
}

/// True if libvirt chooses a PCI slot for it.
bool needs_slot(const Element &device)
{
    if (device.child("address") || is_none(device) || device.name == "panic" || device.name == "redirdev") return false;
    return device.name != "disk" || *device.child("target")->attribute("bus") == "virtio";
}

/// The slots that libvirt may give its own devices: {first, last}. On q35 these are root ports, with eight devices to a slot.
std::pair<unsigned, unsigned> slots_of_libvirt(const Import &import)
{
    const Draft &draft = import.draft;
    unsigned devices = draft.channels.empty() ? 0 : 1;  // on a controller that nobody said
    for (const auto *elements :
         {&draft.disks, &draft.controllers, &draft.interfaces, &draft.sounds, &draft.videos, &draft.others})
        devices += static_cast<unsigned>(std::count_if(elements->begin(), elements->end(), needs_slot));
    const bool has_video = std::any_of(draft.videos.begin(), draft.videos.end(), needs_slot);
    if (import.is_q35()) return {1, devices ? 2 + devices / 8 : 0};
    return {has_video ? 2 : 3, (has_video ? 1 : 2) + devices};
}

class Places {
public:
    explicit Places(Import &import) : import_(import), libvirts_(slots_of_libvirt(import))
    {
        for (const Argument &argument : import.arguments)
            if (const auto slot = slot_of(argument)) said_.insert(*slot);
    }

    void add(Argument &argument)
    {
        leave_libvirts_bus(argument);
        const std::string &first = argument.list.first;
        if (argument.option == "net" && first == "nic") split_nic(argument, legacy_back_end(argument));
        const auto slot = slot_of(argument);
        if (slot && argument.option == "device" && is_pci_driver(first) && *slot >= libvirts_.first &&
            *slot <= libvirts_.second)
            move(argument);
        if (argument.get("addr") || !is_on_root_bus(argument)) return;
        if (argument.option == "device" && is_pci_driver(first)) rewrite(argument);
        if (argument.option == "nic") split_nic(argument, {first, {}});
        if (const std::string *kind = argument.get("if"); argument.option == "drive" && kind && *kind == "virtio")
            split(argument);
    }

private:
    [[nodiscard]] NamedValue next()
    {
        char text[8];
        while (slot_ > 1 && said_.contains(slot_)) --slot_;
        g_snprintf(text, sizeof text, "0x%x", slot_);
        if (slot_ > 1) --slot_;
        return {"addr", text};
    }
    /// libvirt's root ports are not there yet when QEMU makes a kept device.
    void leave_libvirts_bus(Argument &argument)
    {
        const std::string *bus = argument.get("bus");
        const auto makes_it = [bus](const Argument &port) {
            return port.fate == Fate::translated && port.id() == *bus;
        };
        if (argument.option != "device" || !bus || !bus->starts_with("pci.")) return;
        if (std::none_of(import_.arguments.begin(), import_.arguments.end(), makes_it)) return;
        std::erase_if(argument.list.options,
                      [](const NamedValue &option) { return option.name == "bus" || option.name == "addr"; });
    }
    void move(Argument &argument)
    {
        const std::string before = shown(option_text(argument));
        std::erase_if(argument.list.options,
                      [](const NamedValue &option) { return option.name == "addr" || option.name == "multifunction"; });
        const NamedValue place = next();
        argument.list.options.push_back(place);
        argument.words = {argument.words[0], write_option_list(argument.list)};
        import_.draft.warn(
            format(_("'%s' is moved to PCI slot '%s', because libvirt uses the lower slots for its own devices"),
                   before.c_str(), place.value->c_str()));
    }
    void rewrite(Argument &argument)
    {
        argument.list.options.push_back(next());
        argument.words = {argument.words[0], write_option_list(argument.list)};
    }
    /// A drive that makes its own device becomes two halves.
    void split(Argument &argument)
    {
        const std::string id =
            argument.id().empty() ? unused_id(import_, "kept-drive" + std::to_string(slot_)) : argument.id();
        std::erase_if(argument.list.options, [](const NamedValue &option) {
            return option.name == "if" || option.name == "id" || option.name == "index";
        });
        argument.list.options.push_back({"if", "none"});
        argument.list.options.push_back({"id", id});
        argument.words = {argument.words[0], write_option_list(argument.list), "-device",
                          write_option_list({"virtio-blk-pci", {{"drive", id}, next()}})};
    }

    /// Where -net nic is plugged in.
    [[nodiscard]] static OptionList legacy_back_end(const Argument &argument)
    {
        const std::string *vlan = argument.get("vlan");
        return {"hubport", {{"hubid", vlan ? *vlan : "0"}}};
    }
    [[nodiscard]] std::string nic_driver(const Argument &argument) const
    {
        const std::string *model = argument.get("model");
        const std::string driver = model ? *model : default_nic(import_);
        return driver == "virtio" ? "virtio-net-pci" : driver;
    }
    /// -nic takes no address, and -net nic's is passed over since QEMU 9.0 (seen: 10.0): the same as -netdev and -device.
    void split_nic(Argument &argument, OptionList half)
    {
        const std::string *named = argument.get("netdev");
        const std::string id = named ? *named : unused_id(import_, "kept-net" + std::to_string(slot_));
        OptionList device{nic_driver(argument), {{"netdev", id}}};
        if (!is_pci_driver(device.first)) return;
        half.options.insert(half.options.begin(), {"id", id});
        for (const NamedValue &option : argument.list.options) {
            if (option.name == "mac" || option.name == "macaddr")
                device.options.push_back({"mac", option.value});
            else if (option.name == "addr" || option.name == "vectors")
                device.options.push_back(option);
            else if (argument.option == "nic" && option.name != "model" && option.name != "id")
                half.options.push_back(option);
        }
        if (!device.find("addr")) device.options.push_back(next());
        argument.words = {"-device", write_option_list(device)};
        if (!named) argument.words.insert(argument.words.begin(), {"-netdev", write_option_list(half)});
    }

    Import &import_;
    std::pair<unsigned, unsigned> libvirts_;
    std::set<unsigned> said_;  ///< slots that the line gives to a device
    unsigned slot_ = highest_slot;
};

class Names {
public:
    explicit Names(Import &import) : import_(import) {}

    void run()
    {
        each_kept(import_, [this](std::string_view option, std::string &value) { find(option, value); });
        for (auto &[id, name] : names_) name = fresh(id.second);
        if (!names_.empty())
            each_kept(import_, [this](std::string_view option, std::string &value) { rename(option, value); });
    }

private:
    void find(std::string_view option, const std::string &value)
    {
        const auto list = list_in(value);
        if (!list) return;
        for (const auto &[name, id] : list->options) {
            if (!is_own_id(name) || !id) continue;
            taken_.insert(*id);
            const std::string space(space_of(option));
            if (is_libvirts_id(space, *id)) names_[{space, *id}];
        }
    }

    [[nodiscard]] std::string fresh(const std::string &id)
    {
        std::string name = "kept-" + id;
        while (!taken_.insert(name).second) name += "x";
        return name;
    }

    /// The id itself, or a bus of it: "scsi0.0".
    void rename_reference(std::string_view space, std::string &value) const
    {
        for (const auto &[id, name] : names_) {
            const auto &[own_space, text] = id;
            if (!space.empty() && space != own_space) continue;
            if (value != text && value.substr(0, value.rfind('.')) != text) continue;
            value.replace(0, text.size(), name);
            return;
        }
    }

    void rename(std::string_view option, std::string &value) const
    {
        if (value.starts_with("chardev:")) {
            std::string id(id_in(value));
            const auto before = value.size() - id.size();
            rename_reference("chardev", id);
            value.replace(before, value.npos, id);
            return;
        }
        value = with_values(value, [&](const std::string &name, std::string &text) {
            const auto space = is_own_id(name) ? space_of(option) : space_named_by(option, name);
            if (!space) return;
            std::string id(id_in(text));
            const auto before = text.size() - id.size();
            rename_reference(*space, id);
            text.replace(before, text.npos, id);
        });
        if (option == "set") rename_setting(value);
    }

    /// "device.ID.NAME=VALUE".
    void rename_setting(std::string &value) const
    {
        const auto setting = setting_in(value);
        if (!setting) return;
        std::string id = setting->id;
        rename_reference(space_of(setting->option), id);
        value.replace(setting->option.size() + 1, setting->id.size(), id);
    }

    Import &import_;
    std::map<std::pair<std::string, std::string>, std::string> names_;
    std::set<std::string> taken_;
};

}  // namespace

void place_kept_devices(Import &import)
{
    if (!has_pci(import)) return;
    Places places(import);
    for (Argument &argument : import.arguments)
        if (argument.fate == Fate::kept && argument.is_list) places.add(argument);
}

void each_kept(Import &import, const std::function<void(std::string_view option, std::string &value)> &visit)
{
    for (Argument &argument : import.arguments) {
        if (argument.fate != Fate::kept) continue;
        for (std::size_t i = 0; i + 1 < argument.words.size(); i += 2) {
            std::string_view option = argument.words[i];
            option.remove_prefix(option.starts_with("--") ? 2 : 1);
            visit(option, argument.words[i + 1]);
        }
    }
}

void rename_kept(Import &import)
{
    Names(import).run();
}

}  // namespace chardev::qemu
