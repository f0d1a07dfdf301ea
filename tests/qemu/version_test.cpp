// SPDX-License-Identifier: LGPL-2.1-or-later
// The release of an emulator, read from what real ones print, and what depends on it.
#include "qemu/version.hpp"

#include <gtest/gtest.h>

namespace chardev::qemu {
namespace {

TEST(Version, IsReadFromWhatEmulatorsPrint)
{
    const struct {
        const char *output;
        Version version;
    } rows[] = {
        {"QEMU emulator version 7.2.22 (Debian 1:7.2+dfsg-7+deb12u18+b3)\nCopyright (c)", {7, 2, 22}},
        {"QEMU emulator version 10.0.0 (qemu-10.0.0-2.fc42)\n", {10, 0, 0}},
        {"QEMU emulator version 2.11.1(Debian 1:2.11+dfsg-1ubuntu7.41)\n", {2, 11, 1}},
        {"QEMU PC emulator version 0.12.5 (qemu-kvm-0.12.5), Copyright", {0, 12, 5}},
        {"QEMU emulator version 11.0.50 (v11.0.0-123-gdeadbeef)", {11, 0, 50}},
        {"QEMU emulator version 9.2", {9, 2, 0}},
    };
    for (const auto &[output, version] : rows)
        EXPECT_EQ(parse_version(output), version) << output;
}

TEST(Version, IsNotGuessed)
{
    for (const char *output : {"", "version ", "version x.y", "bash: no such file", "QEMU emulator version 99999999999.1"})
        EXPECT_EQ(parse_version(output), std::nullopt) << output;
}

TEST(Version, IsWrittenAsQemuWritesIt)
{
    EXPECT_EQ(to_string({9, 2, 0}), "9.2");
    EXPECT_EQ(to_string({7, 2, 22}), "7.2.22");
}

TEST(Version, DecidesWhatAPortMayAsk)
{
    const struct {
        Feature feature;
        Version last_without, first_with;
    } rows[] = {
        {Feature::log, {2, 5, 1}, {2, 6, 0}},
        {Feature::websocket, {3, 0, 1}, {3, 1, 0}},
        {Feature::pty_link, {9, 1, 3}, {9, 2, 0}},
    };
    for (const auto &[feature, last_without, first_with] : rows) {
        EXPECT_TRUE(require(feature, first_with, {}));
        const auto refused = require(feature, last_without, {"f", 3, "<console>"});
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().kind, ErrorKind::unsupported);
        EXPECT_NE(refused.error().message().find(to_string(first_with)), std::string::npos);
        EXPECT_NE(refused.error().message().find(to_string(last_without)), std::string::npos);
    }
}

}  // namespace
}  // namespace chardev::qemu
