// SPDX-License-Identifier: LGPL-2.1-or-later
// Which words of a command line are options, and which are values.
#include "qemu/import_argument.hpp"

#include <algorithm>
#include <array>

#include <nlohmann/json.hpp>

#include "conf/gettext.hpp"
#include "qemu/import_table.hpp"

namespace chardev::qemu {

namespace {

using Json = nlohmann::ordered_json;

// Of every release; all others take a value.
constexpr std::array<std::string_view, 48> flags{
    "S", "alt-grab", "async-teardown", "ctrl-grab", "curses", "daemonize", "enable-fips", "enable-kvm", "enable-kqemu",
    "enable-nesting", "enable-sync-profile", "full-screen", "h", "help", "kernel-kqemu", "localtime", "mem-prealloc",
    "no-acpi", "no-fd-bootchk", "no-frame", "no-hpet", "no-kqemu", "no-kvm", "no-kvm-irqchip", "no-kvm-pit",
    "no-kvm-pit-reinjection", "no-quit", "no-reboot", "no-shutdown", "no-user-config", "nodefaults", "nodefconfig",
    "nographic", "only-migratable", "portrait", "preconfig", "rtc-td-hack", "s", "sdl", "semihosting", "singlestep",
    "snapshot", "std-vga", "tdf", "usb", "version", "win2k-hack", "xen-attach"};

/// The name that says what an object is, where the text form has it first.
constexpr std::array<std::string_view, 3> kinds{"qom-type", "driver", "type"};

std::optional<std::string> scalar(const Json &value)
{
    if (value.is_string()) return value.get<std::string>();
    if (value.is_boolean()) return std::string(value.get<bool>() ? "on" : "off");
    if (value.is_number_integer()) return value.dump();
    return std::nullopt;
}

/// False: something in it has no text.
bool flatten(const Json &object, const std::string &prefix, unsigned depth, OptionList &out)
{
    std::size_t index = 0;
    for (const auto &[key, value] : object.items()) {
        const std::string name = prefix + (object.is_array() ? std::to_string(index++) : key);
        if (value.is_structured()) {
            if (depth == 0 || !flatten(value, name + ".", depth - 1, out)) return false;
        } else if (const auto text = scalar(value)) {
            out.options.push_back({name, *text});
        } else if (!value.is_null()) {
            return false;
        }
    }
    return true;
}

std::optional<OptionList> list_in_json(std::string_view text)
{
    constexpr unsigned deepest = 8;
    const Json json = Json::parse(text, nullptr, false);
    OptionList out;
    if (!json.is_object() || !flatten(json, "", deepest, out)) return std::nullopt;
    for (const auto kind : kinds) {
        const auto found = std::find_if(out.options.begin(), out.options.end(),
                                        [kind](const NamedValue &option) { return option.name == kind; });
        if (found == out.options.end()) continue;
        out.first = *found->value;
        out.options.erase(found);
        break;
    }
    return out;
}

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

/// "-machine usb=on" is "-usb", which may have to be kept with what needs it.
void split_usb(std::vector<Argument> &arguments)
{
    const auto has_usb = [](const Argument &known) {
        const NamedValue *usb = known.option == "machine" || known.option == "M" ? known.list.find("usb") : nullptr;
        const auto flag = usb ? flag_of(*usb) : Result<bool>(false);
        return flag && *flag;
    };
    bool found = false;
    for (Argument &machine : arguments) {
        if (!has_usb(machine)) continue;
        found = true;
        std::erase_if(machine.list.options, [](const NamedValue &option) { return option.name == "usb"; });
        machine.value = write_option_list(machine.list);
        machine.words.back() = machine.value;
    }
    std::erase_if(arguments, [](const Argument &known) { return (known.option == "machine" || known.option == "M") && known.value.empty(); });
    if (found) arguments.push_back(argument("usb", {"-usb"}));
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

bool is_flag_option(std::string_view option)
{
    return std::find(flags.begin(), flags.end(), option) != flags.end();
}

std::optional<OptionList> list_in(std::string_view value)
{
    if (value.starts_with('{')) return list_in_json(value);
    auto list = read_option_list(value);
    if (!list) return std::nullopt;
    return *std::move(list);
}

Result<std::vector<Argument>> arguments_in(const std::vector<std::string> &words)
{
    constexpr std::size_t most_words = 8192;
    if (words.size() > most_words)
        return Error{ErrorKind::xml, {}, _("the command line has more than 8192 words; no guest needs that, so take out what swells it")};
    std::vector<Argument> out;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string &word = words[i];
        if (!word.starts_with('-') || word == "-") {
            out.push_back(argument("hda", {word}));
            continue;
        }
        std::string option = option_name(word);
        const bool ended = i + 1 == words.size();
        if (find_option(option) && !is_flag_option(option) && ended)
            return Error{ErrorKind::xml, {}, format(_("the option '%s' needs a value, and the command line ends there"), word.c_str())};
        // An option that nobody knows has a value if what follows looks like one.
        const bool alone = is_flag_option(option) || ended || (!find_option(option) && words[i + 1].starts_with('-'));
        out.push_back(alone ? argument(std::move(option), {word}) : argument(std::move(option), {word, words[i + 1]}));
        if (!alone) ++i;
    }
    split_usb(out);
    take_settings(out);
    join_groups(out);
    return out;
}

}  // namespace chardev::qemu
