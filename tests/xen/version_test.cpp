// SPDX-License-Identifier: LGPL-2.1-or-later
// Releases of Xen: what they can do, and which QEMU their device models are.
#include "xen/version.hpp"

#include <gtest/gtest.h>

namespace chardev::xen {
namespace {

TEST(Releases, AreReadAsUsersWriteThem)
{
    const struct {
        const char *text;
        Version version;
    } rows[] = {{"4.17", {4, 17, 0}}, {"4.17.7", {4, 17, 7}}, {"3.1.0", {3, 1, 0}}, {"4.20-rc1", {4, 20, 0}}};
    for (const auto &[text, version] : rows) {
        const auto read = version_from(text);
        ASSERT_TRUE(read) << text;
        EXPECT_EQ(*read, version) << text;
    }
    for (const char *text : {"", "xen", "4.", "4.17x", "-4"}) {
        const auto read = version_from(text);
        ASSERT_FALSE(read) << text;
        EXPECT_NE(read.error().what.find("release of Xen"), std::string::npos) << text;
    }
}

TEST(Features, NeedTheirRelease)
{
    const Place here{"f", 3, "<serial>"};
    EXPECT_TRUE(require(Feature::serial_list, {4, 5, 0}, here));
    EXPECT_TRUE(require(Feature::arguments, {4, 5, 0}, here));
    const auto refused = require(Feature::serial_list, {4, 4, 4}, here);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::unsupported);
    EXPECT_EQ(refused.error().message(),
              "f:3: <serial>: serial = [ … ] needs Xen 4.5 or later, and this is for Xen 4.4.4");
    EXPECT_FALSE(require(Feature::arguments, {3, 4, 0}, here));
}

TEST(DeviceModels, AreQemuFrom43OnAndItsForkBeforeAndWithXm)
{
    const struct {
        Version xen;
        ConfigFormat form;
        qemu::Version qemu;
    } rows[] = {
        {{4, 20, 1}, ConfigFormat::xl, {9, 1, 0}}, {{4, 17, 7}, ConfigFormat::xl, {7, 0, 0}},
        {{4, 3, 0}, ConfigFormat::xl, {1, 3, 0}},  {{4, 2, 5}, ConfigFormat::xl, {0, 10, 0}},
        {{4, 4, 0}, ConfigFormat::xm, {0, 10, 0}}, {{3, 1, 0}, ConfigFormat::xm, {0, 9, 0}},
        {{3, 0, 2}, ConfigFormat::xm, {0, 8, 2}},
    };
    for (const auto &[xen, form, qemu] : rows) EXPECT_EQ(device_model_of(xen, form), qemu) << qemu::to_string(xen);
}

TEST(DeviceModels, NeverGoBack)
{
    for (const ConfigFormat form : {ConfigFormat::xl, ConfigFormat::xm}) {
        qemu::Version last;
        for (const unsigned major : {3U, 4U})
            for (unsigned minor = 0; minor < 30; ++minor) {
                const auto found = device_model_of({major, minor, 0}, form);
                EXPECT_GE(found, last) << major << "." << minor;
                last = found;
            }
    }
}

}  // namespace
}  // namespace chardev::xen
