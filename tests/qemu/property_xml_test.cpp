// SPDX-License-Identifier: LGPL-2.1-or-later
// Whatever a port is, both grammars write it so that it is read as the same port again.
#include <set>

#include "conf/said_fields.hpp"
#include "conf/xml.hpp"
#include "qemu/as_read.hpp"
#include "qemu/chardev/backend.hpp"
#include "qemu/chardev/extra_options.hpp"
#include "qemu/policy.hpp"
#include "qemu/property_cases.hpp"

namespace chardev::qemu {

namespace {

TEST(AnyPort, SaysEverythingSometimeAndLeavesItOutSometime)
{
    SaidFields said;
    for (const Backend &unsayable : {Backend(Foreign{}), Backend(Unix{UnixListen{}}), Backend(Tcp{})}) said(unsayable);
    for_random_ports(1000, [&said](RandomPort &random, std::uint64_t) { said(random.port().backend); });
    EXPECT_EQ(said.one_sided(), std::set<std::string>());
}

TEST(AnyPort, IsTheSameAfterThePortGrammar)
{
    for_random_ports(20000, [](RandomPort &random, std::uint64_t) {
        const Port port = random.port();
        const auto xml = port_grammar::render(port, "");
        ASSERT_TRUE(xml) << message_of(xml);
        const auto again = parse_port(*xml);
        ASSERT_TRUE(again) << *xml << "\n" << message_of(again);
        EXPECT_TRUE(*again == port) << *xml;
        EXPECT_EQ(*port_grammar::render(*again, ""), *xml);
    });
}

TEST(AnyPort, IsRecognisedInLibvirtsGrammar)
{
    for_random_ports(20000, [](RandomPort &random, std::uint64_t) {
        const Port port = random.port();
        const Slot slot{kind_of(port.tag), port.target.number.value_or(0)};
        const auto xml = libvirt_grammar::render(port, slot, "");
        ASSERT_TRUE(xml) << message_of(xml);
        if (std::holds_alternative<None>(port.backend)) {
            EXPECT_EQ(*xml, "");
            return;
        }
        const auto stock = parse_libvirt(*xml);
        ASSERT_TRUE(stock) << *xml << "\n" << message_of(stock);
        EXPECT_TRUE(libvirt_grammar::is_rendering_of(*stock, port, slot)) << *xml;
        EXPECT_EQ(*libvirt_grammar::render(*stock, slot, ""), *xml);
    });
}

// libvirt makes the -chardev of its element, and -set changes it.
TEST(AnyPort, IsWhatLibvirtsElementAndTheArgumentsSayTogether)
{
    constexpr Version newest{10, 2, 0};
    for_random_ports(20000, [&newest](RandomPort &random, std::uint64_t) {
        const Port port = random.port();
        const Kind kind = kind_of(port.tag);
        const Slot slot{kind, port.target.number.value_or(0)};
        if (live_policy().route(port, slot) != Route::element) return;
        const auto stock = parse_libvirt(*libvirt_grammar::render(port, slot, ""));
        ASSERT_TRUE(stock) << message_of(stock);
        const auto chardev = chardev_of(*stock, kind, "c", newest);
        ASSERT_TRUE(chardev) << message_of(chardev);
        auto list = read_option_list(write_chardev(*chardev));
        ASSERT_TRUE(list) << message_of(list);
        for (const auto &[name, value, needs] : extra_options(port.backend)) {
            std::erase_if(list->options, [named = name](const NamedValue &option) { return option.name == named; });
            list->options.push_back({name, value});
        }
        const auto again = read_chardev(*list, kind);
        ASSERT_TRUE(again) << write_option_list(*list) << "\n" << message_of(again);
        EXPECT_TRUE(again->backend == as_read(port).backend) << write_option_list(*list);
    });
}

}  // namespace
}  // namespace chardev::qemu
