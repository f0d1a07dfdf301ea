// SPDX-License-Identifier: LGPL-2.1-or-later
// Knows what QEMU adds to a machine by itself where the command line says nothing: QEMU 7.2 was asked for each machine.
#include "import/defaults.hpp"

#include <algorithm>
#include <array>

#include "conf/grammar/value.hpp"
#include "conf/model/gettext.hpp"
#include "conf/xml/reader.hpp"

namespace chardev::qemu {

namespace {

struct Board {
    std::string_view name;
    unsigned memory;  ///< MiB
    unsigned cpus;
};
constexpr std::array boards{
    Board{"ast2500-evb", 512, 1},
    Board{"ast2600-evb", 1024, 2},
    Board{"bletchley-bmc", 2048, 2},
    Board{"collie", 512, 1},
    Board{"cubieboard", 1024, 1},
    Board{"fby35", 128, 3},
    Board{"fby35-bmc", 2048, 2},
    Board{"fp5280g2-bmc", 512, 1},
    Board{"fuji-bmc", 2048, 2},
    Board{"g220a-bmc", 1024, 1},
    Board{"mps2-an385", 16, 1},
    Board{"mps2-an386", 16, 1},
    Board{"mps2-an500", 16, 1},
    Board{"mps2-an505", 16, 1},
    Board{"mps2-an511", 16, 1},
    Board{"mps2-an521", 16, 2},
    Board{"mps3-an524", 2048, 2},
    Board{"mps3-an547", 2048, 1},
    Board{"musca-a", 128, 2},
    Board{"musca-b1", 128, 2},
    Board{"musicpal", 32, 1},
    Board{"nuri", 128, 2},
    Board{"orangepi-pc", 1024, 4},
    Board{"palmetto-bmc", 256, 1},
    Board{"qcom-dc-scm-v1-bmc", 1024, 2},
    Board{"qcom-firework-bmc", 1024, 2},
    Board{"rainier-bmc", 1024, 2},
    Board{"raspi0", 512, 1},
    Board{"raspi1ap", 512, 1},
    Board{"raspi2b", 1024, 4},
    Board{"raspi3ap", 512, 4},
    Board{"raspi3b", 1024, 4},
    Board{"romulus-bmc", 512, 1},
    Board{"sam460ex", 512, 1},
    Board{"smdkc210", 128, 2},
    Board{"sonorapass-bmc", 512, 1},
    Board{"supermicrox11-bmc", 256, 1},
    Board{"tacoma-bmc", 1024, 2},
    Board{"witherspoon-bmc", 512, 1},
    Board{"xlnx-versal-virt", 128, 4},
    Board{"xlnx-zcu102", 128, 4},
};

/// Machines that take any memory, and have 128 MiB and one processor by themselves.
bool is_ordinary(const Import &import)
{
    const std::string &machine = import.draft.machine;
    const auto begins = [&machine](std::string_view stem) { return machine.starts_with(stem); };
    return import.is_x86() || machine.empty() || begins("virt") || begins("pseries") || begins("s390-ccw");
}

/// Machines without any device that is not asked for.
bool is_bare(const std::string &machine)
{
    return machine == "microvm" || machine == "none" || machine == "x-remote";
}

struct Display {
    std::string_view machine, card;
};
constexpr std::array displays{
    Display{"g3beige", "std"}, Display{"mac99", "std"},    Display{"pseries", "std"},
    Display{"sun4u", "std"},   Display{"malta", "cirrus"}, Display{"SS-", "tcx"},
    Display{"LX", "tcx"},      Display{"SPARC", "tcx"},    Display{"Voyager", "tcx"},
};

}  // namespace

bool is_before(const std::string &machine, unsigned major, unsigned minor)
{
    const auto dash = machine.rfind('-');
    const auto dot = machine.find('.', dash == machine.npos ? 0 : dash);
    if (dash == machine.npos || dot == machine.npos) return false;
    const auto first = decimal(std::string_view(machine).substr(dash + 1, dot - dash - 1), 1000);
    const auto second = decimal(std::string_view(machine).substr(dot + 1), 1000);
    return first && second && (*first < major || (*first == major && *second < minor));
}

const char *default_card(const Import &import)
{
    const std::string &machine = import.draft.machine;
    if (is_bare(machine)) return nullptr;
    if (import.is_x86()) return machine == "isapc" || is_before(machine, 2, 2) ? "cirrus" : "std";
    const auto found = std::find_if(displays.begin(), displays.end(),
                                    [&machine](const Display &known) { return machine.starts_with(known.machine); });
    return found == displays.end() ? nullptr : found->card.data();
}

bool adds_network(const Import &import)
{
    const auto says = [](const Argument &argument) {
        return argument.option == "net" || argument.option == "netdev" || argument.option == "nic";
    };
    const bool riscv_virt = import.draft.arch.starts_with("riscv") && import.draft.machine.starts_with("virt");
    return import.defaults && !is_bare(import.draft.machine) && !riscv_virt &&
           std::none_of(import.arguments.begin(), import.arguments.end(), says);
}

bool has_no_pci_for_libvirt(const Draft &draft)
{
    return draft.machine == "isapc" || is_bare(draft.machine);
}

const char *default_nic(const Import &import)
{
    const auto begins = [&machine = import.draft.machine](std::string_view stem) { return machine.starts_with(stem); };
    if (has_no_pci_for_libvirt(import.draft)) return nullptr;
    if (import.is_x86()) return import.is_q35() ? "e1000e" : "e1000";
    if (begins("pseries")) return "spapr-vlan";
    if (import.draft.arch.starts_with("riscv")) return nullptr;
    return begins("s390-ccw") || begins("virt") ? "virtio" : nullptr;
}

void add_defaults_of_board(Import &import)
{
    Draft &draft = import.draft;
    const bool has_cpus = draft.cpus != 0 || draft.max_cpus != 0;
    const auto board = std::find_if(boards.begin(), boards.end(),
                                    [&draft](const Board &known) { return known.name == draft.machine; });
    if (board != boards.end()) {
        if (!draft.has_memory) draft.memory = board->memory * 1024ULL;
        if (!has_cpus) draft.max_cpus = board->cpus;
        return;
    }
    if (is_ordinary(import) || (draft.has_memory && has_cpus)) return;
    const std::string machine = shown(draft.machine);
    if (!draft.has_memory)
        draft.warn(format(
            _("the memory size of the machine '%s' is not given, so libvirt starts it with %llu MiB; add '-m' if it has more or less"),
            machine.c_str(), draft.memory / 1024));
    if (!has_cpus)
        draft.warn(format(
            _("the number of processors of the machine '%s' is not given, so libvirt starts it with one; add '-smp' if it has more"),
            machine.c_str()));
}

}  // namespace chardev::qemu
