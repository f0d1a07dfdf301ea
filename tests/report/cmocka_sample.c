// SPDX-License-Identifier: LGPL-2.1-or-later
// The run of sample.cpp in CMocka's own words.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void good(void **state)
{
    (void)state;
}

static void bad(void **state)
{
    (void)state;
    _assert_int_equal(1, 2, "sample.c", 7);
}

static void skipped(void **state)
{
    (void)state;
    skip();
}

static void quoted(void **state)
{
    (void)state;
    _assert_string_equal("a<b>&", "d", "sample.c", 9);
}

int main(void)
{
    const struct CMUnitTest one[] = {
        {"One.Good", good, NULL, NULL, NULL},
        {"One.Bad", bad, NULL, NULL, NULL},
        {"One.Skipped", skipped, NULL, NULL, NULL},
        {"One.Quoted", quoted, NULL, NULL, NULL},
    };
    const struct CMUnitTest two[] = {{"Two.Good", good, NULL, NULL, NULL}};
    int failed = cmocka_run_group_tests_name("One", one, NULL, NULL);
    return failed + cmocka_run_group_tests_name("Two", two, NULL, NULL);
}
