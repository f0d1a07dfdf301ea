// SPDX-License-Identifier: LGPL-2.1-or-later
// make bench: everything in turn, at random, in one run; then what was aimed at, and whether it was met.
#include <cstdio>
#include <vector>

#include <benchmark/benchmark.h>

#include "bench/measures.hpp"
#include "bench/memory.hpp"
#include "bench/targets.hpp"

namespace {

// The user's own options come later, and count.
std::vector<char *> with_defaults(int argc, char **argv)
{
    static char shuffled[] = "--benchmark_enable_random_interleaving=true";
    std::vector<char *> all{argv[0], shuffled};
    all.insert(all.end(), argv + 1, argv + argc);
    return all;
}

bool is_optimised()
{
#ifdef __OPTIMIZE__
    return true;
#else
    std::fprintf(
        stderr,
        "this was built without optimisation, and its figures would mean nothing: configure with CXXFLAGS=-O2\n");
    return false;
#endif
}

}  // namespace

int main(int argc, char **argv)
{
    if (!is_optimised()) return 1;
    auto arguments = with_defaults(argc, argv);
    auto count = static_cast<int>(arguments.size());
    benchmark::Initialize(&count, arguments.data());
    if (benchmark::ReportUnrecognizedArguments(count, arguments.data())) return 2;
    // First: in the room that large documents leave behind, a leak would not show.
    const bool stays = chardev::bench::memory_stays();
    chardev::bench::register_measures();
    const auto figures = chardev::bench::run_measures();
    std::printf("\n");
    const bool fast = chardev::bench::print_verdicts(figures);
    return stays && fast ? 0 : 1;
}
