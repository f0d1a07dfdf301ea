// SPDX-License-Identifier: LGPL-2.1-or-later
// What a native dialect can say of a port, it says so that the same port is read again, for every release.
#include "conf/xml.hpp"
#include "qemu/chardev.hpp"
#include "qemu/host_device.hpp"
#include "qemu/legacy.hpp"
#include "qemu/property_cases.hpp"

namespace chardev::qemu {
namespace {

/// A peer's missing address is written out.
void say_addr(std::optional<std::string> &addr)
{
    if (!addr) addr = "127.0.0.1";
}

void say_peer(Stream &stream)
{
    if (auto *connect = std::get_if<Connect>(&stream.end)) say_addr(connect->addr);
    if (stream.tls && !*stream.tls) stream.tls.reset();
}

/// What is read for `port`: what is the same to QEMU comes back in one form, and what it says of its device is not here.
Port as_read(const Port &port)
{
    Port read;
    read.tag = kind_of(port.tag) == Kind::serial ? Tag::serial : Tag::parallel;
    if (!std::holds_alternative<None>(port.backend)) read.log = port.log;
    read.backend = port.backend;
    if (auto *udp = std::get_if<Udp>(&read.backend)) say_addr(udp->sendto.addr);
    if (auto *tcp = std::get_if<Tcp>(&read.backend)) say_peer(tcp->stream);
    if (auto *telnet = std::get_if<Telnet>(&read.backend)) say_peer(telnet->stream);
    if (auto *websocket = std::get_if<Websocket>(&read.backend); websocket && !websocket->tls.value_or(true)) websocket->tls.reset();
    if (auto *host = std::get_if<Host>(&read.backend)) *host = host_at(device_path(*host, kind_of(port.tag)), kind_of(port.tag));
    return read;
}

TEST(AnyPort, IsTheSameAfterLegacyStrings)
{
    std::size_t written = 0, refused = 0;
    for_random_ports([&written, &refused](RandomPort &random, std::uint64_t seed) {
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
        if (auto *file = std::get_if<File>(&wanted.backend)) file->append.reset();  // append='no' is what the string means
        EXPECT_TRUE(*again == wanted) << *text;
    });
    EXPECT_GT(written, refused / 3) << "of " << written + refused;
}

TEST(AnyPort, IsTheSameAfterChardev)
{
    std::size_t written = 0, refused = 0;
    for_random_ports([&written, &refused](RandomPort &random, std::uint64_t seed) {
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
