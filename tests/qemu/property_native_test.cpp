// SPDX-License-Identifier: LGPL-2.1-or-later
// What a native dialect can say of a port, it says so that the same port is read again, for every release.
#include "conf/xml.hpp"
#include "qemu/as_read.hpp"
#include "qemu/chardev/backend.hpp"
#include "qemu/legacy/grammar.hpp"
#include "qemu/property_cases.hpp"

namespace chardev::qemu {
namespace {

TEST(AnyPort, IsTheSameAfterLegacyStrings)
{
    std::size_t written = 0, refused = 0;
    for_random_ports(20000, [&written, &refused](RandomPort &random, std::uint64_t seed) {
        const Port port = random.plain_port();
        const Version &version = releases[seed % std::size(releases)];
        const auto text = write_legacy(port, kind_of(port.tag), version);
        ++(text ? written : refused);
        if (!text) {
            EXPECT_FALSE(text.error().what.empty());
            return;
        }
        const auto again = read_legacy(*text, kind_of(port.tag));
        ASSERT_TRUE(again) << *text << "\n" << message_of(again);
        Port wanted = as_read(port);
        forget_append(wanted);
        EXPECT_TRUE(*again == wanted) << *text;
    });
    EXPECT_GT(written, refused / 3) << "of " << written + refused;
}

TEST(AnyPort, IsTheSameAfterChardev)
{
    std::size_t written = 0, refused = 0;
    for_random_ports(20000, [&written, &refused](RandomPort &random, std::uint64_t seed) {
        const Port port = random.plain_port();
        const Version &version = releases[seed % std::size(releases)];
        const auto chardev = chardev_of(port, kind_of(port.tag), "charserial0", version);
        ++(chardev ? written : refused);
        if (!chardev) {
            EXPECT_FALSE(chardev.error().what.empty());
            return;
        }
        const std::string text = write_chardev(*chardev);
        const auto options = read_option_list(text);
        ASSERT_TRUE(options) << text << "\n" << message_of(options);
        const auto again = read_chardev(*options, kind_of(port.tag));
        ASSERT_TRUE(again) << text << "\n" << message_of(again);
        EXPECT_TRUE(*again == as_read(port)) << text;
    });
    EXPECT_GT(written, refused / 3) << "of " << written + refused;
}

}  // namespace
}  // namespace chardev::qemu
