// SPDX-License-Identifier: LGPL-2.1-or-later
// The words of the port grammar are the same everywhere: every type, attribute and child that a back end is written with is in
// the schema, in the tables of docs/grammar.md and in the manual page, and marks an element as one of this grammar.
#include <fstream>
#include <iterator>
#include <set>

#include <gtest/gtest.h>

#include "conf/document/port_elements.hpp"
#include "conf/libvirt/backend.hpp"
#include "conf/said_fields.hpp"
#include "conf/xml.hpp"

namespace chardev {
namespace {

struct Words {
    std::set<std::string> types, attributes, children;
};

void add_children(const Element &element, Words &words)
{
    for (const Element &child : element.children) {
        words.children.insert(child.name);
        add_children(child, words);
    }
}

/// Of all back ends but libvirt's own.
Words all_words()
{
    Words words;
    for (const Backend &backend : backend_samples()) {
        Port port;
        port.backend = backend;
        port.target.number = 1;  // so that a pty says its type
        const auto element = port_grammar::element_of(port);
        if (!element) continue;
        for (const auto &[name, value] : element->attributes) words.attributes.insert(name);
        add_children(*element, words);
        words.types.insert(*element->attribute("type"));
    }
    words.attributes.erase("type");
    words.children.erase("target");
    return words;
}

std::string text_of(const std::string &name)
{
    std::ifstream file(TESTS_DIR "/../" + name);
    return {std::istreambuf_iterator<char>(file), {}};
}

bool has(const std::string &text, const std::string &word)
{
    return text.find(word) != std::string::npos;
}

TEST(Words, ComeFromEachBackEndAndField)
{
    SaidFields said;
    said(Unix{UnixListen{}});  // libvirt's generated path, which this grammar cannot say
    for (const Backend &backend : backend_samples()) said(backend);
    EXPECT_EQ(said.one_sided(), std::set<std::string>()) << "not among backend_samples()";
    EXPECT_EQ(all_words().types.size(), std::variant_size_v<Backend> - 1);
}

TEST(Words, AreInTheSchema)
{
    const Words words = all_words();
    const std::string schema = text_of("data/port-grammar.rng");
    for (const auto &type : words.types) EXPECT_TRUE(has(schema, "<value>" + type + "</value>")) << type;
    for (const auto &name : words.attributes) EXPECT_TRUE(has(schema, "<attribute name=\"" + name + "\"")) << name;
    for (const auto &name : words.children) EXPECT_TRUE(has(schema, "<element name=\"" + name + "\"")) << name;
}

TEST(Words, AreInTheTables)
{
    const Words words = all_words();
    std::string tables = text_of("docs/grammar.md");
    tables.erase(tables.find("\n## "));
    for (const auto &type : words.types) EXPECT_TRUE(has(tables, "`" + type + "`")) << type;
    for (const auto &name : words.attributes) EXPECT_TRUE(has(tables, "`" + name + "`")) << name;
    for (const auto &name : words.children) EXPECT_TRUE(has(tables, "<" + name)) << name;
}

TEST(Words, AreInTheManualPage)
{
    const Words words = all_words();
    const std::string page = text_of("docs/libvirt-chardev.7");
    for (const auto &type : words.types) EXPECT_TRUE(has(page, "type='" + type + "'")) << type;
    for (const auto &name : words.attributes) EXPECT_TRUE(has(page, name)) << name;
    for (const auto &name : words.children) EXPECT_TRUE(has(page, "<" + name)) << name;
}

TEST(Words, MarkAnElement)
{
    const Words words = all_words();
    for (const auto &type : words.types) {
        Element element("serial");
        element.set("type", type);
        EXPECT_TRUE(libvirt_grammar::is_type(type) || grammar_of(element) == Grammar::port) << type;
    }
    for (const auto &name : words.attributes) {
        Element element("serial");
        element.set("type", "x");
        element.set(name, "");
        EXPECT_EQ(grammar_of(element), Grammar::port) << name;
    }
    for (const auto &name : words.children) {
        Element element("serial");
        element.set("type", "x");
        element.add(Element(name));
        EXPECT_EQ(grammar_of(element), Grammar::port) << name;
    }
}

}  // namespace
}  // namespace chardev
