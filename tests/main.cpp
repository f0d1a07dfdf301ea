// SPDX-License-Identifier: LGPL-2.1-or-later
// main of every test program: GoogleTest, speaking as CMocka does (CMOCKA_MESSAGE_OUTPUT, CMOCKA_XML_FILE).
#include <cstdlib>

#include <gtest/gtest.h>

#include "report/format.hpp"
#include "report/listener.hpp"

namespace {

const char *environment(const char *name, const char *otherwise)
{
    const char *value = std::getenv(name);
    return value ? value : otherwise;
}

}  // namespace

int main(int argc, char **argv)
{
    testing::InitGoogleTest(&argc, argv);
    auto formats =
        report::formats_named(environment("CMOCKA_MESSAGE_OUTPUT", "stdout"), environment("CMOCKA_XML_FILE", nullptr));
    auto &listeners = testing::UnitTest::GetInstance()->listeners();
    delete listeners.Release(listeners.default_result_printer());
    listeners.Append(new report::Listener(std::move(formats)));  // GoogleTest owns it from here
    return RUN_ALL_TESTS();
}
