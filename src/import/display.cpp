// SPDX-License-Identifier: LGPL-2.1-or-later
// Takes screens: VNC and SPICE with the options that libvirt has words for, and the graphics card.
#include <algorithm>
#include <array>

#include "conf/grammar/value.hpp"
#include "conf/model/gettext.hpp"
#include "import/defaults.hpp"
#include "import/table.hpp"

namespace chardev::qemu {

namespace {

struct Card {
    std::string_view name;  ///< of -vga or -device
    const char *model;
};
constexpr std::array cards{
    Card{"std", "vga"}, Card{"cirrus", "cirrus"}, Card{"vmware", "vmvga"},
    Card{"qxl", "qxl"}, Card{"virtio", "virtio"}, Card{"none", "none"},
};
constexpr std::array card_devices{
    Card{"VGA", "vga"},     Card{"cirrus-vga", "cirrus"},     Card{"vmware-svga", "vmvga"},
    Card{"qxl-vga", "qxl"}, Card{"virtio-vga", "virtio"},     Card{"bochs-display", "bochs"},
    Card{"ramfb", "ramfb"}, Card{"virtio-gpu-pci", "virtio"},
};

const char *find_card(const auto &table, std::string_view name)
{
    const auto card =
        std::find_if(table.begin(), table.end(), [name](const Card &known) { return known.name == name; });
    return card == table.end() ? nullptr : card->model;
}

Element &add_video(Draft &draft, const char *model)
{
    Element &video = draft.videos.emplace_back("video");
    return video.add(element("model", {{"type", model}}));
}

void listen_at(Element &graphics, const std::string &address)
{
    graphics.add(element("listen", {{"type", "address"}, {"address", address}}));
}

/// "127.0.0.1:1", ":1", "[::1]:1", "unix:/path".
bool set_vnc_place(const std::string &place, Element &graphics)
{
    constexpr std::string_view socket = "unix:";
    constexpr unsigned first_port = 5900, last_display = 65535 - first_port;
    if (place.starts_with(socket)) {
        graphics.add(element("listen", {{"type", "socket"}, {"socket", place.substr(socket.size())}}));
        return place[std::min(place.size() - 1, socket.size())] == '/';
    }
    const auto colon = place.rfind(':');
    const auto display =
        colon == place.npos ? std::nullopt : decimal(std::string_view(place).substr(colon + 1), last_display);
    if (!display) return false;
    std::string host = place.substr(0, colon);
    if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
    graphics.set("port", std::to_string(first_port + *display));
    graphics.set("autoport", "no");
    listen_at(graphics, host.empty() ? "0.0.0.0" : host);
    return true;
}

bool take_vnc_option(const NamedValue &option, Element &graphics)
{
    const std::string value = option.value.value_or("");
    if (option.name == "websocket" && decimal(value, 65535))
        graphics.set("websocket", value);
    else if (option.name == "share" && (value == "allow-exclusive" || value == "force-shared" || value == "ignore"))
        graphics.set("sharePolicy", value);
    else
        return option.name == "audiodev" && value == "audio1";
    return true;
}

struct SpiceSetting {
    const char *option;
    const char *element;
    const char *attribute;
};
constexpr std::array spice_settings{
    SpiceSetting{"image-compression", "image", "compression"},
    SpiceSetting{"jpeg-wan-compression", "jpeg", "compression"},
    SpiceSetting{"zlib-glz-wan-compression", "zlib", "compression"},
    SpiceSetting{"streaming-video", "streaming", "mode"},
};

bool take_spice_option(const NamedValue &option, Element &graphics)
{
    const std::string value = option.value.value_or("on");
    const auto setting = std::find_if(spice_settings.begin(), spice_settings.end(),
                                      [&](const SpiceSetting &known) { return option.name == known.option; });
    if (setting != spice_settings.end()) {
        graphics.add(element(setting->element, {{setting->attribute, value}}));
        return true;
    }
    if (option.name == "port" && decimal(value, 65535))
        graphics.set("port", value);
    else if (option.name == "addr")
        listen_at(graphics, value);
    else if (option.name == "password")
        graphics.set("passwd", value);
    else
        return option.name == "disable-ticketing" || option.name == "seamless-migration";
    return true;
}

/// QEMU adds a card of its own unless one of these is there.
bool is_card(const Argument &argument)
{
    if (argument.option == "vga" || argument.option == "std-vga") return true;
    const std::string &driver = argument.list.first;
    return argument.option == "device" && (find_card(card_devices, driver) || driver.find("vga") != driver.npos);
}

constexpr const char *no_option = "";

void no_window(Import &import, const std::string &asked)
{
    Draft &draft = import.draft;
    draft.has_display = true;
    if (draft.nographic || !draft.graphics.empty()) return;
    draft.warn(
        asked == no_option
            ? _("without '-display' QEMU opens a window, which a guest of a daemon cannot; its screen is on VNC instead")
            : format(_("'%s' opens a window, which a guest of a daemon cannot; its screen is on VNC instead"),
                     asked.c_str()));
    draft.graphics.push_back(element("graphics", {{"type", "vnc"}, {"port", "-1"}, {"autoport", "yes"}}));
}

}  // namespace

Fate take_vnc(Import &import, Argument &argument)
{
    Draft &draft = import.draft;
    draft.has_display = true;
    if (argument.list.first == "none") return Fate::dropped;
    Element graphics = element("graphics", {{"type", "vnc"}});
    const auto known = [&](const NamedValue &option) { return take_vnc_option(option, graphics); };
    const auto &options = argument.list.options;
    if (!set_vnc_place(argument.list.first, graphics) || !std::all_of(options.begin(), options.end(), known))
        return Fate::kept;
    draft.graphics.push_back(std::move(graphics));
    return Fate::translated;
}

Fate take_spice(Import &import, Argument &argument)
{
    Draft &draft = import.draft;
    draft.has_display = true;
    Element graphics = element("graphics", {{"type", "spice"}});
    const auto known = [&](const NamedValue &option) { return take_spice_option(option, graphics); };
    const auto &options = argument.list.options;
    const NamedValue *open = argument.list.find("disable-ticketing");
    const auto is_open = open ? flag_of(*open) : Result<bool>(false);
    // libvirt lets everybody in where no password is said; QEMU nobody.
    const bool guarded = argument.get("password") || (is_open && *is_open);
    if (!guarded || !argument.get("port") || !argument.list.first.empty() ||
        !std::all_of(options.begin(), options.end(), known))
        return Fate::kept;
    if (!argument.get("addr")) listen_at(graphics, "0.0.0.0");
    graphics.set("autoport", "no");
    draft.graphics.push_back(std::move(graphics));
    return Fate::translated;
}

Fate take_display(Import &import, Argument &argument)
{
    Draft &draft = import.draft;
    const std::string &kind = argument.list.first;
    draft.has_display = true;
    if (kind == "none") return Fate::dropped;
    if (kind.empty() || kind == "egl-headless" || kind == "dbus") return Fate::kept;
    no_window(import, argument.words[0] + " " + argument.value);
    return Fate::dropped;
}

Fate take_window(Import &import, Argument &argument)
{
    no_window(import, argument.words[0]);
    return Fate::dropped;
}

Fate take_nographic(Import &import, Argument &)
{
    import.draft.nographic = import.draft.has_display = true;
    return Fate::dropped;
}

Fate take_vga(Import &import, Argument &argument)
{
    const char *model = find_card(cards, argument.option == "std-vga" ? "std" : argument.value);
    if (!model || (has_no_pci_for_libvirt(import.draft) && argument.value != "none")) return Fate::kept;
    add_video(import.draft, model);
    return Fate::translated;
}

Fate take_video_device(Import &import, Argument &argument)
{
    const char *model = find_card(card_devices, argument.list.first);
    if (!model) return Fate::kept;
    Element place("video");
    // The sizes that libvirt gives a card which says none.
    if (!has_only(argument, {"max_outputs", "ram_size", "vram_size", "vram64_size_mb", "vgamem_mb"}) ||
        !add_place(import, argument, place))
        return Fate::kept;
    Element &out = add_video(import.draft, model);
    const auto size = [&](const char *option, const char *attribute, unsigned unit, bool multiply) {
        const std::string *text = argument.get(option);
        const auto value = text ? decimal(*text, 0x7fffffff) : std::nullopt;
        if (value && *value) out.set(attribute, std::to_string(multiply ? *value * unit : *value / unit));
    };
    size("ram_size", "ram", 1024, false);
    size("vram_size", "vram", 1024, false);
    size("vram64_size_mb", "vram64", 1024, true);
    size("vgamem_mb", model == std::string_view("qxl") ? "vgamem" : "vram", 1024, true);
    if (const std::string *heads = argument.get("max_outputs")) out.set("heads", *heads);
    for (Element &child : place.children) import.draft.videos.back().add(std::move(child));
    return Fate::translated;
}

bool has_card(const Import &import)
{
    return std::any_of(import.arguments.begin(), import.arguments.end(), is_card);
}

void add_default_display(Import &import)
{
    Draft &draft = import.draft;
    if (!import.defaults) return;
    if (!draft.has_display) no_window(import, no_option);
}

}  // namespace chardev::qemu
