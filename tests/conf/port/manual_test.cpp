// SPDX-License-Identifier: LGPL-2.1-or-later
// The examples in docs/grammar.md are true: each reads, is canonical, and is told to libvirt as the manual says.
#include <fstream>
#include <iterator>

#include <gtest/gtest.h>

#include "conf/xml.hpp"

namespace chardev {
namespace {

struct Example {
    std::string port;
    std::string libvirt;
};

std::string manual()
{
    std::ifstream file(TESTS_DIR "/../docs/grammar.md");
    return {std::istreambuf_iterator<char>(file), {}};
}

/// The text between "```xml <language>" and "```", without its last newline.
std::vector<std::string> blocks(const std::string &text, const std::string &language)
{
    const std::string fence = "```xml " + language + "\n";
    std::vector<std::string> found;
    for (std::size_t at = text.find(fence); at != std::string::npos; at = text.find(fence, at)) {
        at += fence.size();
        const std::size_t end = text.find("```", at);
        found.push_back(text.substr(at, end > at ? end - at - 1 : 0));
    }
    return found;
}

TEST(Manual, ExamplesAreTrue)
{
    const std::string text = manual();
    const std::vector<std::string> ports = blocks(text, "port");
    const std::vector<std::string> stock = blocks(text, "libvirt");
    ASSERT_EQ(ports.size(), stock.size());
    ASSERT_GE(ports.size(), 20U);
    for (std::size_t i = 0; i < ports.size(); ++i) {
        const Result<Port> port = parse_port(ports[i]);
        ASSERT_TRUE(port) << ports[i] << message_of(port);
        EXPECT_EQ(*port_grammar::render(*port, ""), ports[i]);
        EXPECT_EQ(*libvirt_grammar::render(*port, {kind_of(port->tag), 0}, ""), stock[i]);
    }
}

}  // namespace
}  // namespace chardev
