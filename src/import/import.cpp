// SPDX-License-Identifier: LGPL-2.1-or-later
// Imports a command line: takes it apart, finds the program, takes each option, and writes the document or its ports.
#include "import/import.hpp"

#include <algorithm>
#include <array>
#include <set>

#include <glib.h>

#include "conf/model/gettext.hpp"
#include "conf/xml/reader.hpp"
#include "import/command_line.hpp"
#include "import/defaults.hpp"
#include "import/disk.hpp"
#include "import/kept.hpp"
#include "import/program.hpp"
#include "import/slots.hpp"
#include "import/table.hpp"
#include "qemu/chardev/front_end.hpp"
#include "qemu/chardev/option_json.hpp"

namespace chardev::qemu {

namespace {

/// libvirt sets these for every guest.
constexpr std::array<std::string_view, 10> libvirts_environment{
    "LC_ALL",          "PATH",          "HOME", "USER", "LOGNAME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME",
    "XDG_RUNTIME_DIR", "QEMU_AUDIO_DRV"};

Result<Ok> check_words(const UnwrappedCommand &line)
{
    for (const auto *words : {&line.environment, &line.words})
        for (const std::string &word : *words)
            if (!xml_can_hold(word)) {
                gchar *shown = g_strescape(word.c_str(), nullptr);
                const Error error{
                    ErrorKind::xml,
                    {},
                    format(_("the argument '%s' has a character that XML cannot hold; take it out"), shown)};
                g_free(shown);
                return error;
            }
    return Ok{};
}

/// Where a shell took the quotes away, nobody can know what stood there.
Result<Ok> check_json(const std::vector<Argument> &arguments)
{
    static constexpr std::array<std::string_view, 6> takers{"device", "object",  "blockdev",
                                                            "netdev", "display", "audiodev"};
    const auto is_wrong = [](const Argument &argument) {
        return argument.value.starts_with('{') && !is_json(argument.value) &&
               std::find(takers.begin(), takers.end(), argument.option) != takers.end();
    };
    for (const Argument &argument : arguments)
        if (is_wrong(argument))
            return Error{ErrorKind::xml,
                         {},
                         format(_("'%s' is not valid JSON; put the value in single quotes, with all its double quotes"),
                                shown(option_text(argument)).c_str())};
    return Ok{};
}

Result<Ok> take_program(Import &import, std::vector<std::string> &words)
{
    Draft &draft = import.draft;
    draft.arch = "x86_64";
    if (words.empty() || words[0].starts_with('-')) return Ok{};
    const std::string program = words[0];
    words.erase(words.begin());
    const std::string name = program_name(program, import.host);
    if (is_windows_program(program)) import.host = HostOs::windows;
    draft.arch = architecture_of(name);
    if (!runs_a_guest(name))
        return Error{
            ErrorKind::xml,
            {},
            format(_("'%s' is no program of QEMU's; write a command that begins with QEMU's program or with an option"),
                   shown(program).c_str())};
    if (name.find("kvm") != name.npos) draft.type = "kvm";
    if (import.host == HostOs::windows) return Ok{};  // libvirt finds QEMU on its own host
    draft.emulator = program.starts_with('/') ? program : "/usr/bin/" + name;
    if (program.starts_with('.') || (program.find('/') != program.npos && !program.starts_with('/')))
        draft.warn(format(_("the program '%s' is in a folder that only its user knows; <emulator> is '%s' instead"),
                          program.c_str(), draft.emulator.c_str()));
    return Ok{};
}

bool has_option(const Import &import, std::string_view option)
{
    return std::any_of(import.arguments.begin(), import.arguments.end(),
                       [option](const Argument &argument) { return argument.option == option; });
}

bool is_known(std::string_view option)
{
    return find_option(option) != nullptr;
}

std::string machine_of(const Import &import)
{
    std::string machine;
    for (const Argument &argument : import.arguments) {
        if (argument.option != "machine" && argument.option != "M") continue;
        const std::string *type = argument.get("type");
        if (type || !argument.list.first.empty()) machine = type ? *type : argument.list.first;
    }
    return machine;
}

bool written_by_libvirt(const Import &import)
{
    return std::any_of(import.arguments.begin(), import.arguments.end(), [](const Argument &argument) {
        return argument.id() == "charmonitor" || (argument.option == "name" && argument.get("debug-threads"));
    });
}

bool boots_from_0(const Import &import)
{
    return std::any_of(import.arguments.begin(), import.arguments.end(), [](const Argument &argument) {
        return argument.get("bootindex") && *argument.get("bootindex") == "0";
    });
}

/// What becomes of each option, given the groups that are known to be kept.
class Course {
public:
    explicit Course(Import &import) : import_(import), blank_(import.draft), given_(import.arguments) {}

    void run()
    {
        do pass();
        while (!import_.draft.error && keep_groups());
    }

private:
    void pass()
    {
        import_.draft = blank_;
        for (std::size_t i = 0; i < given_.size(); ++i) {
            import_.arguments[i].words = given_[i].words;
            import_.arguments[i].fate = Fate::kept;
        }
        for (const Turn turn : {Turn::machine, Turn::halves, Turn::rest})
            for (Argument &argument : import_.arguments) take(argument, turn);
        for (Argument &argument : import_.arguments)
            if (argument.fate == Fate::offered) argument.fate = Fate::kept;
    }

    void take(Argument &argument, Turn turn)
    {
        const OptionRow *row = find_option(argument.option);
        if (!row || row->turn != turn) return;
        if (kept_.contains(argument.group)) return keep_disk_place(import_, argument);
        if (row->last_counts && is_said_later(argument)) {
            argument.fate = Fate::dropped;
            return;
        }
        const Fate before = argument.fate;
        const Fate fate = row->take(import_, argument);
        argument.fate = before == Fate::translated ? before : fate;  // the other half may have claimed it
        if (argument.fate == Fate::kept) keep_disk_place(import_, argument);
    }

    [[nodiscard]] bool is_said_later(const Argument &argument) const
    {
        const auto behind = std::next(import_.arguments.begin(), &argument - import_.arguments.data() + 1);
        return std::any_of(behind, import_.arguments.end(),
                           [&argument](const Argument &other) { return other.option == argument.option; });
    }

    /// True if there are more of them now.
    bool keep_groups()
    {
        std::set<std::size_t> taken;
        for (const Argument &argument : import_.arguments)
            if (argument.fate != Fate::kept) taken.insert(argument.group);
        const std::size_t before = kept_.size();
        for (const Argument &argument : import_.arguments)
            if (argument.fate == Fate::kept && taken.contains(argument.group)) kept_.insert(argument.group);
        return kept_.size() > before;
    }

    Import &import_;
    const Draft blank_;
    const std::vector<Argument> given_;
    std::set<std::size_t> kept_;
};

/// Ports of the board itself have the numbers that their order gives them: one that is kept keeps all others.
void tie_built_in_ports(std::vector<Argument> &arguments)
{
    std::optional<std::size_t> tie;
    for (const Argument &port : arguments) {
        if (port.option != "serial") continue;
        const std::size_t group = port.group;
        if (!tie) tie = group;
        for (Argument &argument : arguments)
            if (argument.group == group) argument.group = *tie;
    }
}

/// What QEMU gives a machine by itself and libvirt has no word for, said in QEMU's own.
void say_defaults(Import &import)
{
    import.draft.machine = machine_of(import);
    if (!import.defaults) return;
    std::vector<std::string> words;
    if (adds_network(import) && !default_nic(import)) words = {"-net", "nic", "-net", "user"};
    if (const char *card = default_card(import); card && !has_card(import)) words.insert(words.end(), {"-vga", card});
    auto arguments = arguments_in(words, is_known);
    if (!arguments) return;
    for (Argument &argument : *arguments) {
        argument.group = import.arguments.size();
        import.arguments.push_back(std::move(argument));
    }
}

struct Read {
    Import import;
    std::vector<std::string> environment;
};

Result<Read> read(std::string_view text, HostOs host)
{
    auto line = read_command_line(text, host);
    if (!line) return line.error();
    if (auto good = check_words(*line); !good) return good.error();
    Read out;
    out.import.host = host;
    out.environment = line->environment;
    for (std::string &warning : line->warnings) out.import.draft.warn(std::move(warning));
    if (auto program = take_program(out.import, line->words); !program) return program.error();
    auto arguments = arguments_in(line->words, is_known);
    if (!arguments) return arguments.error();
    if (auto valid = check_json(*arguments); !valid) return valid.error();
    if (auto guest = check_questions(*arguments); !guest) return guest.error();
    out.import.arguments = *std::move(arguments);
    out.import.defaults = !has_option(out.import, "nodefaults");
    out.import.libvirts = written_by_libvirt(out.import);
    out.import.boots_from_0 = boots_from_0(out.import);
    say_defaults(out.import);
    if (!out.import.is_x86()) tie_built_in_ports(out.import.arguments);
    Course(out.import).run();
    keep_snapshot(out.import);
    if (out.import.draft.error) return *out.import.draft.error;
    return out;
}

void name_it(Draft &draft)
{
    if (!draft.name.empty()) return;
    draft.name = "unnamed";
    draft.warn(_("the guest has no name and is called 'unnamed'; QEMU's option '-name' gives it another"));
}

/// What will not work as it is.
void warn_of_kept(Import &import)
{
    each_kept(import, [&draft = import.draft](std::string_view option, std::string &value) {
        const auto list = list_in(value);
        if (!list) return;
        const auto text_of = [&list](const char *name) {
            const NamedValue *found = list->find(name);
            return found && found->value ? *found->value : std::string();
        };
        if (!text_of("fd").empty() || !text_of("fds").empty())
            draft.warn(format(
                _("'%s' names a descriptor that only the program that started QEMU could have passed; the guest will not start with it"),
                shown(value).c_str()));
        if (option == "chardev" && list->first == "stdio")
            draft.warn(format(
                _("'%s' uses QEMU's terminal, which a libvirt guest does not have; choose another type, such as 'pty'"),
                shown(value).c_str()));
        if (option == "numa" && list->find("memdev"))
            draft.warn(format(
                _("'-numa %s' will keep the guest from starting, because libvirt adds a memory backend of its own; describe the nodes in <numa> instead"),
                shown(value).c_str()));
        if (option == "readconfig") {
            check_path(draft, value);
            draft.warn(format(
                _("the file '%s' is not read; if it sets the machine type or the memory size, set them in the document too, or the guest will not start"),
                shown(value).c_str()));
        }
        const bool abstract = list->find("abstract") != nullptr;
        for (const char *name : {"path", "logfile"})
            if (const auto path = text_of(name); option == "chardev" && !path.empty() && !abstract)
                check_path(draft, path);
    });
}

/// The line's ports that the output has not.
std::vector<std::string> missing_ports(const Import &import)
{
    std::vector<std::string> out;
    for (const Argument &argument : import.arguments) {
        const bool port = argument.option == "serial" || argument.option == "parallel" ||
                          (argument.option == "device" && find_front_end(argument.list.first));
        if (port && argument.fate == Fate::kept)
            out.push_back(format(_("the port '%s' is left out: the port grammar cannot describe it"),
                                 shown(argument.value).c_str()));
    }
    return out;
}

}  // namespace

Result<Imported> import_command_line(std::string_view text, HostOs host)
{
    auto line = read(text, host);
    if (!line) return line.error();
    Import &import = line->import;
    add_default_network(import);
    add_default_display(import);
    add_defaults_of_board(import);
    name_it(import.draft);
    const auto ports = place_ports(import);
    if (!ports) return ports.error();
    warn_of_kept(import);
    place_kept_devices(import);
    rename_kept(import);
    std::erase_if(line->environment, [](const std::string &variable) {
        const auto name = std::string_view(variable).substr(0, variable.find('='));
        return std::find(libvirts_environment.begin(), libvirts_environment.end(), name) != libvirts_environment.end();
    });
    std::string xml = write_domain(import, *ports, line->environment);
    return Imported{std::move(xml), import.draft.warnings};
}

Result<Imported> import_ports(std::string_view text, HostOs host)
{
    auto line = read(text, host);
    if (!line) return line.error();
    const auto ports = place_ports(line->import);
    if (!ports) return ports.error();
    Imported out{{}, missing_ports(line->import)};
    for (const Element &port : *ports) out.xml += write_lines(port, {}) + "\n";
    return out;
}

}  // namespace chardev::qemu
