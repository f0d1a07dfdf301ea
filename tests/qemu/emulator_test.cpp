// SPDX-License-Identifier: LGPL-2.1-or-later
// Asking an emulator for its release, also emulators that misbehave.
#include "qemu/emulator.hpp"

#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <unistd.h>

namespace chardev::qemu {
namespace {

class Emulator : public testing::Test {
protected:
    void SetUp() override
    {
        char pattern[] = "/tmp/chardev-emulator-XXXXXX";
        directory_ = mkdtemp(pattern);
        std::filesystem::permissions(directory_, std::filesystem::perms(0755));
    }
    void TearDown() override { std::filesystem::remove_all(directory_); }

    std::string script(const std::string &body) const
    {
        const std::string path = directory_ + "/emulator";
        std::ofstream(path + ".new") << "#!/bin/sh\n" << body << "\n";
        chmod((path + ".new").c_str(), 0755);
        std::filesystem::rename(path + ".new", path);
        return path;
    }

    std::string directory_;
};

TEST_F(Emulator, TellsItsRelease)
{
    EXPECT_EQ(emulator_version(script("echo QEMU emulator version 6.1.2")), (Version{6, 1, 2}));
}

TEST_F(Emulator, IsAskedAgainAfterAnUpgrade)
{
    EXPECT_EQ(emulator_version(script("echo QEMU emulator version 9.1.0")), (Version{9, 1, 0}));
    EXPECT_EQ(emulator_version(script("echo QEMU emulator version 9.2.0")), (Version{9, 2, 0}));
}

TEST_F(Emulator, TellsItsReleaseWhileSignalsComeIn)
{
    struct sigaction nothing{}, before{};
    nothing.sa_handler = [](int) {};
    sigaction(SIGALRM, &nothing, &before);
    const itimerval often{{0, 20'000}, {0, 20'000}};
    const itimerval never{};
    setitimer(ITIMER_REAL, &often, nullptr);
    const auto version = emulator_version(script("sleep 0.3; echo QEMU emulator version 6.1.3"));
    setitimer(ITIMER_REAL, &never, nullptr);
    sigaction(SIGALRM, &before, nullptr);
    EXPECT_EQ(version, (Version{6, 1, 3}));
}

TEST_F(Emulator, ThatIsMissingHasNoRelease)
{
    EXPECT_EQ(emulator_version(directory_ + "/missing"), std::nullopt);
}

TEST_F(Emulator, ThatPrintsForEverIsEnded)
{
    EXPECT_EQ(emulator_version(script("while :; do echo nonsense nonsense nonsense; done")), std::nullopt);
}

TEST_F(Emulator, ThatHangsIsEnded)
{
    const auto start = std::chrono::steady_clock::now();
    EXPECT_EQ(emulator_version(script("exec sleep 60")), std::nullopt);
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(20));
}

TEST_F(Emulator, DoesNotRunAsRoot)
{
    if (geteuid() != 0)
        GTEST_SKIP() << "only root can lose its rights";
    EXPECT_EQ(emulator_version(script("echo version 1.$(id -u).$(id -G)")), (Version{1, 65534, 65534}));
}

}  // namespace
}  // namespace chardev::qemu
