// SPDX-License-Identifier: LGPL-2.1-or-later
// Knows the options that name others, and the names that libvirt has for what it makes itself (its qemu_alias.c, up to 10.0).
#include "import/reference.hpp"

#include <algorithm>
#include <array>

namespace chardev::qemu {

namespace {

constexpr std::string_view digits = "0123456789";

template <std::size_t size>
bool is_one_of(const std::array<std::string_view, size> &names, std::string_view name)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// Options whose values are never ids.
constexpr std::array<std::string_view, 34> plain_options{
    "D",       "L",      "acpitable", "append",   "balloon", "bios", "boot",       "cdrom",  "cpu",
    "d",       "dtb",    "fda",       "fdb",      "hda",     "hdb",  "hdc",        "hdd",    "initrd",
    "k",       "kernel", "m",         "mem-path", "msg",     "name", "option-rom", "pflash", "rtc",
    "sandbox", "smbios", "smp",       "trace",    "uuid",    "vga",  "virtfs"};

/// Options of which few values are ids.
struct Few {
    std::string_view option;
    std::array<std::string_view, 3> names;
};
constexpr std::array few{
    Few{"chardev", {"tls-creds", "tls-authz"}},
    Few{"fw_cfg", {"gen_id"}},
    Few{"mon", {"chardev"}},
    Few{"net", {"netdev", "chardev", "guestfwd"}},
    Few{"netdev", {"netdev", "chardev", "guestfwd"}},
    Few{"nic", {"netdev", "chardev", "guestfwd"}},
    Few{"numa", {"memdev"}},
    Few{"fsdev", {}},
    Few{"tpmdev", {"chardev"}},
};

/// Values of these names are texts in every option.
constexpr std::array<std::string_view, 31> texts{
    "addr",  "driver",  "file",    "filename", "format",  "host",      "hostname", "id",
    "label", "logfile", "mac",     "macaddr",  "model",   "mount_tag", "name",     "node-name",
    "path",  "port",    "product", "qom-type", "romfile", "serial",    "sysfsdev", "tag",
    "title", "type",    "vendor",  "version",  "wwn",     "mem-path",  "server"};

/// Values of these names are ids of one space.
struct Named {
    std::string_view name, space;
};
constexpr std::array named{Named{"chardev", "chardev"}, Named{"netdev", "netdev"},    Named{"drive", "block"},
                           Named{"bus", "device"},      Named{"guestfwd", "chardev"}, Named{"position", "object"},
                           Named{"fsdev", "fsdev"},     Named{"tpmdev", "tpmdev"},    Named{"audiodev", "audiodev"}};

std::string_view last_part(std::string_view name)
{
    const auto dot = name.rfind('.');
    return dot == name.npos ? name : name.substr(dot + 1);
}

/// What libvirt numbers, by the name that stands before the number.
constexpr std::array<std::string_view, 42> devices{
    "serial",    "parallel",   "console", "channel", "net",    "virtio-disk", "usb-disk",
    "sd-disk",   "xen-disk",   "ide",     "scsi",    "sata",   "fdc",         "usb",
    "ccid",      "pci.",       "pcie.",   "fs",      "sound",  "video",       "redir",
    "rng",       "dimm",       "nvdimm",  "shmem",   "input",  "tpm",         "balloon",
    "panic",     "smartcard",  "hub",     "hostdev", "vsock",  "watchdog",    "virtio-serial",
    "virtiomem", "virtiopmem", "xenbus",  "mem",     "crypto", "iommu",       "audio"};

bool is_numbered(std::string_view id, std::string_view stem)
{
    return id.starts_with(stem) && id.size() > stem.size() && digits.find(id[stem.size()]) != digits.npos;
}

/// Names that libvirt makes of a device's, and others.
struct Own {
    std::string_view space, prefix;
    bool is_whole = false;  ///< nothing of a device's follows
};
constexpr std::array own{
    Own{"chardev", "char"},
    Own{"chardev", "chr-vu-"},
    Own{"chardev", "charmonitor", true},
    Own{"chardev", "charua-", true},
    Own{"chardev", "chrtpm", true},
    Own{"netdev", "host"},
    Own{"object", "obj"},
    Own{"object", "mem"},
    Own{"object", "shmmem-"},
    Own{"object", "iothread", true},
    Own{"object", "ram-node", true},
    Own{"object", "masterKey", true},
    Own{"object", "pc.ram", true},
    Own{"object", "libvirt-", true},
    Own{"object", "lsec", true},
    Own{"object", "pr-helper", true},
    Own{"block", "drive-"},
    Own{"block", "libvirt-", true},
    Own{"fsdev", "fsdev-"},
    Own{"tpmdev", "tpm-"},
    Own{"audiodev", ""},
    Own{"mon", "monitor", true},
    Own{"device", ""},
    Own{"device", "usb", false},
};

bool is_device(std::string_view id)
{
    return id == "usb" || id == "ide" ||
           std::any_of(devices.begin(), devices.end(), [id](std::string_view stem) { return is_numbered(id, stem); });
}

}  // namespace

std::string_view space_of(std::string_view option)
{
    if (option == "drive" || option == "blockdev") return "block";
    return option == "net" || option == "nic" ? "netdev" : option;
}

std::optional<std::string_view> space_named_by(std::string_view option, std::string_view name)
{
    if (is_one_of(plain_options, option)) return std::nullopt;
    if (name.empty()) return option == "mon" ? std::optional<std::string_view>("chardev") : std::nullopt;
    const auto row =
        std::find_if(few.begin(), few.end(), [option](const Few &known) { return known.option == option; });
    if (row != few.end() && !is_one_of(row->names, name)) return std::nullopt;
    if (option == "blockdev" && last_part(name) == "file") return "block";
    if (is_one_of(texts, last_part(name))) return std::nullopt;
    for (const auto &[known, space] : named)
        if (known == name) return space;
    return "";
}

bool is_own_id(std::string_view name)
{
    return name == "id" || last_part(name) == "node-name";
}

std::string_view id_in(std::string_view value)
{
    constexpr std::string_view chardev = "chardev:", position = "id=";
    if (value.starts_with(chardev)) return value.substr(chardev.size());
    if (value.starts_with(position)) return value.substr(position.size());
    const auto forwarded = value.find("-chardev:");  // of guestfwd=
    return forwarded == value.npos ? value : value.substr(forwarded + 1 + chardev.size());
}

bool is_libvirts_id(std::string_view space, std::string_view id)
{
    return std::any_of(own.begin(), own.end(), [space, id](const Own &known) {
        return space == known.space && id.starts_with(known.prefix) &&
               (known.is_whole || is_device(id.substr(known.prefix.size())));
    });
}

}  // namespace chardev::qemu
