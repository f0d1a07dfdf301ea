// SPDX-License-Identifier: LGPL-2.1-or-later
// Nothing that stands in one field of a port appears as another option: it is refused, or read as that one value.
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "conf/xml.hpp"
#include "conf/xml/element_xml.hpp"
#include "qemu/chardev/backend.hpp"
#include "qemu/injection.hpp"
#include "qemu/legacy/grammar.hpp"
#include "qemu/policy.hpp"

namespace chardev::qemu {
namespace {

constexpr Version release{9, 2, 0};

template <class Check>
void for_attempts(Check check)
{
    for (const Field &field : text_fields())
        for (const std::string &text : attempts()) {
            SCOPED_TRACE(std::string(field.name) + " = " + testing::PrintToString(text));
            check(field, text);
            if (testing::Test::HasFailure()) return;
        }
}

/// The names are those of the harmless port, and so are the values but the one.
void expect_one_value(const OptionList &harmless_list, const OptionList &list, const std::string &text)
{
    EXPECT_EQ(list.first, with_attempt(harmless_list.first, text));
    ASSERT_EQ(list.options.size(), harmless_list.options.size());
    for (std::size_t i = 0; i < list.options.size(); ++i) {
        const auto &[name, value] = harmless_list.options[i];
        EXPECT_EQ(list.options[i].name, name);
        ASSERT_EQ(list.options[i].value.has_value(), value.has_value());
        EXPECT_EQ(list.options[i].value.value_or(""), with_attempt(value.value_or(""), text));
    }
}

/// A legacy string taken apart as QEMU does: after some words comes an option list, after the others one value.
OptionList taken_apart(const std::string &text)
{
    for (const std::string_view word : {"tcp:", "telnet:", "websocket:", "unix:"}) {
        if (!text.starts_with(word)) continue;
        auto list = read_option_list(std::string_view(text).substr(word.size()));
        EXPECT_TRUE(list) << text;
        if (!list) return {};
        if (word == "unix:" && !list->first.empty()) {
            list->options.insert(list->options.begin(), {"path", list->first});
            list->first.clear();
        }
        return *list;
    }
    return {text, {}};
}

bool is_network(const Backend &backend)
{
    return std::holds_alternative<Tcp>(backend) || std::holds_alternative<Telnet>(backend) ||
           std::holds_alternative<Udp>(backend) || std::holds_alternative<Websocket>(backend);
}

TEST(NoField, IsAnotherOptionInALegacyString)
{
    for_attempts([](const Field &field, const std::string &text) {
        if (field.with(harmless).log) return;
        const Port port = field.with(text);
        const auto expected = write_legacy(field.with(harmless), Kind::serial, release);
        ASSERT_TRUE(expected) << message_of(expected);
        const auto string = write_legacy(port, Kind::serial, release);
        if (!string) return;
        expect_one_value(taken_apart(*expected), taken_apart(*string), text);
        if (!is_network(port.backend)) return;
        const auto again = read_legacy(*string, Kind::serial);
        ASSERT_TRUE(again) << *string;
        EXPECT_TRUE(again->backend == port.backend) << *string;
    });
}

TEST(NoField, IsAnotherOptionOfChardev)
{
    for_attempts([](const Field &field, const std::string &text) {
        const auto expected = chardev_of(field.with(harmless), Kind::serial, "charserial0", release);
        ASSERT_TRUE(expected) << message_of(expected);
        const auto chardev = chardev_of(field.with(text), Kind::serial, "charserial0", release);
        if (!chardev) return;
        const auto list = read_option_list(write_chardev(*chardev));
        ASSERT_TRUE(list) << message_of(list);
        expect_one_value(*read_option_list(write_chardev(*expected)), *list, text);
    });
}

TEST(NoField, IsAnotherMemberOfTheJson)
{
    for_attempts([](const Field &field, const std::string &text) {
        const auto chardev = chardev_of(field.with(text), Kind::serial, "charserial0", release);
        if (!chardev) return;
        const auto parse = [](const Chardev &tree) {
            return nlohmann::json::parse(write_chardev_json(tree), nullptr, false);
        };
        const auto expected = parse(*chardev_of(field.with(harmless), Kind::serial, "charserial0", release)).flatten();
        const auto document = parse(*chardev);
        ASSERT_FALSE(document.is_discarded()) << write_chardev_json(*chardev);
        const auto members = document.flatten();
        ASSERT_EQ(members.size(), expected.size()) << document.dump();
        for (const auto &[name, value] : expected.items()) {
            ASSERT_TRUE(members.contains(name)) << name;
            const auto wanted =
                value.is_string() ? nlohmann::json(with_attempt(value.get<std::string>(), text)) : value;
            EXPECT_EQ(members[name], wanted);
        }
    });
}

/// QEMU reads "group.id.name=value" up to the first dot, the second and the first equals sign.
TEST(NoField, IsAnotherOptionToSet)
{
    for_attempts([](const Field &field, const std::string &text) {
        const auto expected = live_policy().arguments(field.with(harmless), "serial0");
        const auto words = live_policy().arguments(field.with(text), "serial0");
        ASSERT_TRUE(expected && words);
        ASSERT_EQ(words->size(), expected->size());
        for (std::size_t i = 0; i < words->size(); ++i) {
            EXPECT_EQ(words->at(i), with_attempt(expected->at(i), text));
            EXPECT_EQ(live_policy().holds_start(words->at(i)), live_policy().holds_start(expected->at(i)))
                << words->at(i);
        }
    });
}

void expect_one_value(const Element &harmless_element, const Element &element, const std::string &text)
{
    EXPECT_EQ(element.name, harmless_element.name);
    EXPECT_EQ(element.text, harmless_element.text);
    ASSERT_EQ(element.attributes.size(), harmless_element.attributes.size());
    for (std::size_t i = 0; i < element.attributes.size(); ++i) {
        const auto &[name, value] = harmless_element.attributes[i];
        EXPECT_EQ(element.attributes[i].first, name);
        EXPECT_EQ(element.attributes[i].second, with_attempt(value, text));
    }
    ASSERT_EQ(element.children.size(), harmless_element.children.size());
    for (std::size_t i = 0; i < element.children.size(); ++i)
        expect_one_value(harmless_element.children[i], element.children[i], text);
}

bool is_in_xml(const std::string &text)
{
    return text != "\x01";
}

TEST(NoField, IsAnotherAttributeInLibvirtsGrammar)
{
    for_attempts([](const Field &field, const std::string &text) {
        if (!is_in_xml(text)) return;
        const auto xml = libvirt_grammar::render(field.with(text), {}, "");
        if (!xml) return;
        const Xml document(*xml);
        ASSERT_NE(document.root(), nullptr) << *xml;
        expect_one_value(element_from(Xml(*libvirt_grammar::render(field.with(harmless), {}, "")).root()),
                         element_from(document.root()), text);
    });
}

TEST(NoField, IsAnotherAttributeInThePortGrammar)
{
    for_attempts([](const Field &field, const std::string &text) {
        const auto expected = port_grammar::render(field.with(harmless), "");
        const auto xml = port_grammar::render(field.with(text), "");
        if (!xml) return;
        ASSERT_TRUE(expected) << "a port number that is none";
        const Xml document(*xml);
        ASSERT_NE(document.root(), nullptr) << *xml;
        expect_one_value(element_from(Xml(*expected).root()), element_from(document.root()), text);
    });
}

}  // namespace
}  // namespace chardev::qemu
