// SPDX-License-Identifier: LGPL-2.1-or-later
// How many guests may wait, depending on the number of workers in the daemon's configuration.
#include <cstdlib>

#include <gtest/gtest.h>

#include "driver/entries/daemon.hpp"

namespace {

using chardev::driver::allowed_waiting;
using chardev::driver::max_workers;

TEST(Daemon, WorkersAreReadFromItsConfiguration)
{
    const std::pair<const char *, unsigned> rows[] = {
        {"", 20},
        {"max_workers = 8\n", 8},
        {"  max_workers=8", 8},
        {"#max_workers = 8\n", 20},
        {"admin_max_workers = 8\n", 20},
        {"max_workers_of_mine = 8\n", 20},
        {"max_clients = 5\nmax_workers\t=\t64 # many\nlog_level = 3\n", 64},
        {"max_workers = many\n", 20},
    };
    for (const auto &[text, workers] : rows) EXPECT_EQ(max_workers(text), workers) << text;
}

TEST(Daemon, HalfOfThemMayWaitOrWhatTheEnvironmentSays)
{
    const char *before = std::getenv("LIBVIRT_CHARDEV_MAX_WAITING");
    const std::string kept = before ? before : "";
    unsetenv("LIBVIRT_CHARDEV_MAX_WAITING");
    EXPECT_EQ(allowed_waiting(), 10U);
    setenv("LIBVIRT_CHARDEV_MAX_WAITING", "3", 1);
    EXPECT_EQ(allowed_waiting(), 3U);
    setenv("LIBVIRT_CHARDEV_MAX_WAITING", kept.c_str(), 1);
}

}  // namespace
