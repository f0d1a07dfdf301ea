// SPDX-License-Identifier: LGPL-2.1-or-later
// What is told of a test run, and to whom: one Format for each of CMocka's output formats.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace report {

enum class Verdict { passed, failed, skipped };

/// `lines` are the messages of a failure, each followed by its "file:line: error: Failure!".
struct Outcome {
    std::string name;
    Verdict verdict = Verdict::passed;
    double seconds = 0;
    std::vector<std::string> lines;
};

/// A suite of GoogleTest's is a group of CMocka's. `errors` tells of failures outside of any test (set-up, tear-down).
struct Group {
    std::string name;
    double seconds = 0;
    std::vector<Outcome> outcomes;
    std::vector<std::string> errors;

    [[nodiscard]] std::vector<const Outcome *> with(Verdict verdict) const;
};

class Format {
public:
    Format() = default;
    Format(const Format &) = delete;
    Format &operator=(const Format &) = delete;
    virtual ~Format() = default;

    virtual void start(int /*all_tests*/) {}
    virtual void group_start(const std::string & /*name*/, int /*tests*/) {}
    virtual void test_start(const std::string & /*name*/) {}
    virtual void test_end(const Outcome & /*outcome*/) {}
    virtual void group_end(const Group & /*group*/) {}
};

[[nodiscard]] std::unique_ptr<Format> standard_format();
[[nodiscard]] std::unique_ptr<Format> tap_format();
[[nodiscard]] std::unique_ptr<Format> subunit_format();
/// `file` is CMOCKA_XML_FILE's value; %g in it stands for the group's name. Null: standard output.
[[nodiscard]] std::unique_ptr<Format> xml_format(const char *file);

/// The formats that CMOCKA_MESSAGE_OUTPUT names, in any case, separated by commas; none known: the standard one.
[[nodiscard]] std::vector<std::unique_ptr<Format>> formats_named(std::string_view names, const char *xml_file);

}  // namespace report
