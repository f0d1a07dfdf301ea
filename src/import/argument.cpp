// SPDX-License-Identifier: LGPL-2.1-or-later
// Which words of a command line are options, and which are values.
#include "import/argument.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "conf/model/gettext.hpp"
#include "conf/xml/reader.hpp"
#include "qemu/chardev/option_json.hpp"

namespace chardev::qemu {

namespace {

// Of every release; all others take a value.
constexpr std::array<std::string_view, 48> flags{"S",
                                                 "alt-grab",
                                                 "async-teardown",
                                                 "ctrl-grab",
                                                 "curses",
                                                 "daemonize",
                                                 "enable-fips",
                                                 "enable-kvm",
                                                 "enable-kqemu",
                                                 "enable-nesting",
                                                 "enable-sync-profile",
                                                 "full-screen",
                                                 "h",
                                                 "help",
                                                 "kernel-kqemu",
                                                 "localtime",
                                                 "mem-prealloc",
                                                 "no-acpi",
                                                 "no-fd-bootchk",
                                                 "no-frame",
                                                 "no-hpet",
                                                 "no-kqemu",
                                                 "no-kvm",
                                                 "no-kvm-irqchip",
                                                 "no-kvm-pit",
                                                 "no-kvm-pit-reinjection",
                                                 "no-quit",
                                                 "no-reboot",
                                                 "no-shutdown",
                                                 "no-user-config",
                                                 "nodefaults",
                                                 "nodefconfig",
                                                 "nographic",
                                                 "only-migratable",
                                                 "portrait",
                                                 "preconfig",
                                                 "rtc-td-hack",
                                                 "s",
                                                 "sdl",
                                                 "semihosting",
                                                 "singlestep",
                                                 "snapshot",
                                                 "std-vga",
                                                 "tdf",
                                                 "usb",
                                                 "version",
                                                 "win2k-hack",
                                                 "xen-attach"};

Argument argument(std::string option, std::vector<std::string> words)
{
    Argument out;
    out.option = std::move(option);
    out.words = std::move(words);
    if (!out.words.empty() && (out.words.size() == 2 || !out.words[0].starts_with('-'))) out.value = out.words.back();
    if (auto list = list_in(out.value)) {
        out.list = *std::move(list);
        out.is_list = true;
    }
    return out;
}

std::string option_name(std::string_view word)
{
    word.remove_prefix(word.starts_with("--") ? 2 : 1);
    return std::string(word);
}

bool is_machine(const Argument &argument)
{
    return (argument.option == "machine" || argument.option == "M") && argument.is_list;
}

/// "-machine usb=on" is "-usb", which may have to be kept with what needs it; so may what names another option.
void split_machine(std::vector<Argument> &arguments)
{
    std::vector<Argument> parts;
    std::set<std::string> ids;
    for (const Argument &known : arguments) ids.insert(known.id());
    const auto is_part = [&](const NamedValue &option) {
        const bool is_meant = option.value && !option.value->empty() && ids.contains(*option.value);
        const auto usb = option.name == "usb" ? flag_of(option) : Result<bool>(false);
        if (usb && *usb)
            parts.push_back(argument("usb", {"-usb"}));
        else if (is_meant)
            parts.push_back(argument("machine", {"-machine", write_option_list({{}, {option}})}));
        else
            return false;
        return true;
    };
    for (Argument &machine : arguments) {
        if (!is_machine(machine) || std::erase_if(machine.list.options, is_part) == 0) continue;
        machine.value = write_option_list(machine.list);
        machine.words.back() = machine.value;
    }
    std::erase_if(arguments, [](const Argument &known) { return is_machine(known) && known.value.empty(); });
    arguments.insert(arguments.end(), parts.begin(), parts.end());
}

}  // namespace

const std::string *Argument::get(std::string_view name) const
{
    const NamedValue *found = list.find(name);
    return found && found->value ? &*found->value : nullptr;
}

std::string Argument::id() const
{
    for (const auto *name : {"id", "node-name"})
        if (const std::string *found = get(name)) return *found;
    return {};
}

std::string written(const Argument &argument)
{
    return argument.words.size() > 1 ? argument.words[0] + " " + argument.words[1] : argument.words[0];
}

bool is_flag_option(std::string_view option)
{
    return std::find(flags.begin(), flags.end(), option) != flags.end();
}

Result<std::vector<Argument>> arguments_in(const std::vector<std::string> &words,
                                           bool (*is_known)(std::string_view option))
{
    constexpr std::size_t most_words = 8192;
    if (words.size() > most_words)
        return Error{ErrorKind::xml,
                     {},
                     _("the command line has more than 8192 words; no guest needs that, so take out what swells it")};
    std::vector<Argument> out;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string &word = words[i];
        if (!word.starts_with('-') || word == "-") {
            out.push_back(argument("hda", {word}));
            continue;
        }
        std::string option = option_name(word);
        const bool ended = i + 1 == words.size();
        if (is_known(option) && !is_flag_option(option) && ended)
            return Error{
                ErrorKind::xml,
                {},
                format(_("the option '%s' needs a value, and the command line ends there"), shown(word).c_str())};
        // An option that nobody knows has a value if what follows looks like one.
        const bool alone = is_flag_option(option) || ended || (!is_known(option) && words[i + 1].starts_with('-'));
        out.push_back(alone ? argument(std::move(option), {word}) : argument(std::move(option), {word, words[i + 1]}));
        if (!alone) ++i;
    }
    split_machine(out);
    take_settings(out);
    join_groups(out);
    return out;
}

}  // namespace chardev::qemu
