// SPDX-License-Identifier: LGPL-2.1-or-later
// Decides how fast is fast enough, always as a ratio of two figures of one run.
#include "bench/targets.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <optional>
#include <string>

namespace chardev::bench {

namespace {

struct Target {
    const char *says;
    const char *measured;
    const char *against;
    double most;
};

constexpr std::array targets{
    Target{"no port, on the way in: of a parse", "lower/plain", "parse/plain", 0.02},
    Target{"no port, on the way out: of a parse", "raise/plain", "parse/plain", 0.02},
    Target{"libvirt's ports, in: of a parse", "lower/libvirt", "parse/libvirt", 1.2},
    Target{"libvirt's ports, out: of a parse", "raise/libvirt", "parse/libvirt", 1.2},
    Target{"4 ports lowered: of parse and serialise", "lower/port", "parse+serialise/port", 1.5},
    Target{"4 ports raised: of parse and serialise", "raise/stock", "parse+serialise/stock", 1.5},
};

/// Time for one device of 10,000, in terms of that for one of fewer.
constexpr std::array growing{"lower/disks/", "raise/disks/", "lower/ports/", "raise/ports/"};
constexpr double most_growth = 2.0;

std::optional<double> median_of(const Medians &medians, const std::string &name)
{
    const auto found = medians.find(name);
    if (found == medians.end()) return std::nullopt;
    return found->second;
}

bool print(const std::string &says, double ratio, double most)
{
    const bool met = ratio <= most;
    std::printf("%-46s %7.3f   at most %5.2f   %s\n", says.c_str(), ratio, most, met ? "met" : "MISSED");
    return met;
}

bool judge(const Target &target, const Medians &medians)
{
    const auto measured = median_of(medians, target.measured), against = median_of(medians, target.against);
    return !measured || !against || print(target.says, *measured / *against, target.most);
}

/// The steepest rise of the time per device, from any size to a larger one.
bool judge_growth(const std::string &name, const Medians &medians)
{
    std::optional<double> lowest;
    double steepest = 0;
    for (const int devices : {10, 100, 1'000, 10'000}) {
        const auto time = median_of(medians, name + std::to_string(devices));
        if (!time) return true;
        const double each = *time / devices;
        if (lowest) steepest = std::max(steepest, each / *lowest);
        lowest = std::min(lowest.value_or(each), each);
    }
    return print(name + "10..10000: time per device", steepest, most_growth);
}

}  // namespace

bool print_verdicts(const Medians &medians)
{
    bool met = true;
    for (const auto &target : targets) met = judge(target, medians) && met;
    for (const auto *name : growing) met = judge_growth(name, medians) && met;
    return met;
}

}  // namespace chardev::bench
