// SPDX-License-Identifier: LGPL-2.1-or-later
// The subunit text protocol.
#include <cstdio>

#include "report/format.hpp"

namespace report {
namespace {

class Subunit final : public Format {
    void test_start(const std::string &name) override
    {
        std::printf("test: %s\n", name.c_str());
        std::fflush(stdout);
    }
    void test_end(const Outcome &outcome) override
    {
        switch (outcome.verdict) {
        case Verdict::passed: std::printf("success: %s\n", outcome.name.c_str()); break;
        case Verdict::failed: failure(outcome); break;
        case Verdict::skipped: std::printf("skip: %s\n", outcome.name.c_str()); break;
        }
        std::fflush(stdout);
    }
    void group_end(const Group &group) override
    {
        for (const auto &line : group.errors) std::printf("error: %s [ %s ]\n", group.name.c_str(), line.c_str());
    }
    static void failure(const Outcome &outcome)
    {
        std::printf("failure: %s [\n", outcome.name.c_str());
        for (const auto &line : outcome.lines) std::printf("%s\n", line.c_str());
        std::printf("]\n");
    }
};

}  // namespace

std::unique_ptr<Format> subunit_format()
{
    return std::make_unique<Subunit>();
}

}  // namespace report
