// SPDX-License-Identifier: LGPL-2.1-or-later
// Drops options that libvirt gives QEMU by itself, and, with a warning, those with which libvirt could not run it.
#include <algorithm>
#include <array>

#include "conf/model/gettext.hpp"
#include "conf/xml/reader.hpp"
#include "import/table.hpp"

namespace chardev::qemu {

namespace {

void warn_dropped(Import &import, const Argument &argument, const char *why)
{
    import.draft.warn(format(_("the option '%s' is left out: %s"), shown(option_text(argument)).c_str(), why));
}

const char *why_unwanted(const std::string &option)
{
    if (option == "daemonize" || option == "pidfile")
        return _("libvirt starts QEMU in the background, and knows its process");
    if (option == "incoming") return _("libvirt brings a guest here itself; use 'virsh migrate' or 'virsh restore'");
    if (option == "preconfig") return _("libvirt speaks to QEMU only once its machine is set up");
    return _("libvirt starts QEMU as the user that its qemu.conf names, and confines it");
}

/// Options of which QEMU lists what they take. A free text, such as a name, may well be "help".
constexpr std::array<std::string_view, 19> helpful{
    "M",     "machine", "cpu",     "device",   "netdev",  "nic", "net",   "chardev",  "object", "accel",
    "drive", "vga",     "soundhw", "audiodev", "display", "d",   "trace", "watchdog", "k"};

bool is_help(std::string_view text)
{
    return text == "help" || text == "?";
}

bool asks_for_help(const Argument &argument)
{
    if (std::find(helpful.begin(), helpful.end(), argument.option) == helpful.end()) return false;
    const auto &options = argument.list.options;
    return is_help(argument.list.first) || std::any_of(options.begin(), options.end(), [](const NamedValue &option) {
               return option.value ? option.name == "model" && is_help(*option.value) : is_help(option.name);
           });
}

Error answers(const std::string &question)
{
    return {ErrorKind::xml,
            {},
            format(_("with '%s' QEMU answers and ends; write the command line of a guest"), shown(question).c_str())};
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
    if (!import.libvirts)
        warn_dropped(import, argument,
                     _("libvirt has a sandbox for QEMU of its own; see seccomp_sandbox in its qemu.conf"));
    return Fate::dropped;
}

Fate take_overcommit(Import &, Argument &argument)
{
    const auto &options = argument.list.options;
    const bool only_unlocked = argument.list.first.empty() && options.size() == 1 &&
                               (options[0].name == "mem-lock" || options[0].name == "mlock") &&
                               options[0].value == "off";
    return only_unlocked ? Fate::dropped : Fate::kept;
}

/// A descriptor that was open when QEMU started; whoever named it is translated, or says that it cannot be.
Fate take_add_fd(Import &import, Argument &argument)
{
    if (!import.libvirts)
        warn_dropped(import, argument, _("only the program that started QEMU could have passed the descriptor"));
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
    import.draft.fail(answers(argument.words[0]));
    return Fate::dropped;
}

Result<Ok> check_questions(const std::vector<Argument> &arguments)
{
    const auto found = std::find_if(arguments.begin(), arguments.end(), asks_for_help);
    if (found != arguments.end()) return answers(option_text(*found));
    return Ok{};
}

}  // namespace chardev::qemu
