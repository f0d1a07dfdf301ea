// SPDX-License-Identifier: LGPL-2.1-or-later
// Disks whose image is a file or a device of the host. Network disks, and those with options that libvirt lacks, are kept.
#include <algorithm>
#include <array>

#include "conf/gettext.hpp"
#include "conf/value.hpp"
#include "qemu/import_disk.hpp"

namespace chardev::qemu {

namespace {

/// The first letters of a disk's name on each bus of libvirt's.
const char *prefix_of(const std::string &bus)
{
    return bus == "ide" ? "hd" : bus == "fdc" ? "fd" : bus == "virtio" ? "vd" : bus == "xen" ? "xvd" : "sd";
}

std::string letters(unsigned index)
{
    std::string out(1, static_cast<char>('a' + index % 26));
    return index < 26 ? out : letters(index / 26 - 1) + out;
}

std::string free_target(Draft &draft, const std::string &bus, std::optional<unsigned> index)
{
    const std::string prefix = prefix_of(bus);
    unsigned &free = draft.first_free[prefix];
    const bool taken = !index || draft.targets.contains(prefix + letters(*index));
    unsigned at = taken ? std::max(free, index.value_or(0)) : *index;
    while (draft.targets.contains(prefix + letters(at))) ++at;
    draft.targets.insert(prefix + letters(at));
    while (draft.targets.contains(prefix + letters(free))) ++free;
    return prefix + letters(at);
}

struct Ending {
    const char *ending;
    const char *format;
};
constexpr std::array endings{Ending{".qcow2", "qcow2"}, Ending{".qcow", "qcow"}, Ending{".vmdk", "vmdk"}, Ending{".vdi", "vdi"},
                             Ending{".vhdx", "vhdx"},   Ending{".qed", "qed"},   Ending{".vpc", "vpc"},   Ending{".vhd", "vpc"}};

/// QEMU looks into an image whose format is not said; libvirt takes it for raw.
std::string format_by_name(Draft &draft, const Image &image)
{
    for (const auto &[ending, name] : endings) {
        if (!image.path.ends_with(ending)) continue;
        draft.warn(format(_("the format of '%s' is not said and was taken for '%s' from its name; correct <driver type=…> if it is another"), image.path.c_str(), name));
        return name;
    }
    const bool device = image.path.starts_with("/dev/");
    if (!device && image.device == "disk")
        draft.warn(format(_("the format of '%s' is not said and was taken for 'raw'; correct <driver type=…> if it is another"), image.path.c_str()));
    return "raw";
}

/// Something that QEMU takes for a protocol, or that is no path at all.
bool is_local(const std::string &path)
{
    if (path.starts_with('/')) return true;
    const auto colon = path.find(':');
    return !path.empty() && (colon == path.npos || path.find('/') < colon);
}

void set_driver(Draft &draft, const Image &image, Element &driver)
{
    driver.set("name", "qemu");
    driver.set("type", image.format.empty() ? format_by_name(draft, image) : image.format);
    for (const auto &[name, value] : image.driver) driver.set(name, value);
}

struct DriveOption {
    const char *name;
    const char *attribute;  ///< of <driver>
    std::array<std::string_view, 6> values;
};
constexpr std::array drive_options{
    DriveOption{"cache", "cache", {"none", "writeback", "writethrough", "directsync", "unsafe"}},
    DriveOption{"aio", "io", {"native", "threads", "io_uring"}},
    DriveOption{"discard", "discard", {"unmap", "ignore"}},
    DriveOption{"detect-zeroes", "detect_zeroes", {"on", "off", "unmap"}},
    DriveOption{"werror", "error_policy", {"stop", "report", "ignore", "enospc"}},
    DriveOption{"rerror", "rerror_policy", {"stop", "report", "ignore"}},
    DriveOption{"copy-on-read", "copy_on_read", {"on", "off"}},
};

bool take_driver_option(Image &image, const NamedValue &option)
{
    const auto row = std::find_if(drive_options.begin(), drive_options.end(),
                                  [&](const DriveOption &known) { return option.name == known.name; });
    if (row == drive_options.end() || !option.value) return false;
    const std::string value = option.name == "cache" && *option.value == "off" ? "none" : *option.value;
    if (value.empty() || std::find(row->values.begin(), row->values.end(), value) == row->values.end()) return false;
    image.driver.emplace_back(row->attribute, value);
    return true;
}

bool take_number(std::optional<unsigned> &number, const NamedValue &option)
{
    constexpr unsigned most = 255;
    number = option.value ? decimal(*option.value, most) : std::nullopt;
    return number.has_value();
}

bool take_drive_option(Image &image, const NamedValue &option)
{
    const std::string value = option.value.value_or("");
    if (option.name == "file") image.path = value;
    else if (option.name == "if") image.interface = value;
    else if (option.name == "format") image.format = value;
    else if (option.name == "media") image.device = value;
    else if (option.name == "index") return take_number(image.index, option);
    else if (option.name == "unit") return take_number(image.unit, option);
    else if (option.name == "bus") return take_number(image.bus_number, option);
    else if (option.name == "readonly" || option.name == "read-only" || option.name == "snapshot") {
        const auto flag = flag_of(option);
        if (flag) (option.name == "snapshot" ? image.transient : image.readonly) = *flag;
        return bool(flag);
    } else if (option.name != "id") return take_driver_option(image, option);
    return true;
}

struct Interface {
    std::string_view name;
    const char *bus;
    const char *device;  ///< "": as media says
};
constexpr std::array interfaces{Interface{"ide", "ide", ""}, Interface{"virtio", "virtio", ""},
                                Interface{"floppy", "fdc", "floppy"}, Interface{"scsi", "scsi", ""}};

/// The bus that QEMU takes for if=… on this machine, or nullptr.
const char *bus_of(const Import &import, const Image &image)
{
    std::string_view name = image.interface;
    if (name.empty()) name = import.is_x86() ? "ide" : "virtio";
    if (name == "ide" && import.is_q35()) return "sata";
    for (const Interface &known : interfaces)
        if (name == known.name) return known.bus;
    return nullptr;
}

}  // namespace

std::optional<Image> image_of(const Argument &argument)
{
    Image image;
    if (!argument.is_list || !argument.list.first.empty()) return std::nullopt;
    for (const NamedValue &option : argument.list.options)
        if (!take_drive_option(image, option)) return std::nullopt;
    if (image.device != "disk" && image.device != "cdrom") return std::nullopt;
    if (!image.path.empty() && !is_local(image.path)) return std::nullopt;
    return image;
}

Element &add_disk(Import &import, Image image, const std::string &bus)
{
    Draft &draft = import.draft;
    const bool device = image.path.starts_with("/dev/");
    Element disk = element("disk", {{"type", device ? "block" : "file"}, {"device", image.device}});
    if (!image.path.empty()) {
        check_path(draft, image.path);
        set_driver(draft, image, disk.add(Element("driver")));
        disk.add(element("source", {{device ? "dev" : "file", image.path}}));
    }
    disk.add(element("target", {{"dev", free_target(draft, bus, image.index)}, {"bus", bus}}));
    if (image.readonly || image.device == "cdrom") disk.add(Element("readonly"));
    else if (image.transient || draft.snapshot) disk.add(Element("transient"));
    draft.has_cdrom = draft.has_cdrom || image.device == "cdrom";
    draft.has_floppy = draft.has_floppy || image.device == "floppy";
    draft.disks.push_back(std::move(disk));
    return draft.disks.back();
}

Fate take_image(Import &import, Argument &argument)
{
    const std::string &option = argument.option;
    Image image;
    image.path = argument.value;
    if (!is_local(image.path)) return Fate::kept;
    image.index = option == "cdrom" ? 2U : static_cast<unsigned>(option.back() - 'a');
    if (option == "cdrom") image.device = "cdrom";
    if (option.starts_with("fd")) image.interface = image.device = "floppy";
    const char *bus = bus_of(import, image);
    if (!import.is_x86()) image.index.reset();
    if (option == "cdrom" && !import.is_x86()) bus = "scsi";
    add_disk(import, image, image.interface == "floppy" ? "fdc" : bus);
    return Fate::translated;
}

Fate take_drive(Import &import, Argument &argument)
{
    const auto image = image_of(argument);
    if (!image) return Fate::kept;
    if (image->interface == "none") return Fate::offered;
    if (image->interface == "pflash") return take_flash(import, *image);
    const char *bus = bus_of(import, *image);
    if (!bus || image->path.empty()) return Fate::kept;
    Image placed = *image;
    const std::string on = bus;
    const unsigned per_bus = on == "ide" ? 2 : on == "scsi" ? 7 : 1;
    if (placed.bus_number || placed.unit)
        placed.index = placed.bus_number.value_or(0) * per_bus + placed.unit.value_or(0);
    if (on == "fdc") placed.device = "floppy";
    if (on == "scsi") need_scsi(import, "lsilogic");
    add_disk(import, placed, on);
    return Fate::translated;
}

Fate take_blockdev(Import &, Argument &argument)
{
    return argument.is_list ? Fate::offered : Fate::kept;
}

Fate take_snapshot(Import &import, Argument &)
{
    import.draft.snapshot = true;
    import.draft.warn(_("what the guest writes is thrown away when it ends, as '-snapshot' asks: its disks are <transient/>"));
    return Fate::translated;
}

}  // namespace chardev::qemu
