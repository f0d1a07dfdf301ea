// SPDX-License-Identifier: LGPL-2.1-or-later
// Takes networks: user, bridge and tap with the options that libvirt has words for; all others are kept with their device.
#include <algorithm>
#include <array>

#include "conf/model/gettext.hpp"
#include "import/defaults.hpp"
#include "import/table.hpp"

namespace chardev::qemu {

namespace {

struct CardModel {
    std::string_view driver;
    const char *model;
};
constexpr std::array models{
    CardModel{"virtio-net-pci", "virtio"}, CardModel{"virtio-net", "virtio"},
    CardModel{"virtio-net-ccw", "virtio"}, CardModel{"virtio-net-device", "virtio"},
    CardModel{"virtio", "virtio"},         CardModel{"e1000", "e1000"},
    CardModel{"e1000-82540em", "e1000"},   CardModel{"e1000e", "e1000e"},
    CardModel{"rtl8139", "rtl8139"},       CardModel{"ne2k_pci", "ne2k_pci"},
    CardModel{"pcnet", "pcnet"},           CardModel{"vmxnet3", "vmxnet3"},
    CardModel{"i82551", "i82551"},         CardModel{"i82557b", "i82557b"},
    CardModel{"i82559er", "i82559er"},     CardModel{"spapr-vlan", "spapr-vlan"},
};

const char *model_of(std::string_view driver)
{
    const auto row =
        std::find_if(models.begin(), models.end(), [driver](const CardModel &known) { return known.driver == driver; });
    return row == models.end() ? nullptr : row->model;
}

/// What stands beside the type of a back end and says nothing of it.
bool is_beside(const NamedValue &option, std::initializer_list<std::string_view> beside)
{
    return option.name == "id" || option.name == "vlan" || option.name == "name" ||
           std::find(beside.begin(), beside.end(), option.name) != beside.end();
}

using Names = std::initializer_list<std::string_view>;

bool only(const OptionList &list, Names names, Names beside)
{
    return std::all_of(list.options.begin(), list.options.end(), [&](const NamedValue &option) {
        return is_beside(option, beside) || std::find(names.begin(), names.end(), option.name) != names.end();
    });
}

std::string text_of(const Argument &argument, const char *name, const char *otherwise = "")
{
    const std::string *value = argument.get(name);
    return value ? *value : otherwise;
}

std::optional<Element> tap(const Argument &argument, Names beside)
{
    if (!only(argument.list, {"ifname", "script", "downscript", "vhost"}, beside)) return std::nullopt;
    Element out = element("interface", {{"type", "ethernet"}});
    const std::string name = text_of(argument, "ifname"), up = text_of(argument, "script", "/etc/qemu-ifup");
    const std::string down = text_of(argument, "downscript", up == "no" ? "no" : "/etc/qemu-ifdown");
    // Without scripts the device is one that is there already.
    if (!name.empty()) out.add(element("target", {{"dev", name}, {"managed", up == "no" ? "no" : "yes"}}));
    if (up != "no") out.add(element("script", {{"path", up}}));
    if (down != "no" && argument.get("downscript")) out.add(element("downscript", {{"path", down}}));
    const std::string vhost = text_of(argument, "vhost");
    if (!vhost.empty()) out.add(element("driver", {{"name", vhost == "off" ? "qemu" : "vhost"}}));
    return out;
}

bool has_descriptor(const Argument &argument)
{
    return argument.get("fd") || argument.get("fds");
}

/// std::nullopt: libvirt has no word for it. `beside`: names in the same list that belong to the device.
std::optional<Element> interface_of(Draft &draft, const Argument &argument, Names beside)
{
    const std::string &type = argument.list.first;
    if (type == "tap" && has_descriptor(argument) &&
        only(argument.list, {"fd", "fds", "vhost", "vhostfd", "vhostfds", "queues"}, beside)) {
        draft.warn(format(
            _("the network behind '%s' was opened by somebody else and cannot be known; the guest has a network of QEMU's own in its place: write <interface type='network'> or <interface type='bridge'>"),
            argument.value.c_str()));
        return element("interface", {{"type", "user"}});
    }
    if (type == "tap") return tap(argument, beside);
    if (type == "user" && only(argument.list, {}, beside)) return element("interface", {{"type", "user"}});
    if (type != "bridge" || !only(argument.list, {"br"}, beside)) return std::nullopt;
    Element out = element("interface", {{"type", "bridge"}});
    out.add(element("source", {{"bridge", text_of(argument, "br", "br0")}}));
    return out;
}

void add_interface(Import &import, Element interface, const std::string &mac, const char *model,
                   std::vector<Element> place)
{
    if (!mac.empty()) interface.add(element("mac", {{"address", mac}}));
    if (model) interface.add(element("model", {{"type", model}}));
    for (Element &child : place) interface.add(std::move(child));
    import.draft.interfaces.push_back(std::move(interface));
}

/// The one half of "-net nic -net user" that fits the other, if there is no doubt.
Argument *other_half(Import &import, const Argument &nic)
{
    Argument *found = nullptr;
    std::size_t nics = 0, halves = 0;
    const std::string vlan = text_of(nic, "vlan", "0");
    for (Argument &argument : import.arguments) {
        if (argument.option != "net" || text_of(argument, "vlan", "0") != vlan || argument.get("netdev")) continue;
        (argument.list.first == "nic" ? nics : halves) += 1;
        if (argument.list.first != "nic") found = &argument;
    }
    return nics == 1 && halves == 1 ? found : nullptr;
}

}  // namespace

Fate take_netdev(Import &, Argument &)
{
    return Fate::offered;
}

Fate take_net_device(Import &import, Argument &argument)
{
    const char *model = model_of(argument.list.first);
    const std::string *id = argument.get("netdev");
    if (!model || !id || !has_only(argument, {"netdev", "mac"})) return Fate::kept;
    Argument *half = import.offered("netdev", *id);
    Element place("interface");
    if (!half || !add_place(import, argument, place)) return Fate::kept;
    auto interface = interface_of(import.draft, *half, {});
    if (!interface) return Fate::kept;
    half->fate = Fate::translated;
    add_interface(import, *interface, text_of(argument, "mac"), model, std::move(place.children));
    return Fate::translated;
}

Fate take_net(Import &import, Argument &argument)
{
    if (argument.list.first == "none") return Fate::dropped;
    if (argument.list.first != "nic") return argument.fate == Fate::translated ? Fate::translated : Fate::kept;
    const std::string *name = argument.get("model");
    const char *model = name ? model_of(*name) : default_nic(import);
    Argument *half = other_half(import, argument);
    if (!half || !model || !only(argument.list, {"macaddr", "model"}, {})) return Fate::kept;
    auto interface = interface_of(import.draft, *half, {});
    if (!interface) return Fate::kept;
    half->fate = Fate::translated;
    add_interface(import, *interface, text_of(argument, "macaddr"), model, {});
    return Fate::translated;
}

Fate take_nic(Import &import, Argument &argument)
{
    if (argument.list.first == "none") return Fate::dropped;
    const std::string *name = argument.get("model");
    const char *model = name ? model_of(*name) : default_nic(import);
    if (!model) return Fate::kept;
    const auto interface = interface_of(import.draft, argument, {"model", "mac"});
    if (!interface) return Fate::kept;
    add_interface(import, *interface, text_of(argument, "mac"), model, {});
    return Fate::translated;
}

void add_default_network(Import &import)
{
    if (adds_network(import))
        add_interface(import, element("interface", {{"type", "user"}}), "", default_nic(import), {});
}

}  // namespace chardev::qemu
