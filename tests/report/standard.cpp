// SPDX-License-Identifier: LGPL-2.1-or-later
// CMocka's own format: progress on standard output, failures and the summary on standard error.
#include <cstdio>

#include "report/format.hpp"

namespace report {
namespace {

void list(const Group &group, Verdict verdict, const char *label, const char *total)
{
    const auto found = group.with(verdict);
    if (found.empty()) return;
    std::fprintf(stderr, "%s %zu test(s), listed below:\n", label, found.size());
    for (const Outcome *outcome : found) std::fprintf(stderr, "%s %s\n", label, outcome->name.c_str());
    std::fprintf(stderr, "\n %zu %s TEST(S)\n", found.size(), total);
}

class Standard final : public Format {
    void group_start(const std::string & /*name*/, int tests) override
    {
        std::printf("[==========] Running %d test(s).\n", tests);
    }
    void test_start(const std::string &name) override
    {
        std::printf("[ RUN      ] %s\n", name.c_str());
        std::fflush(stdout);
    }
    void test_end(const Outcome &outcome) override
    {
        for (const auto &line : outcome.lines)
            std::fprintf(stderr, "[  %s  ] --- %s\n", line.ends_with("error: Failure!") ? " LINE " : "ERROR ",
                         line.c_str());
        switch (outcome.verdict) {
        case Verdict::passed: std::printf("[       OK ] %s\n", outcome.name.c_str()); break;
        case Verdict::failed: std::printf("[  FAILED  ] %s\n", outcome.name.c_str()); break;
        case Verdict::skipped: std::printf("[  SKIPPED ] %s\n", outcome.name.c_str()); break;
        }
        std::fflush(stdout);
    }
    void group_end(const Group &group) override
    {
        std::printf("[==========] %zu test(s) run.\n", group.outcomes.size());
        std::fflush(stdout);
        for (const auto &line : group.errors) std::fprintf(stderr, "[  ERROR   ] %s\n", line.c_str());
        std::fprintf(stderr, "[  PASSED  ] %zu test(s).\n", group.with(Verdict::passed).size());
        list(group, Verdict::skipped, "[  SKIPPED ]", "SKIPPED");
        list(group, Verdict::failed, "[  FAILED  ]", "FAILED");
    }
};

}  // namespace

std::unique_ptr<Format> standard_format()
{
    return std::make_unique<Standard>();
}

}  // namespace report
