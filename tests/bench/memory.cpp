// SPDX-License-Identifier: LGPL-2.1-or-later
// Decides what a leak is: a mebibyte more of resident memory after a million translations than after the first ones.
#include "bench/memory.hpp"

#include <array>
#include <cstdio>
#include <fstream>
#include <string>

#include <unistd.h>

#include "conf/document/document.hpp"
#include "conf/document/domain_ports.hpp"
#include "import/import.hpp"
#include "qemu/arguments.hpp"
#include "qemu/chardev/backend.hpp"
#include "qemu/for_qemu.hpp"
#include "qemu/policy.hpp"

namespace chardev::bench {

namespace {

constexpr std::size_t warm_up = 20'000;
constexpr std::size_t translations = 1'000'000;
constexpr std::size_t most_growth = std::size_t{1} << 20;

const std::string port =
    "<serial type='tcp'><listen addr='127.0.0.1' port='4001'><nowait/><nodelay/></listen></serial>";
const std::string mistaken = "<serial type='tcp'><listen port='70000'/></serial>";

std::string domain(const std::string &device)
{
    return "<domain type='qemu'><name>guest</name><devices>" + device + "</devices></domain>";
}

// Each returns 0 if it was no translation at all.

std::size_t in(const std::string &device)
{
    const auto result = lower(domain(device), qemu::live_policy(), "bench.xml");
    if (!result) return result.error().message().size();
    return *result ? (*result)->xml.size() : 0;
}

std::size_t out()
{
    static const auto stock = lower(domain(port), qemu::live_policy(), "bench.xml");
    const auto raised = stock && *stock ? raise((*stock)->xml, qemu::live_policy(), View::written) : std::nullopt;
    return raised ? raised->size() : 0;
}

std::size_t fragment()
{
    const auto result = lower_fragment("<serial type='file' path='/a'/>", qemu::live_policy());
    return result && *result ? (*result)->size() : 0;
}

std::size_t to_native(qemu::ArgumentForm form)
{
    const auto ports = ports_of(domain(port), "bench.xml", for_qemu);
    if (!ports) return 0;
    const auto words = qemu::arguments_of(*ports, {7, 2, 0}, form);
    return words ? words->size() : 0;
}
std::size_t to_chardev()
{
    return to_native(qemu::ArgumentForm::native);
}
std::size_t to_legacy()
{
    return to_native(qemu::ArgumentForm::legacy);
}

std::size_t from_chardev()
{
    const auto ports =
        qemu::import_ports("-chardev socket,id=c,host=::1,port=1,server=on -device isa-serial,chardev=c");
    return ports ? ports->xml.size() : 0;
}

std::size_t from_legacy()
{
    const auto imported =
        qemu::import_command_line("qemu-system-x86_64 -m 64 -serial telnet::4001,server -parallel none -foo");
    return imported ? imported->xml.size() : 0;
}

std::size_t to_qmp()
{
    Port terminal;
    terminal.backend = Pty{};
    const auto tree = qemu::chardev_of(terminal, Kind::serial, "id", {7, 2, 0});
    return tree ? qemu::write_chardev_json(*tree).size() : 0;
}

std::size_t in_ours()
{
    return in(port);
}
std::size_t in_mistaken()
{
    return in(mistaken);
}

constexpr std::array kinds{in_ours,   in_mistaken,  out,         fragment, to_chardev,
                           to_legacy, from_chardev, from_legacy, to_qmp};

std::size_t resident_bytes()
{
    std::ifstream statm("/proc/self/statm");
    std::size_t total = 0, resident = 0;
    statm >> total >> resident;
    return resident * static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
}

}  // namespace

bool memory_stays()
{
    bool fine = true;
    std::size_t before = 0;
    for (std::size_t turn = 0; turn < translations; ++turn) {
        if (turn == warm_up) before = resident_bytes();
        fine = kinds[turn % kinds.size()]() > 0 && fine;
    }
    const auto after = resident_bytes();
    const auto grown = after > before ? after - before : 0;
    const bool met = fine && grown < most_growth;
    std::printf("%-46s %4zu KiB   at most %4d KiB   %s\n", "a million translations: memory left in use", grown >> 10,
                static_cast<int>(most_growth >> 10), met ? "met" : "MISSED");
    if (!fine) std::printf("some of them were no translations: the figures above mean nothing\n");
    return met;
}

}  // namespace chardev::bench
