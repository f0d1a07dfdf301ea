// SPDX-License-Identifier: LGPL-2.1-or-later
// Whatever a port is, both grammars write it so that it is read as the same port again.
#include "conf/xml.hpp"
#include "qemu/property_cases.hpp"

namespace chardev::qemu {

namespace {

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

}  // namespace
}  // namespace chardev::qemu
