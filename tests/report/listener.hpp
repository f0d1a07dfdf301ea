// SPDX-License-Identifier: LGPL-2.1-or-later
// Tells GoogleTest's events to CMocka's formats.
#pragma once

#include <memory>
#include <vector>

#include <gtest/gtest.h>

#include "report/format.hpp"

namespace report {

class Listener final : public testing::EmptyTestEventListener {
public:
    explicit Listener(std::vector<std::unique_ptr<Format>> formats) : formats_(std::move(formats)) {}

private:
    void OnTestProgramStart(const testing::UnitTest &program) override;
    void OnTestSuiteStart(const testing::TestSuite &suite) override;
    void OnTestStart(const testing::TestInfo &test) override;
    void OnTestEnd(const testing::TestInfo &test) override;
    void OnTestSuiteEnd(const testing::TestSuite &suite) override;

    std::vector<std::unique_ptr<Format>> formats_;
    Group group_;
};

}  // namespace report
