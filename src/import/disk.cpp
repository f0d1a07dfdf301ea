// SPDX-License-Identifier: LGPL-2.1-or-later
// Takes disks whose image is a file or a device of the host. Network disks, and those with options that libvirt lacks, are kept.
#include <algorithm>
#include <array>

#include "conf/grammar/value.hpp"
#include "conf/model/gettext.hpp"
#include "import/defaults.hpp"
#include "import/disk.hpp"
#include "import/table.hpp"

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

/// Which place a disk has on its bus: `index`, or the first free one.
unsigned take_place(Draft &draft, const std::string &bus, std::optional<unsigned> index)
{
    const std::string prefix = prefix_of(bus);
    unsigned &free = draft.first_free[prefix];
    const bool taken = !index || draft.targets.contains(prefix + letters(*index));
    unsigned at = taken ? std::max(free, index.value_or(0)) : *index;
    while (draft.targets.contains(prefix + letters(at))) ++at;
    draft.targets.insert(prefix + letters(at));
    while (draft.targets.contains(prefix + letters(free))) ++free;
    return at;
}

struct Ending {
    const char *ending;
    const char *format;
};
constexpr std::array endings{Ending{".qcow2", "qcow2"}, Ending{".qcow", "qcow"}, Ending{".vmdk", "vmdk"},
                             Ending{".vdi", "vdi"},     Ending{".vhdx", "vhdx"}, Ending{".qed", "qed"},
                             Ending{".vpc", "vpc"},     Ending{".vhd", "vpc"}};

/// QEMU looks into an image whose format is not said; libvirt takes it for raw.
std::string format_by_name(Draft &draft, const Image &image)
{
    for (const auto &[ending, name] : endings) {
        if (!image.path.ends_with(ending)) continue;
        draft.warn(format(
            _("the format of '%s' is not said and was taken for '%s' from its name; correct <driver type=…> if it is another"),
            image.path.c_str(), name));
        return name;
    }
    const bool device = image.path.starts_with("/dev/");
    if (!device && image.device == "disk")
        draft.warn(format(
            _("the format of '%s' is not said and was taken for 'raw'; correct <driver type=…> if it is another"),
            image.path.c_str()));
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

bool set_number(std::optional<unsigned> &number, const NamedValue &option)
{
    constexpr unsigned most = 255;
    number = option.value ? decimal(*option.value, most) : std::nullopt;
    return number.has_value();
}

bool take_drive_option(Image &image, const NamedValue &option)
{
    const std::string value = option.value.value_or("");
    if (option.name == "file")
        image.path = value;
    else if (option.name == "if")
        image.interface = value;
    else if (option.name == "format")
        image.format = value;
    else if (option.name == "media")
        image.device = value;
    else if (option.name == "index")
        return set_number(image.index, option);
    else if (option.name == "unit")
        return set_number(image.unit, option);
    else if (option.name == "bus")
        return set_number(image.bus_number, option);
    else if (option.name == "readonly" || option.name == "read-only" || option.name == "snapshot") {
        const auto flag = flag_of(option);
        if (flag && option.name == "snapshot")
            image.transient = *flag;
        else if (flag)
            image.readonly = *flag;
        return bool(flag);
    } else if (option.name != "id")
        return take_driver_option(image, option);
    return true;
}

struct Interface {
    std::string_view name;
    const char *bus;
    const char *device;  ///< "": as media says
};
constexpr std::array interfaces{Interface{"ide", "ide", ""}, Interface{"virtio", "virtio", ""},
                                Interface{"floppy", "fdc", "floppy"}, Interface{"scsi", "scsi", ""}};

unsigned disks_per_bus(std::string_view bus)
{
    return bus == "ide" ? 2 : bus == "scsi" ? 7 : 1;
}

std::optional<unsigned> image_index(const Image &image, std::string_view bus)
{
    if (!image.bus_number && !image.unit) return image.index;
    return image.bus_number.value_or(0) * disks_per_bus(bus) + image.unit.value_or(0);
}

bool is_transient(const Draft &draft, const Image &image)
{
    return !image.readonly && image.device != "cdrom" && image.transient.value_or(draft.snapshot);
}

/// What QEMU takes on this machine if no if=… is said; "": not known here.
std::string_view default_interface(const Import &import)
{
    const std::string &machine = import.draft.machine;
    if (import.is_x86()) return "ide";
    if (machine.starts_with("virt") || machine.starts_with("s390-ccw")) return "virtio";
    return machine.starts_with("pseries") ? "scsi" : "";
}

/// The bus that QEMU takes for if=… on this machine, or nullptr.
const char *bus_of(const Import &import, const Image &image)
{
    std::string_view name = image.interface;
    if (name.empty()) name = default_interface(import);
    if (has_no_pci_for_libvirt(import.draft)) return nullptr;
    if (name == "ide" && import.is_q35()) return "sata";
    for (const Interface &known : interfaces)
        if (name == known.name) return known.bus;
    return nullptr;
}

/// What "-hda PATH" and its like say.
Image image_alone(const Argument &argument)
{
    Image image;
    image.path = argument.value;
    image.index = argument.option == "cdrom" ? 2U : static_cast<unsigned>(argument.option.back() - 'a');
    if (argument.option == "cdrom") image.device = "cdrom";
    if (argument.option.starts_with("fd")) image.interface = image.device = "floppy";
    return image;
}

/// What a -drive says of its place, whatever else it says.
Image place_of(const Argument &argument)
{
    Image image;
    for (const NamedValue &option : argument.list.options)
        if (option.name == "if" || option.name == "index" || option.name == "bus" || option.name == "unit")
            take_drive_option(image, option);
    return image;
}

constexpr std::string_view ide_stem = "ide.";

/// Where QEMU puts a disk that says no bus: on the last one that has room.
std::optional<unsigned> last_free_index(const Draft &draft, const std::string &bus)
{
    const unsigned per_bus = disks_per_bus(bus), buses = bus == "ide" ? 2 : 6;
    for (unsigned number = buses; number-- > 0;)
        for (unsigned unit = 0; unit < per_bus; ++unit)
            if (!draft.targets.contains(prefix_of(bus) + letters(number * per_bus + unit)))
                return number * per_bus + unit;
    return std::nullopt;
}

void keep_ide_device(Import &import, Argument &argument)
{
    const std::string bus = import.is_q35() ? "sata" : "ide";
    const bool said = argument.get("bus") != nullptr;
    const auto index = ide_index(import.draft, argument, bus);
    if (said && !index) return;  // on a controller of its own
    const unsigned at = take_place(import.draft, bus, index);
    if (said) return;
    OptionList list = argument.list;
    list.options.push_back({"bus", std::string(ide_stem) + std::to_string(at / disks_per_bus(bus))});
    list.options.push_back({"unit", std::to_string(at % disks_per_bus(bus))});
    argument.words = {argument.words[0], write_option_list(list)};
}

}  // namespace

std::optional<unsigned> ide_index(const Draft &draft, const Argument &argument, const std::string &bus)
{
    const std::string *on = argument.get("bus"), *unit = argument.get("unit");
    if (!on) return last_free_index(draft, bus);
    const auto number =
        on->starts_with(ide_stem) ? decimal(std::string_view(*on).substr(ide_stem.size()), 255) : std::nullopt;
    if (!number) return std::nullopt;
    return *number * disks_per_bus(bus) + (unit ? decimal(*unit, 255).value_or(0) : 0);
}

void keep_disk_place(Import &import, Argument &argument)
{
    const std::string &driver = argument.list.first;
    if (argument.option == "device" && argument.is_list &&
        (driver == "ide-hd" || driver == "ide-cd" || driver == "ide-drive"))
        return keep_ide_device(import, argument);
    const bool drive = argument.option == "drive" && argument.is_list;
    const OptionRow *row = find_option(argument.option);
    if (!drive && (!row || row->take != take_image || !import.is_x86())) return;
    const Image image = drive ? place_of(argument) : image_alone(argument);
    const char *bus = bus_of(import, image);
    if (!bus || bus == std::string_view("virtio") || bus == std::string_view("scsi")) return;
    const auto said = image_index(image, bus);
    const unsigned at = take_place(import.draft, bus, said);
    if (said) return;
    OptionList list = argument.list;
    list.options.push_back({"index", std::to_string(at)});
    argument.words = {argument.words[0], write_option_list(list)};
}

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
    disk.add(element("target", {{"dev", prefix_of(bus) + letters(take_place(draft, bus, image.index))}, {"bus", bus}}));
    if (image.readonly || image.device == "cdrom") disk.add(Element("readonly"));
    if (is_transient(draft, image)) disk.add(Element("transient"));
    draft.has_cdrom = draft.has_cdrom || image.device == "cdrom";
    draft.has_floppy = draft.has_floppy || image.device == "floppy";
    draft.disks.push_back(std::move(disk));
    return draft.disks.back();
}

bool can_be_transient(const Draft &draft, const Image &image)
{
    return !is_transient(draft, image) || (image.device == "disk" && !image.path.starts_with("/dev/"));
}

Fate take_image(Import &import, Argument &argument)
{
    Image image = image_alone(argument);
    if (!is_local(image.path) || !can_be_transient(import.draft, image)) return Fate::kept;
    const char *bus = bus_of(import, image);
    if (!import.is_x86()) image.index.reset();
    if (!bus) return Fate::kept;
    if (bus == std::string_view("virtio") && image.device == "cdrom") {  // QEMU's has no tray
        image.device = "disk";
        image.readonly = true;
    }
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
    placed.index = image_index(*image, on);
    if (on == "fdc") placed.device = "floppy";
    if (!can_be_transient(import.draft, placed)) return Fate::kept;
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
    import.draft.warn(
        _("changes to the disks are discarded when the guest stops, because the command line has '-snapshot'"));
    return Fate::translated;
}

/// It holds for every -drive, but for nothing of libvirt's: those disks are <transient/>.
void keep_snapshot(Import &import)
{
    static constexpr std::array<std::string_view, 13> drives{"drive", "hda",       "hdb",       "hdc",    "hdd",
                                                             "cdrom", "fda",       "fdb",       "pflash", "mtdblock",
                                                             "sd",    "usbdevice", "readconfig"};
    const auto is_kept_drive = [](const Argument &argument) {
        return argument.fate == Fate::kept && std::find(drives.begin(), drives.end(), argument.option) != drives.end();
    };
    if (std::none_of(import.arguments.begin(), import.arguments.end(), is_kept_drive)) return;
    for (Argument &argument : import.arguments)
        if (argument.option == "snapshot") argument.fate = Fate::kept;
}

}  // namespace chardev::qemu
