// SPDX-License-Identifier: LGPL-2.1-or-later
// The guest that an import is building, and which function takes which option of QEMU's.
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
#include "conf/xml/element.hpp"
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

using Handler = Fate (*)(Import &import, Argument &argument);

/// What others depend on comes first: the machine, then those halves of devices that others claim.
enum class Turn { machine, halves, rest };

struct OptionRow {
    const char *option;
    Handler take;
    Turn turn = Turn::rest;
    bool last_counts = false;  ///< QEMU forgets what the same option said before
};

/// nullptr: not known.
[[nodiscard]] const OptionRow *find_option(std::string_view option);

// One handler or more for each part of a guest; see the table in table.cpp.
Fate take_name(Import &, Argument &);
Fate take_uuid(Import &, Argument &);
Fate take_memory(Import &, Argument &);
Fate take_mem_path(Import &, Argument &);
Fate take_mem_prealloc(Import &, Argument &);
Fate take_numa(Import &, Argument &);
Fate take_smp(Import &, Argument &);
Fate take_machine(Import &, Argument &);
Fate take_accel(Import &, Argument &);
Fate take_kvm(Import &, Argument &);
Fate take_cpu(Import &, Argument &);

Fate take_kernel(Import &, Argument &);
Fate take_bios(Import &, Argument &);
Fate take_boot(Import &, Argument &);
Fate take_rtc(Import &, Argument &);
Fate take_localtime(Import &, Argument &);
Fate take_no_acpi(Import &, Argument &);
Fate take_no_hpet(Import &, Argument &);
Fate take_no_reboot(Import &, Argument &);
Fate take_global(Import &, Argument &);
Fate take_watchdog_action(Import &, Argument &);

Fate take_image(Import &, Argument &);
Fate take_drive(Import &, Argument &);
Fate take_blockdev(Import &, Argument &);
Fate take_pflash(Import &, Argument &);
Fate take_virtfs(Import &, Argument &);
Fate take_snapshot(Import &, Argument &);

Fate take_net(Import &, Argument &);
Fate take_netdev(Import &, Argument &);
Fate take_nic(Import &, Argument &);

Fate take_vnc(Import &, Argument &);
Fate take_spice(Import &, Argument &);
Fate take_display(Import &, Argument &);
Fate take_window(Import &, Argument &);
Fate take_nographic(Import &, Argument &);
Fate take_vga(Import &, Argument &);

Fate take_usb(Import &, Argument &);
Fate take_usbdevice(Import &, Argument &);
Fate take_soundhw(Import &, Argument &);
Fate take_balloon(Import &, Argument &);
Fate take_device(Import &, Argument &);
Fate take_object(Import &, Argument &);
Fate take_audiodev(Import &, Argument &);

Fate take_serial(Import &, Argument &);
Fate take_chardev(Import &, Argument &);

Fate take_ours(Import &, Argument &);
Fate take_unwanted(Import &, Argument &);
Fate take_monitor(Import &, Argument &);
Fate take_mon(Import &, Argument &);
Fate take_stopped(Import &, Argument &);
Fate take_sandbox(Import &, Argument &);
Fate take_overcommit(Import &, Argument &);
Fate take_add_fd(Import &, Argument &);
Fate take_question(Import &, Argument &);
/// An error for an option that only asks, such as "-cpu help" or "-device edu,?".
[[nodiscard]] Result<Ok> check_questions(const std::vector<Argument> &arguments);

/// The backend that -machine memory-backend= names. False: libvirt cannot say all of it.
bool take_memory_backend(Import &import, const std::string &id);

/// The device handlers: Fate::kept if the driver is not theirs.
Fate take_disk_device(Import &, Argument &);
Fate take_net_device(Import &, Argument &);
Fate take_video_device(Import &, Argument &);
Fate take_controller(Import &, Argument &);
Fate take_port_device(Import &, Argument &);
Fate take_plain_device(Import &, Argument &);

/// What QEMU adds by itself without -nodefaults.
void add_default_network(Import &import);
/// True if QEMU adds a network card by itself: the machine has one, and no option speaks of networks.
[[nodiscard]] bool adds_network(const Import &import);
/// The model that QEMU takes on this machine; nullptr: not known here.
[[nodiscard]] const char *default_nic(const Import &import);
void add_default_display(Import &import);
/// -vga's word for the graphics card that QEMU adds by itself; nullptr: none.
[[nodiscard]] const char *default_card(const Import &import);
/// True if a graphics card is said, so that QEMU adds none.
[[nodiscard]] bool has_card(const Import &import);
/// True of "pc-i440fx-2.1" for 2.2; false if the machine says no release.
[[nodiscard]] bool is_before(const std::string &machine, unsigned major, unsigned minor);
/// Memory and processors of a board, if they are not said.
void add_defaults_of_board(Import &import);
/// True if the machine has no PCI bus: libvirt can give it no network card, no graphics card and no IDE disk.
[[nodiscard]] bool has_no_pci_for_libvirt(const Draft &draft);
/// The place that a kept disk has on its bus is no other's, and said: QEMU would give it the first free one.
void keep_disk_place(Import &import, Argument &argument);
/// -snapshot stays if a drive does.
void keep_snapshot(Import &import);

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

}  // namespace chardev::qemu
