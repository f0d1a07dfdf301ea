// SPDX-License-Identifier: LGPL-2.1-or-later
// Decides what is measured, and that it is processor time: other programs on the machine matter less.
#include "bench/measures.hpp"

#include <cstdio>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "bench/documents.hpp"
#include "bench/libxml.hpp"
#include "conf/document.hpp"
#include "qemu/live.hpp"

namespace chardev::bench {

namespace {

std::string as_stock_shows(const std::string &xml)
{
    const auto lowered = lower(xml, qemu::live_policy(), "bench.xml");
    return lowered && *lowered ? (*lowered)->xml : std::string();
}

void measure(const std::string &name, const std::string &xml, void (*work)(const std::string &))
{
    benchmark::RegisterBenchmark(name.c_str(), [xml, work](benchmark::State &state) {
        for ([[maybe_unused]] const auto round : state) work(xml);
    });
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

void register_sizes(std::size_t devices)
{
    const auto number = std::to_string(devices);
    const auto disks = many_disks(devices), ports = many_ports(devices);
    measure("lower/disks/" + number, disks, lowering);
    measure("raise/disks/" + number, as_stock_shows(disks), raising);
    measure("lower/ports/" + number, ports, lowering);
    measure("raise/ports/" + number, as_stock_shows(ports), raising);
}

class Reporter final : public benchmark::BenchmarkReporter {
public:
    bool ReportContext(const Context &) override { return true; }
    void ReportRuns(const std::vector<Run> &runs) override
    {
        for (const auto &run : runs) {
            if (run.run_type != Run::RT_Aggregate || run.aggregate_name != "median") continue;
            medians[run.run_name.function_name] = run.GetAdjustedCPUTime();
        }
    }
    Medians medians;
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
    measure("parse+serialise/port", port_document(), bare_round);
    measure("lower/port", port_document(), lowering);
    const auto stock = as_stock_shows(port_document());
    measure("parse+serialise/stock", stock, bare_round);
    measure("raise/stock", stock, raising);
    for (const std::size_t devices : {10, 100, 1'000, 10'000}) register_sizes(devices);
}

Medians run_measures()
{
    Reporter reporter;
    benchmark::RunSpecifiedBenchmarks(&reporter);
    for (const auto &[name, nanoseconds] : reporter.medians) std::printf("%-24s %14.0f ns\n", name.c_str(), nanoseconds);
    return std::move(reporter.medians);
}

}  // namespace chardev::bench
