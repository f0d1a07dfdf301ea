// SPDX-License-Identifier: LGPL-2.1-or-later
// Takes disks in two halves, a -drive or -blockdev and a -device; and firmware, which is a disk to QEMU.
#include <algorithm>
#include <array>

#include "conf/grammar/value.hpp"
#include "import/disk.hpp"
#include "import/table.hpp"

namespace chardev::qemu {

namespace {

struct DiskModel {
    std::string_view driver;
    const char *bus;     ///< on q35 "ide" is "sata"
    const char *device;  ///< "": as the drive says
};
constexpr std::array models{
    DiskModel{"virtio-blk-pci", "virtio", ""}, DiskModel{"virtio-blk", "virtio", ""},
    DiskModel{"virtio-blk-ccw", "virtio", ""}, DiskModel{"virtio-blk-device", "virtio", ""},
    DiskModel{"ide-hd", "ide", "disk"},        DiskModel{"ide-cd", "ide", "cdrom"},
    DiskModel{"ide-drive", "ide", ""},         DiskModel{"scsi-hd", "scsi", "disk"},
    DiskModel{"scsi-cd", "scsi", "cdrom"},     DiskModel{"scsi-disk", "scsi", ""},
    DiskModel{"usb-storage", "usb", ""},       DiskModel{"floppy", "fdc", "floppy"},
};

/// Options that libvirt writes by itself, or that say where a disk is on a bus without PCI.
constexpr std::array<std::string_view, 14> placing{"drive",       "id",      "bus",       "addr",     "bootindex",
                                                   "unit",        "channel", "device_id", "lun",      "scsi-id",
                                                   "write-cache", "port",    "serial",    "removable"};

bool has_known_options(const Argument &argument)
{
    return argument.is_list &&
           std::all_of(argument.list.options.begin(), argument.list.options.end(), [](const NamedValue &option) {
               return std::find(placing.begin(), placing.end(), option.name) != placing.end();
           });
}

std::string digits_after(const std::string &text, std::string_view stem)
{
    std::string rest = text.starts_with(stem) ? text.substr(stem.size()) : std::string();
    const auto dot = rest.find('.');
    rest = rest.substr(0, dot);
    return decimal(rest, 255) ? rest : std::string();
}

/// "ide.1" and "unit": where a disk is among those of its controller.
bool add_drive_address(const Import &import, const Argument &argument, const std::string &bus, Element &disk)
{
    const std::string *on = argument.get("bus");
    const auto part = [&](const char *name) { return argument.get(name) ? *argument.get(name) : std::string("0"); };
    Element address = element("address", {{"type", "drive"}});
    if (bus == "scsi") {
        const bool said = argument.get("lun") || argument.get("scsi-id") || argument.get("channel");
        if (!on) return !said;
        const auto controller = import.controller_of("scsi", *on);
        if (!controller || (*controller && !said)) return false;
        if (!said) return true;
        address.set("controller", std::to_string(*controller));
        address.set("bus", part("channel"));
        address.set("target", part("scsi-id"));
        address.set("unit", part("lun"));
    } else if (bus == "ide" || bus == "sata") {
        if (!on) return !argument.get("unit");
        const std::string number = digits_after(*on, "ide.");
        if (number.empty()) return false;
        address.set("controller", "0");
        address.set("bus", bus == "ide" ? number : "0");
        address.set("target", "0");
        address.set("unit", bus == "ide" ? part("unit") : number);
    } else {
        return true;
    }
    disk.add(address);
    return true;
}

bool add_disk_place(Import &import, const Argument &argument, const std::string &bus, Element &disk)
{
    Argument pci = argument;
    if (bus == "virtio") return add_place(import, pci, disk);
    std::erase_if(pci.list.options,
                  [](const NamedValue &option) { return option.name == "bus" || option.name == "addr"; });
    return add_place(import, pci, disk) && add_drive_address(import, argument, bus, disk);
}

/// The half that has the image. It is claimed.
std::optional<Image> claim_image(Import &import, const std::string &id)
{
    if (Argument *drive = import.offered("drive", id)) {
        auto image = image_of(*drive);
        if (image) drive->fate = Fate::translated;
        return image;
    }
    return image_of_blockdev(import, id);
}

bool starts_with_any(std::string_view text, std::initializer_list<std::string_view> stems)
{
    return std::any_of(stems.begin(), stems.end(), [text](std::string_view stem) { return text.starts_with(stem); });
}

/// libvirt asks for these by itself, or as <driver cache=…> and discard=… say.
bool is_blockdev_default(const NamedValue &option)
{
    return starts_with_any(option.name,
                           {"auto-read-only", "discard", "node-name", "cache.", "read-only", "file", "filename"});
}

std::string cache_of(const Argument &format)
{
    const auto on = [&](const char *name) { return format.get(name) && *format.get(name) == "on"; };
    if (!format.get("cache.direct")) return {};
    if (on("cache.no-flush")) return "unsafe";
    return on("cache.direct") ? "none" : "writeback";
}

}  // namespace

std::optional<Image> image_of_blockdev(Import &import, const std::string &node)
{
    Argument *format = import.offered("blockdev", node);
    const std::string *below = format ? format->get("file") : nullptr;
    // Since 10.x libvirt has no second node over a raw image (seen: 11.3).
    Argument *storage = below ? import.offered("blockdev", *below) : format;
    if (!storage) return std::nullopt;
    const auto plain = [](const Argument &argument) {
        return std::all_of(argument.list.options.begin(), argument.list.options.end(), is_blockdev_default);
    };
    const std::string &driver = storage->list.first;
    if ((driver != "file" && driver != "host_device") || !plain(*format) || !plain(*storage) ||
        !storage->get("filename"))
        return std::nullopt;
    Image image;
    image.path = *storage->get("filename");
    image.format = below ? format->list.first : "raw";
    image.transient = false;  // QEMU's -snapshot means each -drive
    image.readonly = format->get("read-only") && *format->get("read-only") == "on";
    if (const auto cache = cache_of(*format); !cache.empty()) image.driver.emplace_back("cache", cache);
    const std::string *discard = format->get("discard");
    if (discard && (*discard == "unmap" || *discard == "ignore")) image.driver.emplace_back("discard", *discard);
    format->fate = storage->fate = Fate::translated;
    return image;
}

Fate take_disk_device(Import &import, Argument &argument)
{
    const auto model = std::find_if(models.begin(), models.end(),
                                    [&](const DiskModel &known) { return known.driver == argument.list.first; });
    if (model == models.end() || !has_known_options(argument)) return Fate::kept;
    const std::string *drive = argument.get("drive");
    const std::string bus = model->bus == std::string_view("ide") && import.is_q35() ? "sata" : model->bus;
    Element place("disk");
    if ((!drive && model->device != std::string_view("cdrom")) || !add_disk_place(import, argument, bus, place))
        return Fate::kept;
    auto image = drive ? claim_image(import, *drive) : Image{};
    if (!image || (image->path.empty() && model->device != std::string_view("cdrom"))) return Fate::kept;
    if (*model->device) image->device = model->device;
    if (!can_be_transient(import.draft, *image)) return Fate::kept;
    if (bus == "ide" || bus == "sata") image->index = ide_index(import.draft, argument, bus);
    if (bus == "scsi") need_scsi(import, "");
    if (bus == "usb") import.draft.usb = true;
    Element &disk = add_disk(import, *image, bus);
    if (const std::string *serial = argument.get("serial")) disk.add(Element("serial")).text = *serial;
    for (Element &child : place.children) disk.add(std::move(child));
    return Fate::translated;
}

Fate take_flash(Import &import, const Image &image)
{
    Element &os = import.draft.os;
    if (import.draft.snapshot) return Fate::kept;  // <nvram> cannot be <transient/>
    const unsigned unit = image.unit.value_or(image.index.value_or(os.child("loader") ? 1 : 0));
    if (!image.path.starts_with('/') || (!image.format.empty() && image.format != "raw") || unit > 1) return Fate::kept;
    if (unit == 1 && !os.child("loader")) return Fate::kept;
    if (unit == 1) {
        os.add(Element("nvram")).text = image.path;
        return Fate::translated;
    }
    os.add(element("loader", {{"readonly", image.readonly ? "yes" : "no"}, {"type", "pflash"}})).text = image.path;
    return Fate::translated;
}

Fate take_pflash(Import &import, Argument &argument)
{
    Image image;
    image.path = argument.value;
    return take_flash(import, image);
}

/// A folder of the host.
Fate take_virtfs(Import &import, Argument &argument)
{
    const struct {
        std::string_view model;
        const char *mode;
    } modes[] = {{"passthrough", "passthrough"}, {"mapped", "mapped"}, {"mapped-xattr", "mapped"}, {"none", "squash"}};
    const std::string *path = argument.get("path"), *tag = argument.get("mount_tag"),
                      *model = argument.get("security_model");
    const bool plain = argument.list.first == "local" && argument.list.options.size() == (argument.get("id") ? 4U : 3U);
    if (!plain || !path || !tag || !model || !path->starts_with('/')) return Fate::kept;
    for (const auto &[name, mode] : modes) {
        if (name != *model) continue;
        Element out = element("filesystem", {{"type", "mount"}, {"accessmode", mode}});
        out.add(element("source", {{"dir", *path}}));
        out.add(element("target", {{"dir", *tag}}));
        import.draft.others.push_back(std::move(out));
        return Fate::translated;
    }
    return Fate::kept;
}

void need_scsi(Import &import, const std::string &model)
{
    auto &controllers = import.draft.controllers;
    const bool there = std::any_of(controllers.begin(), controllers.end(), [](const Element &controller) {
        return controller.attribute("type") && *controller.attribute("type") == "scsi";
    });
    if (there || model.empty()) return;
    controllers.push_back(element("controller", {{"type", "scsi"}, {"index", "0"}, {"model", model}}));
}

}  // namespace chardev::qemu
