// SPDX-License-Identifier: LGPL-2.1-or-later
// Decides what a leak is: a mebibyte more of resident memory after a million translations than after the first ones.
#include "bench/memory.hpp"

#include <array>
#include <cstdio>
#include <fstream>
#include <string>

#include <unistd.h>

#include "conf/document.hpp"
#include "qemu/live.hpp"

namespace chardev::bench {

namespace {

constexpr std::size_t warm_up = 20'000;
constexpr std::size_t translations = 1'000'000;
constexpr std::size_t most_growth = std::size_t{1} << 20;

const std::string port = "<serial type='tcp'><listen addr='127.0.0.1' port='4001'><nowait/><nodelay/></listen></serial>";
const std::string mistaken = "<serial type='tcp'><listen port='70000'/></serial>";

std::string domain(const std::string &device)
{
    return "<domain type='qemu'><name>guest</name><devices>" + device + "</devices></domain>";
}

/// 0 if it was not a translation at all.
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

/// One translation, of another kind each time.
bool translate(std::size_t turn)
{
    switch (turn % 4) {
    case 0: return in(port) > 0;
    case 1: return out() > 0;
    case 2: return fragment() > 0;
    }
    return in(mistaken) > 0;
}

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
        fine = translate(turn) && fine;
    }
    const auto after = resident_bytes();
    const auto grown = after > before ? after - before : 0;
    const bool met = fine && grown < most_growth;
    std::printf("%-46s %4zu KiB   at most %d KiB   %s\n", "a million translations: memory left in use", grown >> 10,
                static_cast<int>(most_growth >> 10), met ? "met" : "MISSED");
    if (!fine) std::printf("some of them were no translations: the figures above mean nothing\n");
    return met;
}

}  // namespace chardev::bench
