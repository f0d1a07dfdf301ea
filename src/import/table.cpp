// SPDX-License-Identifier: LGPL-2.1-or-later
// The table of options: one row for each option of QEMU's that can be said in a document. All others are kept.
#include "import/table.hpp"

#include <algorithm>
#include <array>

namespace chardev::qemu {

namespace {

constexpr std::array rows{
    // the machine
    OptionRow{"name", take_name, Turn::machine},
    OptionRow{"uuid", take_uuid, Turn::machine},
    OptionRow{"M", take_machine, Turn::machine},
    OptionRow{"machine", take_machine, Turn::machine},
    OptionRow{"accel", take_accel, Turn::machine},
    OptionRow{"enable-kvm", take_kvm, Turn::machine},
    OptionRow{"cpu", take_cpu, Turn::rest, true},
    OptionRow{"smp", take_smp, Turn::rest, true},
    OptionRow{"m", take_memory, Turn::rest, true},
    OptionRow{"mem-path", take_mem_path, Turn::rest, true},
    OptionRow{"mem-prealloc", take_mem_prealloc},
    OptionRow{"numa", take_numa},

    // how it starts and ends
    OptionRow{"kernel", take_kernel, Turn::rest, true},
    OptionRow{"initrd", take_kernel, Turn::rest, true},
    OptionRow{"append", take_kernel, Turn::rest, true},
    OptionRow{"dtb", take_kernel, Turn::rest, true},
    OptionRow{"bios", take_bios, Turn::rest, true},
    OptionRow{"boot", take_boot},
    OptionRow{"rtc", take_rtc},
    OptionRow{"localtime", take_localtime},
    OptionRow{"no-acpi", take_no_acpi},
    OptionRow{"no-hpet", take_no_hpet},
    OptionRow{"no-reboot", take_no_reboot},
    OptionRow{"global", take_global},
    OptionRow{"watchdog-action", take_watchdog_action},

    // disks
    OptionRow{"snapshot", take_snapshot, Turn::machine},
    OptionRow{"hda", take_image, Turn::halves},
    OptionRow{"hdb", take_image, Turn::halves},
    OptionRow{"hdc", take_image, Turn::halves},
    OptionRow{"hdd", take_image, Turn::halves},
    OptionRow{"cdrom", take_image, Turn::halves},
    OptionRow{"fda", take_image, Turn::halves},
    OptionRow{"fdb", take_image, Turn::halves},
    OptionRow{"drive", take_drive, Turn::halves},
    OptionRow{"blockdev", take_blockdev, Turn::halves},
    OptionRow{"pflash", take_pflash, Turn::halves},

    OptionRow{"virtfs", take_virtfs},

    // networks
    OptionRow{"net", take_net},
    OptionRow{"netdev", take_netdev, Turn::halves},
    OptionRow{"nic", take_nic},

    // screens
    OptionRow{"vnc", take_vnc, Turn::halves},
    OptionRow{"spice", take_spice, Turn::halves},
    OptionRow{"display", take_display},
    OptionRow{"sdl", take_window},
    OptionRow{"curses", take_window},
    OptionRow{"full-screen", take_window},
    OptionRow{"alt-grab", take_window},
    OptionRow{"ctrl-grab", take_window},
    OptionRow{"no-frame", take_window},
    OptionRow{"no-quit", take_window},
    OptionRow{"nographic", take_nographic, Turn::machine},
    OptionRow{"vga", take_vga, Turn::rest, true},
    OptionRow{"std-vga", take_vga},

    // other devices
    OptionRow{"usb", take_usb},
    OptionRow{"usbdevice", take_usbdevice},
    OptionRow{"soundhw", take_soundhw},
    OptionRow{"balloon", take_balloon},
    OptionRow{"device", take_device},
    OptionRow{"object", take_object, Turn::halves},
    OptionRow{"audiodev", take_audiodev, Turn::halves},

    // ports
    OptionRow{"serial", take_serial},
    OptionRow{"parallel", take_serial},
    OptionRow{"chardev", take_chardev, Turn::halves},

    // what libvirt does itself
    OptionRow{"nodefaults", take_ours},
    OptionRow{"no-user-config", take_ours},
    OptionRow{"nodefconfig", take_ours},
    OptionRow{"no-shutdown", take_ours},
    OptionRow{"msg", take_ours},
    OptionRow{"sandbox", take_sandbox},
    OptionRow{"overcommit", take_overcommit},
    OptionRow{"realtime", take_overcommit},
    OptionRow{"add-fd", take_add_fd},
    OptionRow{"mon", take_mon},
    OptionRow{"monitor", take_monitor},
    OptionRow{"qmp", take_monitor},
    OptionRow{"qmp-pretty", take_monitor},
    OptionRow{"S", take_stopped},
    OptionRow{"daemonize", take_unwanted},
    OptionRow{"pidfile", take_unwanted},
    OptionRow{"runas", take_unwanted},
    OptionRow{"chroot", take_unwanted},
    OptionRow{"incoming", take_unwanted},
    OptionRow{"preconfig", take_unwanted},
    OptionRow{"h", take_question},
    OptionRow{"help", take_question},
    OptionRow{"version", take_question},
};

}  // namespace

const OptionRow *find_option(std::string_view option)
{
    const auto row =
        std::find_if(rows.begin(), rows.end(), [option](const OptionRow &known) { return option == known.option; });
    return row == rows.end() ? nullptr : &*row;
}

}  // namespace chardev::qemu
