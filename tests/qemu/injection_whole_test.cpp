// SPDX-License-Identifier: LGPL-2.1-or-later
// The same attempts through the front door: a document goes in, a command line comes out with as many words as for a harmless one.
#include <gtest/gtest.h>

#include "conf/document/domain_ports.hpp"
#include "conf/xml/element_xml.hpp"
#include "qemu/arguments.hpp"
#include "qemu/chardev/option_list.hpp"
#include "qemu/for_qemu.hpp"
#include "qemu/injection.hpp"

namespace chardev::qemu {
namespace {

using Words = std::vector<std::string>;

/// A domain whose only port has `text` as its path and in its alias.
std::string document(const std::string &text)
{
    Element domain("domain");
    Element &port = domain.add(Element("devices")).add(Element("console"));
    port.set("type", "file");
    port.set("path", "/" + text);
    port.add(Element("alias")).set("name", "ua-" + text);
    return write_line(domain);
}

/// Nothing if any step refuses.
Words words_of(const std::string &text, ArgumentForm form)
{
    const auto domain = ports_of(document(text), "x.xml", for_qemu);
    if (!domain) return {};
    const auto words = arguments_of(*domain, {9, 2, 0}, form);
    return words ? *words : Words{};
}

void expect_same_names(const std::string &expected, const std::string &word)
{
    const auto wanted = read_option_list(expected);
    const auto list = read_option_list(word);
    ASSERT_TRUE(wanted && list) << word;
    EXPECT_EQ(list->first, wanted->first);
    ASSERT_EQ(list->options.size(), wanted->options.size()) << word;
    for (std::size_t i = 0; i < list->options.size(); ++i)
        EXPECT_EQ(list->options[i].name, wanted->options[i].name) << word;
}

TEST(NoDocument, AddsAnArgumentOfQemus)
{
    const Words expected = words_of(harmless, ArgumentForm::native);
    ASSERT_EQ(expected.size(), 4U);
    std::size_t accepted = 0;
    for (const std::string &text : attempts()) {
        const Words words = words_of(text, ArgumentForm::native);
        if (words.empty()) continue;
        ++accepted;
        ASSERT_EQ(words.size(), expected.size()) << text;
        EXPECT_EQ(words[0], expected[0]);
        EXPECT_EQ(words[2], expected[2]);
        expect_same_names(expected[1], words[1]);
        expect_same_names(expected[3], words[3]);
        EXPECT_EQ(read_option_list(words[1])->find("path")->value, "/" + text);
    }
    EXPECT_GT(accepted, attempts().size() / 2);
}

TEST(NoDocument, AddsALegacyArgument)
{
    for (const std::string &text : attempts()) {
        const Words words = words_of(text, ArgumentForm::legacy);
        if (words.empty()) continue;
        EXPECT_EQ(words, (Words{"-serial", "file:/" + text, "-parallel", "none"}));
    }
}

}  // namespace
}  // namespace chardev::qemu
