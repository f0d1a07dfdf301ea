// SPDX-License-Identifier: LGPL-2.1-or-later
// Which programs run a guest, by their names.
#include <gtest/gtest.h>

#include "import/program.hpp"

namespace chardev::qemu {
namespace {

TEST(Program, IsNamedWithoutFoldersAndEnding)
{
    const struct {
        const char *program, *name;
    } rows[] = {
        {"/usr/bin/qemu-system-arm", "qemu-system-arm"},
        {"C:\\Program Files\\qemu\\qemu-system-x86_64w.exe", "qemu-system-x86_64"},
        {"C:/qemu/qemu-system-i386.EXE", "qemu-system-i386"},
        {"a\\qemu", "a\\qemu"},
    };
    for (const auto &[program, name] : rows) EXPECT_EQ(program_name(program), name);
    EXPECT_EQ(program_name("a\\qemu", HostOs::windows), "qemu");
}

TEST(Program, RunsAGuestOrNot)
{
    for (const char *name : {"qemu", "kvm", "qemu-kvm", "qemu-system-arm", "qemu-system-x86_64-spice", "arm-softmmu",
                             "qemu-kvm-x", "qemu-2.11", "my-qemu.sh"})
        EXPECT_TRUE(runs_a_guest(name)) << name;
    for (const char *name : {"qemu-img", "qemu-nbd", "qemu-io", "qemu-storage-daemon", "qemu-ga", "qemu-x86_64",
                             "qemu-edid", "qemu-", "ls", "", "qemu -m 64"})
        EXPECT_FALSE(runs_a_guest(name)) << name;
}

TEST(Program, HasAnArchitecture)
{
    const struct {
        const char *name, *arch;
    } rows[] = {{"qemu", "i686"},
                {"kvm", "x86_64"},
                {"qemu-system-i386", "i686"},
                {"qemu-system-arm-2.11", "armv7l"},
                {"qemu-system-x86_64-spice", "x86_64"},
                {"qemu-system-ppc64", "ppc64"}};
    for (const auto &[name, arch] : rows) EXPECT_EQ(architecture_of(name), arch);
}

}  // namespace
}  // namespace chardev::qemu
