// SPDX-License-Identifier: LGPL-2.1-or-later
// Takes the options for how the guest starts and ends: kernel, firmware, the order of boot devices, the clock, what a reboot does.
#include <algorithm>
#include <array>
#include <ctime>

#include <glib.h>

#include "conf/grammar/value.hpp"
#include "conf/model/gettext.hpp"
#include "import/table.hpp"

namespace chardev::qemu {

namespace {

bool is_boot_order(std::string_view letters)
{
    return !letters.empty() && letters.find_first_not_of("abcdnop") == letters.npos;
}

/// What of -boot libvirt has words for. True: `option` is said.
bool take_boot_option(Draft &draft, const NamedValue &option)
{
    if (option.name == "order" && option.value && is_boot_order(*option.value)) {
        draft.boot = *option.value;
        return true;
    }
    const auto flag = flag_of(option);
    if (option.name == "menu" && flag) draft.boot_menu = *flag ? "yes" : "no";
    if (option.name == "strict" && flag) draft.boots_strictly = *flag;
    return flag && (option.name == "menu" || option.name == "strict");
}

struct Global {
    const char *property;
    const char *value;
    const char *element;
    const char *enabled;
};

constexpr std::array globals{
    Global{"PIIX4_PM.disable_s3", "1", "suspend-to-mem", "no"},
    Global{"PIIX4_PM.disable_s3", "0", "suspend-to-mem", "yes"},
    Global{"PIIX4_PM.disable_s4", "1", "suspend-to-disk", "no"},
    Global{"PIIX4_PM.disable_s4", "0", "suspend-to-disk", "yes"},
    Global{"ICH9-LPC.disable_s3", "1", "suspend-to-mem", "no"},
    Global{"ICH9-LPC.disable_s3", "0", "suspend-to-mem", "yes"},
    Global{"ICH9-LPC.disable_s4", "1", "suspend-to-disk", "no"},
    Global{"ICH9-LPC.disable_s4", "0", "suspend-to-disk", "yes"},
};

}  // namespace

Fate take_kernel(Import &import, Argument &argument)
{
    const bool command_line = argument.option == "append";
    import.draft.os.add(Element(command_line ? "cmdline" : argument.option)).text = argument.value;
    if (!command_line) check_path(import.draft, argument.value);
    return Fate::translated;
}

Fate take_bios(Import &import, Argument &argument)
{
    if (!argument.value.starts_with('/')) return Fate::kept;  // QEMU looks for it among its own files
    if (import.draft.os.child("loader")) return Fate::kept;   // libvirt knows one firmware
    import.draft.os.add(element("loader", {{ "type", "rom" }})).text = argument.value;
    return Fate::translated;
}

Fate take_boot(Import &import, Argument &argument)
{
    OptionList rest;
    const std::string &letters = argument.list.first;
    const bool understood = letters.empty() || is_boot_order(letters);
    if (!understood || !argument.is_list) return Fate::kept;
    if (!letters.empty()) import.draft.boot = letters;
    for (const NamedValue &option : argument.list.options)
        if (!take_boot_option(import.draft, option)) rest.options.push_back(option);
    if (rest.options.empty()) return Fate::translated;
    argument.words = {"-boot", write_option_list(rest)};
    return Fate::kept;
}

Fate take_rtc(Import &import, Argument &argument)
{
    const std::string *base = argument.get("base");
    const std::string *drift = argument.get("driftfix");
    const std::string *clock = argument.get("clock");
    const bool known = (!base || *base == "utc" || *base == "localtime") && (!clock || *clock == "host") &&
                       (!drift || *drift == "none" || *drift == "slew");
    const std::size_t count = (base ? 1U : 0U) + (drift ? 1U : 0U) + (clock ? 1U : 0U);
    if (!known || count != argument.list.options.size() || !argument.list.first.empty()) return Fate::kept;
    if (base) import.draft.rtc = *base;
    if (drift && *drift == "slew")
        put(import.draft.clock, element("timer", {{"name", "rtc"}, {"tickpolicy", "catchup"}}));
    return Fate::translated;
}

Fate take_localtime(Import &import, Argument &)
{
    import.draft.rtc = "localtime";
    return Fate::translated;
}

Fate take_no_acpi(Import &import, Argument &)
{
    import.draft.acpi = false;
    return Fate::translated;
}

Fate take_no_hpet(Import &import, Argument &)
{
    import.draft.hpet = false;
    return Fate::translated;
}

Fate take_no_reboot(Import &import, Argument &)
{
    import.draft.on_reboot = "destroy";
    return Fate::translated;
}

Fate take_global(Import &import, Argument &argument)
{
    // What libvirt makes of the watchdog that ICH9 has, and since 9.1 of every q35.
    if (import.libvirts && argument.list.options == std::vector<NamedValue>{{"ICH9-LPC.noreboot", "off"}}) {
        import.draft.others.push_back(element("watchdog", {{"model", "itco"}, { "action", "reset" }}));
        return Fate::translated;
    }
    for (const auto &[property, value, name, enabled] : globals) {
        if (argument.list.options != std::vector<NamedValue>{{property, value}}) continue;
        put(import.draft.pm, element(name, {{"enabled", enabled}}));
        return Fate::translated;
    }
    return Fate::kept;
}

/// What comes before it is the watchdog that is meant.
Fate take_watchdog_action(Import &import, Argument &argument)
{
    constexpr std::array<std::string_view, 6> actions{"reset", "shutdown", "poweroff", "pause", "none", "inject-nmi"};
    if (std::find(actions.begin(), actions.end(), argument.value) == actions.end()) return Fate::kept;
    Fate fate = Fate::kept;
    for (Element &device : import.draft.others) {
        if (device.name != "watchdog") continue;
        device.set("action", argument.value);
        fate = Fate::translated;
    }
    return fate;
}

}  // namespace chardev::qemu
