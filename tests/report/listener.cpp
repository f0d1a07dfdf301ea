// SPDX-License-Identifier: LGPL-2.1-or-later
// What of GoogleTest's results goes into the report.
#include "report/listener.hpp"

#include <sstream>

namespace report {
namespace {

std::string name_of(const testing::TestInfo &test)
{
    return std::string(test.test_suite_name()) + "." + test.name();
}

double seconds(testing::TimeInMillis milliseconds)
{
    return static_cast<double>(milliseconds) / 1000;
}

void append(std::vector<std::string> &lines, const testing::TestPartResult &part)
{
    std::istringstream message(part.message());
    for (std::string line; std::getline(message, line);)
        if (!line.empty() && line != "Failed" && line != "Skipped") lines.push_back(line);
    if (part.failed())
        lines.push_back(std::string(part.file_name() ? part.file_name() : "unknown file") + ":" +
                        std::to_string(part.line_number()) + ": error: Failure!");
}

std::vector<std::string> lines_of(const testing::TestResult &result)
{
    std::vector<std::string> lines;
    for (int i = 0; i < result.total_part_count(); i++) append(lines, result.GetTestPartResult(i));
    return lines;
}

Verdict verdict_of(const testing::TestResult &result)
{
    if (result.Failed()) return Verdict::failed;
    return result.Skipped() ? Verdict::skipped : Verdict::passed;
}

}  // namespace

void Listener::OnTestProgramStart(const testing::UnitTest &program)
{
    for (auto &format : formats_) format->start(program.test_to_run_count());
}

void Listener::OnTestSuiteStart(const testing::TestSuite &suite)
{
    group_ = Group{suite.name(), 0, {}, {}};
    for (auto &format : formats_) format->group_start(suite.name(), suite.test_to_run_count());
}

void Listener::OnTestStart(const testing::TestInfo &test)
{
    for (auto &format : formats_) format->test_start(name_of(test));
}

void Listener::OnTestEnd(const testing::TestInfo &test)
{
    const testing::TestResult &result = *test.result();
    group_.outcomes.push_back(
        Outcome{name_of(test), verdict_of(result), seconds(result.elapsed_time()), lines_of(result)});
    for (auto &format : formats_) format->test_end(group_.outcomes.back());
}

void Listener::OnTestSuiteEnd(const testing::TestSuite &suite)
{
    group_.seconds = seconds(suite.elapsed_time());
    group_.errors = lines_of(suite.ad_hoc_test_result());
    for (auto &format : formats_) format->group_end(group_);
}

}  // namespace report
