// SPDX-License-Identifier: LGPL-2.1-or-later
// Strings in the files of xl and xm, to and fro.
#include "xen/quoting.hpp"

#include <gtest/gtest.h>

namespace chardev::xen {

namespace {

std::string text_of(const Result<std::string> &result)
{
    return result ? *result : "error: " + result.error().what;
}

struct Case {
    const char *value, *xl, *xm;
};

const Case cases[] = {
    {"pty", R"("pty")", R"("pty")"},
    {"", R"("")", R"("")"},
    {"file:/a b", R"("file:/a b")", R"("file:/a b")"},
    {R"(file:/a"b)", R"("file:/a\"b")", R"("file:/a\"b")"},
    {R"(file:/a'b)", R"("file:/a'b")", R"("file:/a'b")"},
    {R"(file:/a\b)", R"("file:/a\\b")", R"("file:/a\\b")"},
    {R"(file:/a\)", R"("file:/a\\")", R"("file:/a\\")"},
    {R"(file:/a\x41)", R"("file:/a\\x41")", R"("file:/a\\x41")"},
    {"file:/\xc3\xa9", "\"file:/\xc3\xa9\"", R"("file:/\xc3\xa9")"},
    {"#;[],=%s", R"("#;[],=%s")", R"("#;[],=%s")"},
    {R"(file:/x" + __import__("os").system("id") + ")", R"("file:/x\" + __import__(\"os\").system(\"id\") + \"")",
     R"("file:/x\" + __import__(\"os\").system(\"id\") + \"")"},
};

struct Literal {
    const char *text, *value;
};

const Literal xl_literals[] = {
    {R"('pty')", "pty"},
    {R"('a"b')", R"(a"b)"},
    {R"("a\'b\"c\\d")", R"(a'b"c\d)"},
    {R"("\a\b\f\n\r\t\v")", "\a\b\f\n\r\t\v"},
    {R"("\x41")",
     R"(error: xl loses or refuses the escape '\x' in "\x41"; write '\\' for a backslash, and any character as it is)"},
    {R"("\101")",
     R"(error: xl loses or refuses the escape '\1' in "\101"; write '\\' for a backslash, and any character as it is)"},
    {R"("\q")",
     R"(error: xl loses or refuses the escape '\q' in "\q"; write '\\' for a backslash, and any character as it is)"},
    {"\"\xff\"",
     "error: there are bytes in it that are no text in UTF-8, which a domain document has to be; choose another name"},
};

const Literal xm_literals[] = {
    {R"('pty')", "pty"},
    {R"('''a'b''')", "a'b"},
    {R"("""a"b""")", R"(a"b)"},
    {R"('')", ""},
    {R"("\x41\101\q\\")", R"(AA\q\)"},
    {"'a\\\nb'", "ab"},
    {R"(r'a\n\'')", R"(a\n\')"},
    {R"(u'\xc3\xa9')", "\xc3\xa9"},
    {R"('\u0041')", R"(\u0041)"},
    {R"(u'\u0041')",
     R"(error: u'\u0041' has an escape that is not understood here; write the character as it is, or as '\x41')"},
    {R"('\x4')",
     R"(error: '\x4' has an escape that is not understood here; write the character as it is, or as '\x41')"},
    {R"('\xzz')",
     R"(error: '\xzz' has an escape that is not understood here; write the character as it is, or as '\x41')"},
    {R"('\0')",
     "error: there are bytes in it that are no text in UTF-8, which a domain document has to be; choose another name"},
};

}  // namespace

TEST(Quoting, IsReadAsItWasWritten)
{
    for (const auto &[value, xl, xm] : cases) {
        EXPECT_EQ(text_of(quoted(value, ConfigFormat::xl, {})), xl);
        EXPECT_EQ(text_of(quoted(value, ConfigFormat::xm, {})), xm);
        EXPECT_EQ(text_of(unquoted(xl, ConfigFormat::xl, {})), value);
        EXPECT_EQ(text_of(unquoted(xm, ConfigFormat::xm, {})), value);
    }
}

TEST(Quoting, HasNoWordsForControlCharacters)
{
    for (const std::string &value :
         {std::string("a\nb"), std::string("a\tb"), std::string("a\x7f"), std::string("a\0b", 3)})
        for (const ConfigFormat form : {ConfigFormat::xl, ConfigFormat::xm})
            EXPECT_NE(text_of(quoted(value, form, {})).find("has a control character"), std::string::npos);
}

TEST(Quoting, ReadsWhatXlReads)
{
    for (const auto &[text, value] : xl_literals) EXPECT_EQ(text_of(unquoted(text, ConfigFormat::xl, {})), value);
}

TEST(Quoting, ReadsWhatPythonReads)
{
    for (const auto &[text, value] : xm_literals) EXPECT_EQ(text_of(unquoted(text, ConfigFormat::xm, {})), value);
}

TEST(Quoting, NeedsNoEscapesForLibvirt)
{
    const Literal literals[] = {
        {R"("a'b\c")", R"(a'b\c)"},
        {R"('a"b')", R"(a"b)"},
        {R"("""a"b'c""")", R"(a"b'c)"},
        {R"(error: libvirt has no way to write 'a'b"' in a configuration of Xen; leave one of its quotes out)",
         R"(a'b")"},
    };
    for (const auto &[text, value] : literals) EXPECT_EQ(text_of(quoted_for_libvirt(value, {})), text);
}

}  // namespace chardev::xen
