// SPDX-License-Identifier: LGPL-2.1-or-later
// Decides how fast is fast enough, always as a ratio of two figures of one run.
#include "bench/targets.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <optional>
#include <string>
#include <vector>

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
    Target{"4 ports lowered: of parse and serialise", "lower/port", "lower/port/bare", 1.5},
    Target{"4 ports raised: of parse and serialise", "raise/stock", "raise/stock/bare", 1.5},
};

/// Time for one device, which may grow as libxml2's own does: once the tree is larger than the processor's caches, a
/// device takes even that up to three times as long.
constexpr std::array growing{"lower/disks/", "raise/disks/", "lower/ports/", "raise/ports/"};
constexpr double most_growth = 2.0;

std::optional<double> figure_of(const Figures &figures, const std::string &name)
{
    const auto found = figures.find(name);
    if (found == figures.end()) return std::nullopt;
    return found->second;
}

bool print(const std::string &says, double ratio, double most)
{
    const bool met = ratio <= most;
    std::printf("%-46s %7.3f   at most %5.2f   %s\n", says.c_str(), ratio, most, met ? "met" : "MISSED");
    return met;
}

bool judge(const Target &target, const Figures &figures)
{
    const auto measured = figure_of(figures, target.measured), against = figure_of(figures, target.against);
    return !measured || !against || print(target.says, *measured / *against, target.most);
}

struct Size {
    double each, bare;  ///< time for one device
};

std::vector<Size> sizes_of(const std::string &name, const Figures &figures)
{
    std::vector<Size> sizes;
    for (const int devices : {10, 100, 1'000, 10'000}) {
        const auto own = name + std::to_string(devices);
        const auto time = figure_of(figures, own), bare = figure_of(figures, own + "/bare");
        if (time && bare) sizes.push_back({*time / devices, *bare / devices});
    }
    return sizes;
}

bool judge_growth(const std::string &name, const Figures &figures)
{
    const auto sizes = sizes_of(name, figures);
    double steepest = 0;
    for (auto large = sizes.begin(); large != sizes.end(); ++large)
        for (auto small = sizes.begin(); small != large; ++small)
            steepest = std::max(steepest, large->each / small->each / std::max(1.0, large->bare / small->bare));
    return steepest == 0 || print(name + "10..10000: growth for a device", steepest, most_growth);
}

}  // namespace

bool print_verdicts(const Figures &figures)
{
    bool met = true;
    for (const auto &target : targets) met = judge(target, figures) && met;
    for (const auto *name : growing) met = judge_growth(name, figures) && met;
    return met;
}

}  // namespace chardev::bench
