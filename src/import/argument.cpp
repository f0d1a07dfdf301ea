// SPDX-License-Identifier: LGPL-2.1-or-later
// Takes a command line apart into options with their values, puts what -set says where it belongs, and finds the options that
// belong together.
#include "import/argument.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <numeric>
#include <set>

#include "conf/model/gettext.hpp"
#include "conf/xml/reader.hpp"
#include "import/reference.hpp"
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

/// True if QEMU's own option `option` never has a value.
bool is_flag_option(std::string_view option)
{
    return std::find(flags.begin(), flags.end(), option) != flags.end();
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

constexpr std::array<std::string_view, 5> first_names{"backend", "driver", "id", "qom-type", "type"};

/// False: nothing that came before is meant, or it cannot be changed so.
bool put_where_it_belongs(const Setting &setting, std::vector<Argument> &before)
{
    const bool first = std::find(first_names.begin(), first_names.end(), setting.name) != first_names.end();
    const auto found = std::find_if(before.begin(), before.end(), [&](const Argument &argument) {
        return argument.option == setting.option && argument.id() == setting.id && argument.is_list &&
               !argument.value.starts_with('{');
    });
    if (first || found == before.end()) return false;
    std::erase_if(found->list.options, [&](const NamedValue &option) { return option.name == setting.name; });
    found->list.options.push_back({setting.name, setting.value});
    found->value = write_option_list(found->list);
    found->words.back() = found->value;
    return true;
}

/// Puts what -set says of an earlier option, which libvirt may give another name, into that option.
void take_settings(std::vector<Argument> &arguments)
{
    std::vector<Argument> out;
    for (Argument &argument : arguments) {
        const auto setting = argument.option == "set" ? setting_in(argument.value) : std::nullopt;
        if (!setting || !put_where_it_belongs(*setting, out)) out.push_back(std::move(argument));
    }
    arguments = std::move(out);
}

/// Sets of arguments that name one another.
class Groups {
public:
    explicit Groups(std::size_t count) : parent_(count) { std::iota(parent_.begin(), parent_.end(), 0); }
    std::size_t find(std::size_t member)
    {
        while (parent_[member] != member) member = parent_[member] = parent_[parent_[member]];
        return member;
    }
    void join(std::size_t a, std::size_t b) { parent_[find(a)] = find(b); }

private:
    std::vector<std::size_t> parent_;
};

/// libvirt gives these names to the controllers that it makes itself, so that whatever names them still finds them.
bool is_libvirts_bus(std::string_view id)
{
    constexpr std::string_view stem = "pci.";
    return id.starts_with(stem) && id.size() > stem.size() &&
           id.find_first_not_of("0123456789", stem.size()) == id.npos;
}

bool is_any(std::string_view text, std::initializer_list<std::string_view> parts)
{
    return std::any_of(parts.begin(), parts.end(),
                       [text](std::string_view part) { return text.find(part) != text.npos; });
}

/// The kind of bus that an option makes; empty: none that matters here.
std::string_view bus_made_by(const Argument &argument)
{
    if (argument.option == "usb") return "usb";
    const std::string_view driver = argument.list.first;
    if (argument.option != "device") return {};
    if (driver.starts_with("virtio-serial")) return "virtio-serial";
    if (is_any(driver, {"-uhci", "-ehci", "-ohci", "-xhci"})) return "usb";
    return is_any(driver, {"virtio-scsi", "lsi", "megasas", "pvscsi", "am53c974", "dc390", "mptsas"}) ? "scsi" : "";
}

/// The kind of bus on which a device takes the first free place.
std::string_view bus_needed_by(const Argument &argument)
{
    if (argument.option == "usbdevice") return "usb";
    const std::string_view driver = argument.list.first;
    const std::string *bus = argument.get("bus");
    const bool built_in = bus && *bus == "usb-bus.0";  // of -usb
    if (argument.option != "device" || (bus && !built_in) || !bus_made_by(argument).empty()) return {};
    if (driver.starts_with("usb-") || driver.starts_with("u2f-")) return "usb";
    if (driver == "virtconsole" || driver == "virtserialport") return "virtio-serial";
    return driver.starts_with("scsi-") ? "scsi" : "";
}

/// QEMU makes kept devices before libvirt's: a bus that one of them needs must be kept with it.
void join_buses(const std::vector<Argument> &arguments, Groups &groups)
{
    std::map<std::string_view, std::size_t> seekers;
    for (std::size_t i = 0; i < arguments.size(); ++i)
        if (const auto kind = bus_needed_by(arguments[i]); !kind.empty())
            groups.join(seekers.emplace(kind, i).first->second, i);
    for (std::size_t i = 0; i < arguments.size(); ++i)
        if (const auto found = seekers.find(bus_made_by(arguments[i])); found != seekers.end())
            groups.join(found->second, i);
}

/// The nodes of one machine have words together or not at all.
void join_nodes(const std::vector<Argument> &arguments, Groups &groups)
{
    std::optional<std::size_t> first;
    for (std::size_t i = 0; i < arguments.size(); ++i)
        if (arguments[i].option == "numa") groups.join(*(first = first.value_or(i)), i);
}

/// Finds out which options belong together, because one names the other or needs its bus.
void join_groups(std::vector<Argument> &arguments)
{
    std::map<std::string, std::vector<std::size_t>, std::less<>> ids;
    for (std::size_t i = 0; i < arguments.size(); ++i)
        for (const auto &[name, id] : arguments[i].list.options)
            if (is_own_id(name) && id && !id->empty() && !is_libvirts_bus(*id) &&
                (ids[*id].empty() || ids[*id].back() != i))
                ids[*id].push_back(i);
    Groups groups(arguments.size());
    const auto refer = [&](std::size_t from, std::string_view space, std::string_view value) {
        const auto dot = value.rfind('.');
        for (const auto name : {value, dot == value.npos ? std::string_view() : value.substr(0, dot)})
            if (const auto found = ids.find(name); found != ids.end())
                for (const std::size_t to : found->second)
                    if (space.empty() || space == space_of(arguments[to].option)) groups.join(from, to);
    };
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const Argument &argument = arguments[i];
        if (const auto id = id_in(argument.value); id != argument.value) refer(i, "chardev", id);
        if (const auto setting = argument.option == "set" ? setting_in(argument.value) : std::nullopt)
            refer(i, space_of(setting->option), setting->id);
        if (const auto space = space_named_by(argument.option, "")) refer(i, *space, argument.list.first);
        for (const auto &[name, value] : argument.list.options)
            if (const auto space = space_named_by(argument.option, name); space && value)
                refer(i, *space, id_in(*value));
    }
    join_buses(arguments, groups);
    join_nodes(arguments, groups);
    for (std::size_t i = 0; i < arguments.size(); ++i) arguments[i].group = groups.find(i);
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

std::string option_text(const Argument &argument)
{
    return argument.words.size() > 1 ? argument.words[0] + " " + argument.words[1] : argument.words[0];
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
