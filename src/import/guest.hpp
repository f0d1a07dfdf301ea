// SPDX-License-Identifier: LGPL-2.1-or-later
// The guest that an import is building, and the document that is made of it.
#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "conf/model/model.hpp"
#include "conf/model/result.hpp"
#include "conf/xml/element_xml.hpp"
#include "import/argument.hpp"
#include "qemu/legacy/grammar.hpp"
#include "qemu/limits.hpp"

namespace chardev::qemu {

/// A controller by its name on the command line.
struct Bus {
    std::string id;
    std::string type;  ///< libvirt's: "usb", "scsi"
    unsigned index = 0;
};

/// What is said of the guest so far, in libvirt's words where it has them.
struct Draft {
    std::string type = "qemu";
    std::string name, uuid, emulator, arch, machine;
    unsigned long long memory = 128 * 1024;                                          ///< KiB; QEMU's default
    unsigned cpus = 0, max_cpus = 0, sockets = 0, dies = 0, cores = 0, threads = 0;  ///< 0: not said
    bool acpi = true, hpet = true, usb = false, snapshot = false, nographic = false;
    bool has_memory = false;  ///< -m was given
    bool keeps_numa = false;  ///< libvirt cannot say all of -numa
    bool has_balloon = false;
    bool has_display = false;  ///< -display, -vnc, -spice or the like was given
    bool has_cdrom = false, has_floppy = false;
    std::string boot = "cad";     ///< QEMU's letters
    bool boots_strictly = false;  ///< from devices with a bootindex alone
    std::optional<std::string> on_reboot;
    std::string rtc = "utc";
    std::optional<std::string> boot_menu;  ///< "yes" or "no"

    Element os{"os"}, features{"features"}, cpu{"cpu"}, clock{"clock"}, memory_backing{"memoryBacking"}, pm{"pm"};
    std::vector<Element> disks, controllers, interfaces, channels, inputs, graphics, sounds, videos, others;

    std::set<std::string> targets;               ///< the names of disks that are in use: "hda", "sdb"
    std::map<std::string, unsigned> first_free;  ///< by the letters that they begin with, the first that is not
    std::vector<Bus> buses;
    std::vector<std::pair<const Argument *, Port>> ports;  ///< the option that says which slot it is, and the rest
    std::vector<std::string> warnings;
    std::optional<Error> error;

    /// A value in it may have a control character, which would break the line.
    void warn(std::string sentence)
    {
        std::replace_if(
            sentence.begin(), sentence.end(), [](char c) { return (c >= 0 && c < ' ') || c == 0x7f; }, '?');
        if (std::find(warnings.begin(), warnings.end(), sentence) == warnings.end())
            warnings.push_back(std::move(sentence));
    }
    void fail(Error wrong)
    {
        if (!error) error = std::move(wrong);
    }
};

struct Import {
    std::vector<Argument> arguments;
    HostOs host = HostOs::linux_;
    bool defaults = true;       ///< without -nodefaults QEMU adds devices of its own
    bool libvirts = false;      ///< libvirt wrote the command line
    bool boots_from_0 = false;  ///< there is a bootindex=0, which libvirt has no word for
    Draft draft;

    /// The offered half of a device, or nullptr.
    [[nodiscard]] Argument *offered(std::string_view option, std::string_view id);
    /// Which controller of `type` has the bus that "bus=ID.0" names.
    [[nodiscard]] std::optional<unsigned> controller_of(std::string_view type, std::string_view bus) const;
    [[nodiscard]] bool is_x86() const { return chardev::is_x86(draft.arch); }
    [[nodiscard]] bool is_q35() const;
};

/// <address type='pci'/> and <boot order=…/> of a device, if `bus` and `addr` are such as libvirt names them.
/// False: the options say something else, and the device is to be kept.
[[nodiscard]] bool add_place(Import &import, const Argument &argument, Element &device);
/// True if `argument` has no options but these, and those of add_place.
[[nodiscard]] bool has_only(const Argument &argument, std::initializer_list<std::string_view> names);

/// `id`, or with letters behind it if an option has it already.
[[nodiscard]] std::string unused_id(const Import &import, std::string id);
/// Warns of a path that only QEMU's own folder could complete.
void check_path(Draft &draft, const std::string &path);

/// Element NAME with attributes in turn.
[[nodiscard]] Element element(std::string name,
                              std::initializer_list<std::pair<const char *, std::string>> attributes = {});
/// `child` in the place of any of its name.
Element &put(Element &parent, Element child);

/// The document, once it is known what becomes of each option. `environment` is
/// what is not libvirt's own.
[[nodiscard]] std::string write_domain(Import &import, const std::vector<Element> &ports,
                                       const std::vector<std::string> &environment);

}  // namespace chardev::qemu
