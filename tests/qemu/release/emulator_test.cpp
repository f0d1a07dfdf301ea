// SPDX-License-Identifier: LGPL-2.1-or-later
// Asking an emulator for its release, also emulators that misbehave.
#include "qemu/release/emulator.hpp"

#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <thread>
#include <vector>

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
        std::filesystem::permissions(directory_,
                                     std::filesystem::perms(0777));  // emulators run as nobody, and leave marks
    }
    void TearDown() override { std::filesystem::remove_all(directory_); }

    std::string script(const std::string &body, const std::string &name = "emulator") const
    {
        const std::string path = directory_ + "/" + name;
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
    struct sigaction nothing {
    }, before{};
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

TEST_F(Emulator, ThatHangsDelaysItsOwnGuestsOnce)
{
    const std::string hanging = script("echo >>$0.log; exec sleep 60", "hanging");
    std::vector<std::thread> guests;
    for (int guest = 0; guest < 4; ++guest)
        guests.emplace_back([&] { EXPECT_EQ(emulator_version(hanging), std::nullopt); });
    for (int tries = 0; tries < 1000 && !std::filesystem::exists(hanging + ".log"); ++tries)
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    EXPECT_EQ(emulator_version(script("echo QEMU emulator version 6.1.4")), (Version{6, 1, 4}));
    EXPECT_EQ(std::filesystem::file_size(hanging + ".log"), 1U) << "others do not wait for it";
    for (std::thread &guest : guests) guest.join();
    EXPECT_EQ(emulator_version(hanging), std::nullopt);
    EXPECT_EQ(std::filesystem::file_size(hanging + ".log"), 1U) << "it is not asked again";
}

TEST_F(Emulator, BeginsWithTheUsualSignals)
{
    const auto before = std::signal(SIGPIPE, SIG_IGN);  // as daemons do
    const auto version = emulator_version(script("sh -c 'kill -PIPE $$' && exit; echo QEMU emulator version 6.1.5"));
    std::signal(SIGPIPE, before);
    EXPECT_EQ(version, (Version{6, 1, 5}));
}

TEST_F(Emulator, DoesNotRunAsRoot)
{
    if (geteuid() != 0) GTEST_SKIP() << "only root can lose its rights";
    EXPECT_EQ(emulator_version(script("echo version 1.$(id -u).$(id -G)")), (Version{1, 65534, 65534}));
}

}  // namespace
}  // namespace chardev::qemu
