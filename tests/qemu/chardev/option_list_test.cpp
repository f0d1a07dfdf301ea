// SPDX-License-Identifier: LGPL-2.1-or-later
// Option lists: commas in values, flags in every spelling, and what is no list.
#include "qemu/chardev/option_list.hpp"

#include <gtest/gtest.h>

namespace chardev::qemu {

static void PrintTo(const OptionList &list, std::ostream *out)
{
    *out << '[' << list.first << ']';
    for (const auto &[name, value] : list.options) *out << " [" << name << "]=[" << value.value_or("(bare)") << ']';
}

namespace {

struct Sample {
    const char *text;
    OptionList list;
};

const std::vector<Sample> &samples()
{
    static const std::vector<Sample> rows{
        {"", {}},
        {"pty", {"pty", {}}},
        {"socket,id=c,server=on", {"socket", {{"id", "c"}, {"server", "on"}}}},
        {"file,path=/a,,b,id=c", {"file", {{"path", "/a,b"}, {"id", "c"}}}},
        {"file,path=,,,id=c", {"file", {{"path", ","}, {"id", "c"}}}},
        {"file,path=/a,,,,", {"file", {{"path", "/a,,"}}}},
        {"/run/a,,b,server,nowait", {"/run/a,b", {{"server", {}}, {"nowait", {}}}}},
        {"path=/a=b,server=on", {"", {{"path", "/a=b"}, {"server", "on"}}}},
        {"socket,host=::1,path=a=b", {"socket", {{"host", "::1"}, {"path", "a=b"}}}},
        {"/run/a,,b=c", {"/run/a,b=c", {}}},
        {"socket,host=", {"socket", {{"host", ""}}}},
        {"socket,host=,port=1", {"socket", {{"host", ""}, {"port", "1"}}}},
        {"file,path= \"'&\\ü", {"file", {{"path", " \"'&\\ü"}}}},
        {"socket,host=127.0.0.1,,path=/tmp/x", {"socket", {{"host", "127.0.0.1,path=/tmp/x"}}}},
    };
    return rows;
}

TEST(OptionList, IsRead)
{
    for (const auto &[text, list] : samples()) {
        const auto read = read_option_list(text);
        ASSERT_TRUE(read) << text;
        EXPECT_EQ(*read, list) << text;
    }
}

TEST(OptionList, IsWrittenAsItWasRead)
{
    for (const auto &[text, list] : samples()) EXPECT_EQ(write_option_list(list), text);
}

TEST(OptionList, MayEndInAComma)
{
    EXPECT_EQ(*read_option_list("socket,id=c,"), (OptionList{"socket", {{"id", "c"}}}));
}

TEST(OptionList, RefusesAnOptionWithoutAName)
{
    for (const char *text : {"socket,=x", "=x", "socket,a,,b", "socket,server,,"}) {
        const auto read = read_option_list(text);
        ASSERT_FALSE(read) << text;
        EXPECT_NE(read.error().what.find("an option without a name"), std::string::npos);
    }
}

TEST(OptionList, FindsTheLastValue)
{
    const OptionList list{"x", {{"a", "1"}, {"b", "2"}, {"a", "3"}}};
    EXPECT_EQ(list.find("a")->value, "3");
    EXPECT_EQ(list.find("c"), nullptr);
}

// QEMU stores the bare "nodelay" as delay=off, so it is no value of the option nodelay that 6.0 brought.
TEST(OptionList, FindsABareNegationUnderTheOptionsName)
{
    const OptionList list{"x", {{"nowait", {}}, {"nodelay", {}}, {"server", {}}}};
    EXPECT_EQ(list.find("wait")->name, "nowait");
    EXPECT_EQ(list.find("delay")->name, "nodelay");
    EXPECT_EQ(list.find("nodelay"), nullptr);
    EXPECT_EQ(list.find("server")->name, "server");
    EXPECT_EQ((OptionList{"x", {{"nodelay", "on"}}}).find("nodelay")->value, "on");
}

TEST(Flag, HasManySpellings)
{
    const struct {
        NamedValue option;
        bool on;
    } rows[] = {
        {{"server", {}}, true},  {{"nowait", {}}, false}, {{"wait", "on"}, true},    {{"wait", "off"}, false},
        {{"wait", "yes"}, true}, {{"wait", "no"}, false}, {{"wait", "true"}, true},  {{"wait", "false"}, false},
        {{"wait", "y"}, true},   {{"wait", "n"}, false},  {{"nodelay", "on"}, true}, {{"nodelay", "off"}, false},
    };
    for (const auto &[option, on] : rows) EXPECT_EQ(*flag_of(option), on) << option.name;
}

TEST(Flag, IsNamedInTheErrorAboutIt)
{
    for (const char *value : {"", "1", "ON", "on "}) {
        const auto read = flag_of({"wait", value});
        ASSERT_FALSE(read) << value;
        EXPECT_NE(read.error().what.find("'wait'"), std::string::npos);
    }
}

}  // namespace
}  // namespace chardev::qemu
