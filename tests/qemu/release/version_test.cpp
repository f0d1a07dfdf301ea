// SPDX-License-Identifier: LGPL-2.1-or-later
// The release of an emulator, read from what real ones print, and what depends on it.
#include "qemu/release/version.hpp"

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
    for (const auto &[output, version] : rows) EXPECT_EQ(parse_version(output), version) << output;
}

TEST(Version, IsNotGuessed)
{
    for (const char *output :
         {"", "version ", "version x.y", "bash: no such file", "QEMU emulator version 99999999999.1"})
        EXPECT_EQ(parse_version(output), std::nullopt) << output;
}

TEST(Version, IsWrittenAsQemuWritesIt)
{
    EXPECT_EQ(to_string({9, 2, 0}), "9.2");
    EXPECT_EQ(to_string({7, 2, 22}), "7.2.22");
}

TEST(Version, IsReadFromWhatUsersWrite)
{
    const struct {
        const char *text;
        Version version;
    } rows[] = {
        {"0.9", {0, 9, 0}},
        {"0.9.1", {0, 9, 1}},
        {"7.2.22", {7, 2, 22}},
        {"10.2.0", {10, 2, 0}},
        {"7", {7, 0, 0}},
        {"v7.2", {7, 2, 0}},
        {"7.2.0-rc1", {7, 2, 0}},
        {"7.2.22 (Debian 1:7.2+dfsg-7+deb12u16)", {7, 2, 22}},
        {"QEMU emulator version 7.2.22 (Debian 1:7.2+dfsg-7+deb12u16)", {7, 2, 22}},
    };
    for (const auto &[text, version] : rows) EXPECT_EQ(*version_from(text), version) << text;
    for (const char *text : {"", "v", "0", "0.0.9", "7.", "7.2.", "7.2.22.1", "7.2x", " 7.2", "-1.2", "7.x",
                             "99999999999.0", "version x"}) {
        const auto refused = version_from(text);
        ASSERT_FALSE(refused) << text;
        EXPECT_NE(refused.error().what.find("is no release of QEMU"), std::string::npos);
    }
}

TEST(Version, DecidesHowAThingIsSpelled)
{
    const struct {
        Renamed thing;
        Version version;
        std::string_view name;
    } rows[] = {
        {Renamed::host_serial, {0, 12, 0}, "tty"},       {Renamed::host_serial, {1, 3, 0}, "tty"},
        {Renamed::host_serial, {1, 4, 0}, "serial"},     {Renamed::host_serial, {8, 0, 0}, "serial"},
        {Renamed::host_parallel, {1, 3, 0}, "parport"},  {Renamed::host_parallel, {1, 4, 0}, "parallel"},
        {Renamed::nodelay, {5, 2, 0}, "delay"},          {Renamed::nodelay, {6, 0, 0}, "nodelay"},
        {Renamed::reconnect, {2, 2, 0}, "reconnect"},    {Renamed::reconnect, {9, 1, 3}, "reconnect"},
        {Renamed::reconnect, {9, 2, 0}, "reconnect-ms"}, {Renamed::reconnect, {10, 2, 0}, "reconnect-ms"},
    };
    for (const auto &[thing, version, name] : rows) EXPECT_EQ(spelled(thing, version), name) << to_string(version);
}

TEST(Version, DecidesWhetherNoneTakesANumber)
{
    const struct {
        Version version;
        bool serial, parallel;
    } rows[] = {
        {{0, 9, 0}, false, false}, {{0, 12, 0}, true, true},  {{7, 2, 9}, true, true}, {{7, 2, 10}, false, true},
        {{7, 2, 22}, false, true}, {{8, 1, 5}, true, true},   {{8, 2, 1}, true, true}, {{8, 2, 2}, false, true},
        {{9, 0, 0}, false, true},  {{10, 2, 0}, false, true},
    };
    for (const auto &[version, serial, parallel] : rows) {
        EXPECT_EQ(none_shifts_serial(version), serial) << to_string(version);
        EXPECT_EQ(none_shifts_parallel(version), parallel) << to_string(version);
    }
}

TEST(Version, DecidesWhatAPortMayAsk)
{
    const struct {
        Feature feature;
        Version last_without, first_with;
    } rows[] = {
        {Feature::network, {0, 8, 2}, {0, 9, 0}},   {Feature::chardev, {0, 11, 1}, {0, 12, 0}},
        {Feature::reconnect, {2, 1, 3}, {2, 2, 0}}, {Feature::log, {2, 5, 1}, {2, 6, 0}},
        {Feature::websocket, {3, 0, 1}, {3, 1, 0}}, {Feature::pty_link, {9, 1, 3}, {9, 2, 0}},
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
