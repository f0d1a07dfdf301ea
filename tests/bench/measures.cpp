// SPDX-License-Identifier: LGPL-2.1-or-later
// Decides what is measured, and that it is processor time: other programs on the machine matter less.
#include "bench/measures.hpp"

#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "bench/documents.hpp"
#include "bench/libxml.hpp"
#include "conf/document/document.hpp"
#include "qemu/policy.hpp"

namespace chardev::bench {

namespace {

std::string as_stock_shows(const std::string &xml)
{
    const auto lowered = lower(xml, qemu::live_policy(), "bench.xml");
    return lowered && *lowered ? (*lowered)->xml : std::string();
}

/// What else the machine does only adds to a figure: the least one of many is the program's own.
double least(const std::vector<double> &figures)
{
    return *std::min_element(figures.begin(), figures.end());
}

int repetitions_for(const std::string &xml)
{
    return xml.size() < 1'000'000 ? 31 : 7;
}

void measure(const std::string &name, const std::string &xml, void (*work)(const std::string &))
{
    const auto once = [xml, work](benchmark::State &state) {
        for ([[maybe_unused]] const auto round : state) work(xml);
    };
    benchmark::RegisterBenchmark(name.c_str(), once)
        ->Repetitions(repetitions_for(xml))
        ->MinTime(0.02)
        ->ComputeStatistics("least", least);
}

void bare_parse(const std::string &xml)
{
    benchmark::DoNotOptimize(parse(xml));
}

void bare_round(const std::string &xml)
{
    benchmark::DoNotOptimize(parse_and_serialise(xml));
}

void lowering(const std::string &xml)
{
    benchmark::DoNotOptimize(lower(xml, qemu::live_policy(), "bench.xml"));
}

void raising(const std::string &xml)
{
    benchmark::DoNotOptimize(raise(xml, qemu::live_policy(), View::written));
}

void measure_both(const std::string &name, const std::string &xml, void (*work)(const std::string &))
{
    measure(name, xml, work);
    measure(name + "/bare", xml, bare_round);
}

void register_sizes(std::size_t devices)
{
    const auto number = std::to_string(devices);
    const auto disks = many_disks(devices), ports = many_ports(devices);
    measure_both("lower/disks/" + number, disks, lowering);
    measure_both("raise/disks/" + number, as_stock_shows(disks), raising);
    measure_both("lower/ports/" + number, ports, lowering);
    measure_both("raise/ports/" + number, as_stock_shows(ports), raising);
}

class Reporter final : public benchmark::BenchmarkReporter {
public:
    bool ReportContext(const Context &) override { return true; }
    void ReportRuns(const std::vector<Run> &runs) override
    {
        for (const auto &run : runs) {
            if (run.run_type != Run::RT_Aggregate || run.aggregate_name != "least") continue;
            figures[run.run_name.function_name] = run.GetAdjustedCPUTime();
        }
    }
    Figures figures;
};

}  // namespace

void register_measures()
{
    measure("parse/plain", plain_document(), bare_parse);
    measure("lower/plain", plain_document(), lowering);
    measure("raise/plain", plain_document(), raising);
    measure("parse/libvirt", libvirt_document(), bare_parse);
    measure("lower/libvirt", libvirt_document(), lowering);
    measure("raise/libvirt", libvirt_document(), raising);
    measure_both("lower/port", port_document(), lowering);
    measure_both("raise/stock", as_stock_shows(port_document()), raising);
    for (const std::size_t devices : {10U, 100U, 1'000U, 10'000U}) register_sizes(devices);
}

Figures run_measures()
{
    Reporter reporter;
    benchmark::RunSpecifiedBenchmarks(&reporter);
    for (const auto &[name, nanoseconds] : reporter.figures)
        std::printf("%-24s %14.0f ns\n", name.c_str(), nanoseconds);
    return std::move(reporter.figures);
}

}  // namespace chardev::bench
