// SPDX-License-Identifier: LGPL-2.1-or-later
// Options that libvirt gives QEMU by itself, and those with which no libvirt could run it: dropped, and said.
#include "conf/gettext.hpp"
#include "conf/reader.hpp"
#include "qemu/import_table.hpp"

namespace chardev::qemu {

namespace {

void warn_dropped(Import &import, const Argument &argument, const char *why)
{
    import.draft.warn(format(_("the option '%s' is left out: %s"), shown(written(argument)).c_str(), why));
}

const char *why_unwanted(const std::string &option)
{
    if (option == "daemonize" || option == "pidfile") return _("libvirt starts QEMU in the background, and knows its process");
    if (option == "incoming") return _("libvirt brings a guest here itself; use 'virsh migrate' or 'virsh restore'");
    if (option == "preconfig") return _("libvirt speaks to QEMU only once its machine is set up");
    return _("libvirt starts QEMU as the user that its qemu.conf names, and confines it");
}

}  // namespace

Fate take_ours(Import &, Argument &)
{
    return Fate::dropped;
}

Fate take_unwanted(Import &import, Argument &argument)
{
    if (!import.libvirts) warn_dropped(import, argument, why_unwanted(argument.option));
    return Fate::dropped;
}

Fate take_stopped(Import &import, Argument &argument)
{
    if (!import.libvirts) warn_dropped(import, argument, _("to start the guest stopped, use 'virsh start --paused'"));
    return Fate::dropped;
}

Fate take_sandbox(Import &import, Argument &argument)
{
    if (!import.libvirts) warn_dropped(import, argument, _("libvirt has a sandbox for QEMU of its own; see seccomp_sandbox in its qemu.conf"));
    return Fate::dropped;
}

Fate take_overcommit(Import &, Argument &argument)
{
    const auto &options = argument.list.options;
    const bool only_unlocked = argument.list.first.empty() && options.size() == 1 &&
                               (options[0].name == "mem-lock" || options[0].name == "mlock") && options[0].value == "off";
    return only_unlocked ? Fate::dropped : Fate::kept;
}

/// A descriptor that was open when QEMU started; whoever named it is translated, or says that it cannot be.
Fate take_add_fd(Import &import, Argument &argument)
{
    if (!import.libvirts) warn_dropped(import, argument, _("only the program that started QEMU could have passed the descriptor"));
    return Fate::dropped;
}

Fate take_mon(Import &import, Argument &argument)
{
    const std::string *named = argument.get("chardev");
    const std::string &id = named ? *named : argument.list.first;
    if (!import.libvirts || id != "charmonitor") return Fate::kept;
    if (Argument *chardev = import.offered("chardev", id)) chardev->fate = Fate::dropped;
    return Fate::dropped;
}

/// A monitor on a socket may stand beside libvirt's; one on a terminal has none.
Fate take_monitor(Import &import, Argument &argument)
{
    const std::string &device = argument.value;
    if (device == "none" || device == "null") return Fate::dropped;
    if (device != "stdio" && device != "/dev/tty" && !device.starts_with("vc")) return Fate::kept;
    warn_dropped(import, argument, _("a guest of libvirt has no terminal; use 'virsh qemu-monitor-command'"));
    return Fate::dropped;
}

Fate take_question(Import &import, Argument &argument)
{
    import.draft.fail({ErrorKind::xml, {}, format(_("with '%s' QEMU answers and ends; write the command line of a guest"), argument.words[0].c_str())});
    return Fate::dropped;
}

}  // namespace chardev::qemu
