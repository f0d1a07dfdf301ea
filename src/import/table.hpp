// SPDX-License-Identifier: LGPL-2.1-or-later
// Which function takes which option of QEMU's. Each part of a guest has a file with its functions.
#pragma once

#include "import/guest.hpp"

namespace chardev::qemu {

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

// What stands beside these functions in their files.
/// The network card that QEMU adds by itself without -nodefaults.
void add_default_network(Import &import);
/// The window that QEMU opens by itself without -nodefaults.
void add_default_display(Import &import);
/// True if a graphics card is said, so that QEMU adds none.
[[nodiscard]] bool has_card(const Import &import);

}  // namespace chardev::qemu
