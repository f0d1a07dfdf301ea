// SPDX-License-Identifier: LGPL-2.1-or-later
// Takes devices with one half, or with one that is not a disk, a network or a port: controllers, input, sound, balloon, rng.
#include <algorithm>
#include <array>

#include "conf/grammar/value.hpp"
#include "import/table.hpp"

namespace chardev::qemu {

namespace {

using Names = std::initializer_list<std::string_view>;

/// Which number a controller has by its name in libvirt: "usb", "usb1", "scsi0". std::nullopt: it is not libvirt's.
std::optional<unsigned> index_by_name(const std::string &id, std::string_view stem)
{
    constexpr unsigned most = 255;
    if (stem == "usb" && id == stem) return 0;
    return id.starts_with(stem) ? decimal(std::string_view(id).substr(stem.size()), most) : std::nullopt;
}

/// The lowest number that no controller of the type has.
unsigned free_index(const Draft &draft, std::string_view type)
{
    unsigned index = 0;
    const auto taken = [&](const Bus &bus) { return bus.type == type && bus.index == index; };
    while (std::any_of(draft.buses.begin(), draft.buses.end(), taken)) ++index;
    return index;
}

struct Controller {
    std::string_view driver;
    const char *type;
    const char *model;
    std::string_view stem;  ///< of its name in libvirt
};
constexpr std::array controllers{
    Controller{"piix3-usb-uhci", "usb", "piix3-uhci", "usb"},
    Controller{"piix4-usb-uhci", "usb", "piix4-uhci", "usb"},
    Controller{"usb-ehci", "usb", "ehci", "usb"},
    Controller{"nec-usb-xhci", "usb", "nec-xhci", "usb"},
    Controller{"qemu-xhci", "usb", "qemu-xhci", "usb"},
    Controller{"pci-ohci", "usb", "pci-ohci", "usb"},
    Controller{"virtio-scsi-pci", "scsi", "virtio-scsi", "scsi"},
    Controller{"lsi", "scsi", "lsilogic", "scsi"},
    Controller{"lsi53c895a", "scsi", "lsilogic", "scsi"},
    Controller{"megasas", "scsi", "lsisas1078", "scsi"},
    Controller{"virtio-serial-pci", "virtio-serial", "", "virtio-serial"},
    Controller{"virtio-serial", "virtio-serial", "", "virtio-serial"},
};

Fate take_root_port(Import &import, const Argument &argument)
{
    const auto index = index_by_name(argument.id(), "pci.");
    const auto port = argument.get("port") ? decimal(*argument.get("port"), 255) : std::nullopt;
    const std::string *chassis = argument.get("chassis");
    if (!index || *index == 0 || !port || !chassis || !has_only(argument, {"port", "chassis"})) return Fate::kept;
    Element out =
        element("controller", {{"type", "pci"}, {"index", std::to_string(*index)}, {"model", "pcie-root-port"}});
    Element &target = out.add(element("target", {{"chassis", *chassis}}));
    target.set("port", std::to_string(*port));
    if (!add_place(import, argument, out)) return Fate::kept;
    import.draft.controllers.push_back(std::move(out));
    return Fate::translated;
}

struct Simple {
    std::string_view driver;
    const char *element;
    const char *attribute;
    const char *value;
    std::string_view bus = {};  ///< of an input device
};
constexpr std::array simple_devices{
    Simple{"usb-tablet", "input", "type", "tablet", "usb"},
    Simple{"usb-mouse", "input", "type", "mouse", "usb"},
    Simple{"usb-kbd", "input", "type", "keyboard", "usb"},
    Simple{"virtio-tablet-pci", "input", "type", "tablet", "virtio"},
    Simple{"virtio-mouse-pci", "input", "type", "mouse", "virtio"},
    Simple{"virtio-keyboard-pci", "input", "type", "keyboard", "virtio"},
    Simple{"AC97", "sound", "model", "ac97"},
    Simple{"ES1370", "sound", "model", "es1370"},
    Simple{"sb16", "sound", "model", "sb16"},
    Simple{"virtio-balloon-pci", "memballoon", "model", "virtio"},
    Simple{"virtio-balloon", "memballoon", "model", "virtio"},
    Simple{"pvpanic", "panic", "model", "isa"},
    Simple{"i6300esb", "watchdog", "model", "i6300esb"},
};

/// Where a USB device is plugged in.
bool add_usb_place(const Import &import, const Argument &argument, Element &out)
{
    const std::string *bus = argument.get("bus");
    const std::string *port = argument.get("port");
    if (!bus) return !port;
    const auto controller = import.controller_of("usb", *bus);
    if (!controller) return false;
    Element address = element("address", {{"type", "usb"}, {"bus", std::to_string(*controller)}});
    if (port) address.set("port", *port);
    if (port || *controller) out.add(address);
    return true;
}

Fate take_simple(Import &import, const Argument &argument)
{
    const auto row = std::find_if(simple_devices.begin(), simple_devices.end(),
                                  [&](const Simple &known) { return known.driver == argument.list.first; });
    if (row == simple_devices.end()) return Fate::kept;
    Element out = element(row->element, {{row->attribute, row->value}});
    const bool usb = row->bus == "usb";
    if (!row->bus.empty()) out.set("bus", std::string(row->bus));
    if (usb ? !has_only(argument, {"port"}) || argument.get("addr") || !add_usb_place(import, argument, out)
            : !has_only(argument, {}) || !add_place(import, argument, out))
        return Fate::kept;
    Draft &draft = import.draft;
    draft.usb = draft.usb || usb;
    const std::string name = row->element;
    draft.has_balloon = draft.has_balloon || name == "memballoon";
    if (name == "watchdog") out.set("action", "reset");
    (name == "input" ? draft.inputs : name == "sound" ? draft.sounds : draft.others).push_back(std::move(out));
    return Fate::translated;
}

Fate take_rng(Import &import, const Argument &argument)
{
    if (!has_only(argument, {"rng"})) return Fate::kept;
    const std::string *id = argument.get("rng");
    Argument *half = id ? import.offered("object", *id) : nullptr;
    if (id && (!half || half->list.first == "rng-egd")) return Fate::kept;
    const bool builtin = !half || half->list.first == "rng-builtin";
    const std::string *file = half ? half->get("filename") : nullptr;
    Element out = element("rng", {{"model", "virtio"}});
    Element &backend = out.add(element("backend", {{"model", builtin ? "builtin" : "random"}}));
    if (!builtin) backend.text = file ? *file : "/dev/urandom";
    if (!add_place(import, argument, out)) return Fate::kept;
    if (half) half->fate = Fate::translated;
    import.draft.others.push_back(std::move(out));
    return Fate::translated;
}

/// intel-hda is one device to libvirt together with its codec.
Fate take_hda(Import &import, const Argument &argument)
{
    const std::string id = argument.id();
    const std::string driver = argument.list.first;
    Element out = element("sound", {{"model", driver == "intel-hda" ? "ich6" : "ich9"}});
    Argument *codec = nullptr;
    for (Argument &other : import.arguments) {
        const std::string *bus = other.get("bus");
        const bool on_it = bus ? !id.empty() && *bus == id + ".0" : id.empty() && other.list.first.starts_with("hda-");
        if (other.option == "device" && on_it) codec = codec ? nullptr : &other;
    }
    const std::string kind = codec ? codec->list.first : "";
    const std::string *audio = codec ? codec->get("audiodev") : nullptr;
    if ((kind != "hda-duplex" && kind != "hda-micro" && kind != "hda-output") ||
        !has_only(*codec, {"cad", "audiodev"}) || !has_only(argument, {}) || (audio && *audio != "audio1") ||
        !add_place(import, argument, out))
        return Fate::kept;
    out.add(element("codec", {{"type", kind.substr(kind.find('-') + 1)}}));
    codec->fate = Fate::translated;
    import.draft.sounds.push_back(std::move(out));
    return Fate::translated;
}

/// libvirt has no SPICE channel without SPICE graphics.
bool has_spice(const Draft &draft)
{
    return std::any_of(draft.graphics.begin(), draft.graphics.end(),
                       [](const Element &screen) { return *screen.attribute("type") == "spice"; });
}

/// The guest agent's channel and its like. libvirt makes the socket's path itself.
Fate take_channel(Import &import, const Argument &argument)
{
    const std::string *name = argument.get("name");
    const std::string *id = argument.get("chardev");
    Argument *half = id ? import.offered("chardev", *id) : nullptr;
    if (!name || !half || !has_only(argument, {"name", "chardev", "nr"})) return Fate::kept;
    const std::string &kind = half->list.first;
    const bool unnamed = half->get("fd") != nullptr;
    const std::string *path = half->get("path");
    const NamedValue *server = half->list.find("server");
    const bool listens = server && flag_of(*server) && *flag_of(*server);
    if (!(kind == "spicevmc" && has_spice(import.draft)) &&
        !(kind == "socket" && listens && (path || unnamed) && !half->get("host")))
        return Fate::kept;
    Element out = element("channel", {{"type", kind == "socket" ? "unix" : kind}});
    if (path) out.add(element("source", {{"mode", "bind"}, {"path", *path}}));
    out.add(element("target", {{"type", "virtio"}, {"name", *name}}));
    half->fate = Fate::translated;
    import.draft.channels.push_back(std::move(out));
    return Fate::translated;
}

/// USB devices of whoever looks at the screen.
Fate take_redirection(Import &import, const Argument &argument)
{
    const std::string *id = argument.get("chardev");
    Argument *half = id ? import.offered("chardev", *id) : nullptr;
    Element out = element("redirdev", {{"bus", "usb"}, {"type", "spicevmc"}});
    if (!half || half->list.first != "spicevmc" || !has_spice(import.draft) ||
        !has_only(argument, {"chardev", "port"}) || argument.get("addr") || argument.get("bootindex") ||
        !add_usb_place(import, argument, out))
        return Fate::kept;
    half->fate = Fate::translated;
    import.draft.usb = true;
    import.draft.others.push_back(std::move(out));
    return Fate::translated;
}

}  // namespace

Fate take_controller(Import &import, Argument &argument)
{
    if (argument.list.first == "pcie-root-port") return take_root_port(import, argument);
    const auto row = std::find_if(controllers.begin(), controllers.end(),
                                  [&](const Controller &known) { return known.driver == argument.list.first; });
    if (row == controllers.end()) return Fate::kept;
    Draft &draft = import.draft;
    const auto named = index_by_name(argument.id(), row->stem);
    const unsigned index = named ? *named : free_index(draft, row->type);
    if (!has_only(argument, {"p2", "p3"})) return Fate::kept;
    Element out = element("controller", {{"type", row->type}, {"index", std::to_string(index)}});
    if (*row->model) out.set("model", row->model);
    if (const std::string *ports = argument.get("p2")) out.set("ports", *ports);
    if (!add_place(import, argument, out)) return Fate::kept;
    draft.buses.push_back({argument.id(), row->type, index});
    draft.controllers.push_back(std::move(out));
    return Fate::translated;
}

Fate take_plain_device(Import &import, Argument &argument)
{
    const std::string &driver = argument.list.first;
    if (argument.fate == Fate::translated) return Fate::translated;  // the other half took it
    if (driver == "virtio-rng-pci" || driver == "virtio-rng") return take_rng(import, argument);
    if (driver == "intel-hda" || driver == "ich9-intel-hda") return take_hda(import, argument);
    if (driver == "virtserialport") return take_channel(import, argument);
    if (driver == "usb-redir") return take_redirection(import, argument);
    return take_simple(import, argument);
}

Fate take_device(Import &import, Argument &argument)
{
    // libvirt has virtio on PCI alone for an x86.
    if (import.draft.machine == "microvm" && argument.list.first.ends_with("-device")) return Fate::kept;
    for (const Handler take :
         {take_port_device, take_plain_device, take_controller, take_disk_device, take_net_device, take_video_device})
        if (const Fate fate = take(import, argument); fate != Fate::kept) return fate;
    const std::string &driver = argument.list.first;
    Draft &draft = import.draft;
    draft.has_cdrom = draft.has_cdrom || driver == "ide-cd" || driver == "scsi-cd";
    return Fate::kept;
}

Fate take_object(Import &import, Argument &argument)
{
    const std::string id = argument.id();
    if (!import.libvirts || (id != "masterKey0" && !id.ends_with(".ram"))) return Fate::offered;
    return Fate::dropped;
}

Fate take_audiodev(Import &import, Argument &argument)
{
    const std::string &kind = argument.list.first;
    const bool own = (kind == "none" || kind == "spice") && argument.id() == "audio1" && import.libvirts;
    return own ? Fate::dropped : Fate::kept;
}

Fate take_usb(Import &import, Argument &)
{
    import.draft.usb = true;
    return Fate::translated;
}

Fate take_usbdevice(Import &import, Argument &argument)
{
    const std::string &name = argument.value;
    import.draft.usb = true;
    if (name != "tablet" && name != "mouse" && name != "keyboard") return Fate::kept;
    import.draft.inputs.push_back(element("input", {{"type", name}, { "bus", "usb" }}));
    return Fate::translated;
}

Fate take_soundhw(Import &import, Argument &argument)
{
    const std::string name = argument.value == "hda" ? "ich6" : argument.value;
    if (name != "ich6" && name != "ac97" && name != "es1370" && name != "sb16") return Fate::kept;
    import.draft.sounds.push_back(element("sound", {{ "model", name }}));
    return Fate::translated;
}

Fate take_balloon(Import &import, Argument &argument)
{
    if (argument.value == "none") return Fate::dropped;
    if (argument.value != "virtio") return Fate::kept;
    import.draft.has_balloon = true;
    import.draft.others.push_back(element("memballoon", {{ "model", "virtio" }}));
    return Fate::translated;
}

}  // namespace chardev::qemu
