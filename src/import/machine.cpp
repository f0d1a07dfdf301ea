// SPDX-License-Identifier: LGPL-2.1-or-later
// Takes the machine itself: its name, its type, its processors and its memory.
#include <algorithm>
#include <array>

#include <glib.h>

#include "conf/grammar/value.hpp"
#include "conf/model/gettext.hpp"
#include "conf/xml/reader.hpp"
#include "import/defaults.hpp"
#include "import/table.hpp"

namespace chardev::qemu {

namespace {

constexpr unsigned most_cpus = 65535;

/// The models of libvirt 7.0's map and later; a -cpu with any other is kept.
constexpr std::array<std::string_view, 40> cpu_models{"486",
                                                      "pentium",
                                                      "pentium2",
                                                      "pentium3",
                                                      "coreduo",
                                                      "n270",
                                                      "core2duo",
                                                      "qemu32",
                                                      "kvm32",
                                                      "qemu64",
                                                      "kvm64",
                                                      "Conroe",
                                                      "Penryn",
                                                      "Nehalem",
                                                      "Nehalem-IBRS",
                                                      "Westmere",
                                                      "Westmere-IBRS",
                                                      "SandyBridge",
                                                      "SandyBridge-IBRS",
                                                      "IvyBridge",
                                                      "IvyBridge-IBRS",
                                                      "Haswell",
                                                      "Haswell-noTSX",
                                                      "Haswell-IBRS",
                                                      "Broadwell",
                                                      "Broadwell-noTSX",
                                                      "Broadwell-IBRS",
                                                      "Skylake-Client",
                                                      "Skylake-Server",
                                                      "Cascadelake-Server",
                                                      "Icelake-Server",
                                                      "athlon",
                                                      "phenom",
                                                      "Opteron_G1",
                                                      "Opteron_G2",
                                                      "Opteron_G3",
                                                      "Opteron_G4",
                                                      "Opteron_G5",
                                                      "EPYC",
                                                      "EPYC-IBPB"};

/// Features that QEMU and libvirt spell alike, on any x86.
constexpr std::array<std::string_view, 64> cpu_features{
    "3dnow",    "abm",          "adx",      "aes",     "apic",     "arat",    "avx",       "avx2",
    "avx512bw", "avx512cd",     "avx512dq", "avx512f", "avx512vl", "bmi1",    "bmi2",      "clflushopt",
    "clwb",     "cx16",         "erms",     "f16c",    "fma",      "fma4",    "fsgsbase",  "fxsr",
    "hle",      "hypervisor",   "ibpb",     "invpcid", "invtsc",   "lm",      "md-clear",  "mmx",
    "movbe",    "mpx",          "nx",       "pae",     "pcid",     "pdpe1gb", "popcnt",    "rdrand",
    "rdseed",   "rdtscp",       "rtm",      "sep",     "smap",     "smep",    "spec-ctrl", "ss",
    "ssbd",     "sse",          "sse2",     "sse4.1",  "sse4.2",   "sse4a",   "ssse3",     "stibp",
    "svm",      "tsc-deadline", "vme",      "vmx",     "x2apic",   "xop",     "xsave",     "xsaveopt"};

/// "+avx", "-avx", "avx=on", "avx=off", "avx".
std::optional<Element> cpu_feature(const NamedValue &option)
{
    std::string name = option.name;
    const bool marked = !option.value && (name.starts_with('+') || name.starts_with('-'));
    const auto flag = marked ? Result<bool>(name[0] == '+') : flag_of(option);
    if (marked) name.erase(0, 1);
    if (!flag || std::find(cpu_features.begin(), cpu_features.end(), name) == cpu_features.end()) return std::nullopt;
    return element("feature", {{"policy", *flag ? "require" : "disable"}, {"name", name}});
}

void add_topology(Draft &draft)
{
    if (draft.sockets == 0) return;
    Element &topology = put(draft.cpu, element("topology", {{"sockets", std::to_string(draft.sockets)}}));
    if (draft.dies > 1) topology.set("dies", std::to_string(draft.dies));
    topology.set("cores", std::to_string(draft.cores));
    topology.set("threads", std::to_string(draft.threads));
}

void fill_topology(Draft &draft)
{
    const auto rest = [&](unsigned a, unsigned b) {
        return std::max(1U, draft.max_cpus / std::max(1U, draft.dies * a * b));
    };
    const auto one = [](unsigned &number) { number = std::max(1U, number); };
    one(draft.dies);
    if (draft.max_cpus == 0) {
        one(draft.sockets), one(draft.cores), one(draft.threads);
        draft.max_cpus = draft.cpus ? draft.cpus : draft.dies * draft.sockets * draft.cores * draft.threads;
    }
    const bool sockets_first = is_before(draft.machine, 6, 2);  // later ones fill cores first
    if (sockets_first ? draft.sockets == 0 : draft.cores == 0) {
        one(draft.threads), one(sockets_first ? draft.cores : draft.sockets);
        (sockets_first ? draft.sockets : draft.cores) =
            rest(sockets_first ? draft.cores : draft.sockets, draft.threads);
    } else if (sockets_first ? draft.cores == 0 : draft.sockets == 0) {
        one(draft.threads);
        (sockets_first ? draft.cores : draft.sockets) =
            rest(sockets_first ? draft.sockets : draft.cores, draft.threads);
    }
    if (draft.threads == 0) draft.threads = rest(draft.sockets, draft.cores);
}

bool read_one_smp(Draft &draft, const Argument &argument)
{
    const struct {
        const char *name;
        unsigned *number;
    } names[] = {{"cpus", &draft.cpus}, {"maxcpus", &draft.max_cpus}, {"sockets", &draft.sockets},
                 {"dies", &draft.dies}, {"cores", &draft.cores},      {"threads", &draft.threads}};
    std::size_t known = 0;
    for (const auto &[name, number] : names) {
        const std::string *text = argument.get(name);
        if (name == std::string_view("cpus") && !argument.list.first.empty()) text = &argument.list.first;
        if (!text) continue;
        const auto value = decimal(*text, most_cpus);
        if (!value) return false;
        *number = *value;
        if (text != &argument.list.first) ++known;
    }
    return known == argument.list.options.size();
}

/// A second -smp adds to the first.
bool read_smp(Import &import, const Argument &last)
{
    Draft &draft = import.draft;
    draft.cpus = draft.max_cpus = draft.sockets = draft.dies = draft.cores = draft.threads = 0;
    const auto end = std::next(import.arguments.begin(), &last - import.arguments.data() + 1);
    return std::all_of(import.arguments.begin(), end, [&draft](const Argument &argument) {
        return argument.option != "smp" || read_one_smp(draft, argument);
    });
}

/// "kvm" or "tcg", as far as libvirt has a word for it.
bool choose_accelerator(Draft &draft, std::string_view name)
{
    const auto first = name.substr(0, name.find(':'));
    if (first.size() < name.size())
        draft.warn(format(
            _("of the accelerators '%s' the guest has the first one alone, because libvirt knows no second choice"),
            std::string(name).c_str()));
    if (first == "tcg")
        draft.type = "qemu";
    else if (first == "kvm" || first == "hvf")
        draft.type = first;
    else
        return false;
    return true;
}

/// Options of a machine that are words of libvirt's own. True: `option` is said.
bool take_machine_option(Import &import, const NamedValue &option)
{
    Draft &draft = import.draft;
    const std::string value = option.value.value_or("on");
    const auto flag = flag_of(option);
    if (option.name == "type")
        draft.machine = value;
    else if (option.name == "accel")
        return choose_accelerator(draft, value);
    else if (option.name == "memory-backend" && take_memory_backend(import, value))
        return true;
    else if (!flag)
        return import.libvirts && (option.name == "memory-backend" || option.name.starts_with("pflash"));
    else if (option.name == "usb")
        draft.usb = draft.usb || *flag;
    else if (option.name == "acpi")
        draft.acpi = *flag;
    else if (option.name == "hpet")
        draft.hpet = *flag;
    else if (option.name == "vmport" || option.name == "smm")
        put(draft.features, element(option.name, {{"state", *flag ? "on" : "off"}}));
    else if (option.name == "kernel_irqchip" || option.name == "dump-guest-core" || option.name == "mem-merge")
        return *flag == (option.name != "dump-guest-core");
    else
        return false;
    return true;
}

}  // namespace

Fate take_name(Import &import, Argument &argument)
{
    const std::string *guest = argument.get("guest");
    std::string &name = import.draft.name;
    name = guest ? *guest : argument.list.first;
    const auto is_wrong = [](char c) { return c == '/' || c == '\n'; };
    if (std::any_of(name.begin(), name.end(), is_wrong))
        import.draft.warn(
            format(_("the name '%s' has a character that libvirt allows in no name; the guest has a '-' there"),
                   shown(name).c_str()));
    std::replace_if(name.begin(), name.end(), is_wrong, '-');
    const bool rest = argument.get("process") != nullptr;
    if (rest) import.draft.warn(_("the name of QEMU's own process is libvirt's to choose; 'process' is left out"));
    return Fate::translated;
}

Fate take_uuid(Import &import, Argument &argument)
{
    import.draft.uuid = argument.value;
    return Fate::translated;
}

Fate take_smp(Import &import, Argument &argument)
{
    Draft &draft = import.draft;
    const Draft before = draft;
    if (!read_smp(import, argument)) {
        draft = before;
        return Fate::kept;
    }
    if (draft.max_cpus == 0) draft.max_cpus = draft.cpus;
    fill_topology(draft);
    const unsigned product = draft.sockets * draft.dies * draft.cores * draft.threads;
    if (draft.cpus == 0) draft.cpus = draft.max_cpus;
    // libvirt writes sockets alone where nothing is said, and "dies" only where something is.
    const bool unsaid = import.libvirts && draft.sockets == draft.max_cpus && !argument.get("dies");
    if (unsaid) return Fate::translated;
    if (product == draft.max_cpus)
        add_topology(draft);
    else
        draft.warn(format(
            _("the processors of '-smp %s' do not multiply to %u; the guest has %u without sockets, cores and threads"),
            argument.value.c_str(), draft.max_cpus, draft.max_cpus));
    return Fate::translated;
}

Fate take_machine(Import &import, Argument &argument)
{
    if (!argument.list.first.empty()) import.draft.machine = argument.list.first;
    OptionList rest;
    for (const NamedValue &option : argument.list.options)
        if (!take_machine_option(import, option)) rest.options.push_back(option);
    if (rest.options.empty()) return Fate::translated;
    argument.words = {"-machine", write_option_list(rest)};
    return Fate::kept;
}

Fate take_accel(Import &import, Argument &argument)
{
    const std::string *named = argument.get("accel");
    const std::string &name = named ? *named : argument.list.first;
    const std::size_t rest = argument.list.options.size() - (named ? 1 : 0);
    return choose_accelerator(import.draft, name) && rest == 0 ? Fate::translated : Fate::kept;
}

Fate take_kvm(Import &import, Argument &)
{
    import.draft.type = "kvm";
    return Fate::translated;
}

Fate take_cpu(Import &import, Argument &argument)
{
    Element &cpu = import.draft.cpu;
    const std::string &model = argument.list.first;
    const auto mode = model == "host" ? "host-passthrough" : model == "max" ? "maximum" : "custom";
    const bool custom = mode == std::string_view("custom");
    const std::string *migratable = custom ? nullptr : argument.get("migratable");
    std::vector<Element> features;
    for (const NamedValue &option : argument.list.options) {
        if (migratable && option.name == "migratable") continue;
        const auto feature = import.is_x86() ? cpu_feature(option) : std::nullopt;
        if (!feature) return Fate::kept;
        features.push_back(*feature);
    }
    if (custom && (!import.is_x86() || std::find(cpu_models.begin(), cpu_models.end(), model) == cpu_models.end()))
        return Fate::kept;
    cpu.set("mode", mode);
    if (migratable) cpu.set("migratable", *migratable);
    if (custom) cpu.set("match", "exact");
    cpu.set("check", "none");
    if (custom) cpu.add(element("model", {{"fallback", "forbid"}})).text = model;
    for (Element &feature : features) cpu.add(std::move(feature));
    return Fate::translated;
}

}  // namespace chardev::qemu
