// SPDX-License-Identifier: LGPL-2.1-or-later
// A disk of QEMU's, before it is known which device it is for.
#pragma once

#include <utility>

#include "import/guest.hpp"

namespace chardev::qemu {

struct Image {
    std::string path, format, interface;
    std::string device = "disk";                              ///< libvirt's word: disk, cdrom, floppy
    std::vector<std::pair<std::string, std::string>> driver;  ///< further attributes of <driver>
    std::optional<unsigned> index, unit, bus_number;
    bool readonly = false;
    std::optional<bool> transient;  ///< not said: as -snapshot says
};

/// A -drive; std::nullopt: it has something that libvirt has no word for.
[[nodiscard]] std::optional<Image> image_of(const Argument &drive);
/// Two -blockdev of libvirt's, by the name of the upper one, or the one of a raw image; they are claimed.
[[nodiscard]] std::optional<Image> image_of_blockdev(Import &import, const std::string &node);

/// The number of an ide-hd or ide-cd among the disks of `bus` ("ide", "sata"); without bus= the one that QEMU gives it.
/// std::nullopt: it is on another controller, or there is no room.
[[nodiscard]] std::optional<unsigned> ide_index(const Draft &draft, const Argument &argument, const std::string &bus);
/// libvirt knows <transient/> of disks in files alone.
[[nodiscard]] bool can_be_transient(const Draft &draft, const Image &image);
/// Puts a <disk> on `bus` ("ide", "sata", "scsi", "virtio", "usb", "fdc").
Element &add_disk(Import &import, Image image, const std::string &bus);
/// Firmware in flash memory.
Fate take_flash(Import &import, const Image &image);
/// The place that a kept disk has on its bus is no other's, and said: QEMU would give it the first free one.
void keep_disk_place(Import &import, Argument &argument);
/// -snapshot stays if a drive does.
void keep_snapshot(Import &import);
/// Sees to it that there is a SCSI controller.
void need_scsi(Import &import, const std::string &model);

}  // namespace chardev::qemu
