// SPDX-License-Identifier: LGPL-2.1-or-later
// TAP. Two things differ from what CMocka 1.1 prints, because automake's driver would fail the run over them: one plan
// for all groups instead of one for each, and "ok" instead of "not ok" before a SKIP.
#include <cstdio>

#include "report/format.hpp"

namespace report {
namespace {

class Tap final : public Format {
    void start(int all_tests) override { std::printf("1..%d\n", all_tests); }
    void test_end(const Outcome &outcome) override
    {
        number_++;
        switch (outcome.verdict) {
        case Verdict::passed: std::printf("ok %d - %s\n", number_, outcome.name.c_str()); break;
        case Verdict::failed: std::printf("not ok %d - %s\n", number_, outcome.name.c_str()); break;
        case Verdict::skipped: std::printf("ok %d # SKIP %s\n", number_, outcome.name.c_str()); break;
        }
        for (const auto &line : outcome.lines) std::printf("# %s\n", line.c_str());
        std::fflush(stdout);
    }
    void group_end(const Group &group) override
    {
        for (const auto &line : group.errors) std::printf("# %s\n", line.c_str());
        const bool good = group.errors.empty() && group.with(Verdict::failed).empty();
        std::printf("# %s - %s\n", good ? "ok" : "not ok", group.name.c_str());
        std::fflush(stdout);
    }

    int number_ = 0;
};

}  // namespace

std::unique_ptr<Format> tap_format()
{
    return std::make_unique<Tap>();
}

}  // namespace report
