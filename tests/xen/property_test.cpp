// SPDX-License-Identifier: LGPL-2.1-or-later
// What the device model is told of a port is read back as the same port, and no text in it is another option.
#include "qemu/as_read.hpp"
#include "qemu/chardev/backend.hpp"
#include "qemu/chardev/device.hpp"
#include "qemu/injection.hpp"
#include "qemu/property_cases.hpp"
#include "xen/device_model.hpp"

namespace chardev::xen {
namespace {

using Words = std::vector<std::string>;

constexpr qemu::Version release{9, 2, 0};

bool waits(const Port &port)
{
    const auto is_waiting = [](const Stream &stream) {
        const auto *listen = std::get_if<Listen>(&stream.end);
        return listen && listen->wait;
    };
    if (const auto *tcp = std::get_if<Tcp>(&port.backend)) return is_waiting(tcp->stream);
    if (const auto *telnet = std::get_if<Telnet>(&port.backend)) return is_waiting(telnet->stream);
    if (const auto *websocket = std::get_if<Websocket>(&port.backend)) return websocket->listen.wait;
    const auto *socket = std::get_if<Unix>(&port.backend);
    const auto *listen = socket ? std::get_if<UnixListen>(&socket->end) : nullptr;
    return listen && listen->wait;
}

/// As QEMU does: the value of -set replaces the option of that name.
Result<Port> read_again(const Words &words, Kind kind)
{
    auto options = qemu::read_option_list(words[1]);
    if (!options) return options.error();
    if (words.size() == 6)
        for (auto &[name, value] : options->options)
            if (name == "wait") value = "on";
    return qemu::read_chardev(*options, kind);
}

void expect_device(const std::string &word, const Slot &slot)
{
    const auto device = qemu::read_device(word);
    ASSERT_TRUE(device) << word;
    EXPECT_EQ(device->kind, slot.kind);
    EXPECT_EQ(device->index, slot.index);
    EXPECT_EQ(device->chardev, chardev_id(slot));
}

TEST(AnyPort, OfTheDeviceModelIsTheSameAgain)
{
    std::size_t written = 0;
    qemu::for_random_ports(10'000, [&written](qemu::RandomPort &random, std::uint64_t seed) {
        const Port port = random.plain_port();
        const Slot slot{kind_of(port.tag), static_cast<unsigned>(seed % 3)};
        if (std::holds_alternative<None>(port.backend)) return;
        const auto words =
            device_model_arguments({port, slot, {}}, {}, qemu::releases[seed % std::size(qemu::releases)]);
        if (!words) {
            EXPECT_FALSE(words.error().what.empty());
            return;
        }
        ++written;
        ASSERT_EQ(words->size(), waits(port) ? 6U : 4U);
        if (waits(port)) {
            EXPECT_EQ(words->at(2), "-set");
            EXPECT_EQ(words->at(3), "chardev." + chardev_id(slot) + ".wait=on");
        }
        const auto again = read_again(*words, slot.kind);
        ASSERT_TRUE(again) << words->at(1) << "\n" << again.error().message();
        EXPECT_TRUE(*again == qemu::as_read(port)) << words->at(1);
        expect_device(words->back(), slot);
    });
    EXPECT_GT(written, 1000U);
}

void expect_one_value(const std::string &expected, const std::string &word, const std::string &text)
{
    const auto wanted = qemu::read_option_list(expected), list = qemu::read_option_list(word);
    ASSERT_TRUE(wanted && list) << word;
    EXPECT_EQ(list->first, wanted->first);
    ASSERT_EQ(list->options.size(), wanted->options.size()) << word;
    for (std::size_t i = 0; i < list->options.size(); ++i) {
        EXPECT_EQ(list->options[i].name, wanted->options[i].name) << word;
        EXPECT_EQ(list->options[i].value.value_or(""), qemu::with_attempt(wanted->options[i].value.value_or(""), text))
            << word;
    }
}

TEST(NoField, IsAnotherOptionOfTheDeviceModel)
{
    const Slot slot{Kind::serial, 1};
    for (const qemu::Field &field : qemu::text_fields())
        for (const std::string &text : qemu::attempts()) {
            const auto expected = device_model_arguments({field.with(qemu::harmless), slot, {}}, {}, release);
            ASSERT_TRUE(expected) << field.name;
            const auto words = device_model_arguments({field.with(text), slot, {}}, {}, release);
            if (!words) continue;
            ASSERT_EQ(words->size(), expected->size()) << field.name << " = " << text;
            expect_one_value(expected->at(1), words->at(1), text);
            auto others = *words;
            others[1] = expected->at(1);
            EXPECT_EQ(others, *expected);
        }
}

}  // namespace
}  // namespace chardev::xen
