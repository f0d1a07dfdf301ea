// SPDX-License-Identifier: LGPL-2.1-or-later
// The run that report_test.py looks at; cmocka_sample.c is the same one for CMocka.
#include <gtest/gtest.h>

TEST(One, Good) {}

TEST(One, Bad)
{
    GTEST_MESSAGE_AT_("sample.c", 7, "0x1 != 0x2", testing::TestPartResult::kFatalFailure);
}

TEST(One, Skipped)
{
    GTEST_SKIP();
}

TEST(One, Quoted)
{
    GTEST_MESSAGE_AT_("sample.c", 9, "\"a<b>&\" != \"d\"", testing::TestPartResult::kFatalFailure);
}

TEST(Two, Good) {}
