// SPDX-License-Identifier: LGPL-2.1-or-later
// Which words a command line has, as a shell and as /proc have it.
#include <gtest/gtest.h>

#include "qemu/command_line.hpp"

namespace chardev::qemu {
namespace {

using Words = std::vector<std::string>;

Words words_of(std::string_view text)
{
    const auto line = read_command_line(text);
    EXPECT_TRUE(line) << line.error().message();
    return line ? line->words : Words{};
}

TEST(CommandLine, IsReadAsAShellReadsIt)
{
    const struct {
        const char *text;
        Words words;
    } rows[] = {
        {"qemu -m 64", {"qemu", "-m", "64"}},
        {"  qemu\t-m  64 \n", {"qemu", "-m", "64"}},
        {"qemu 'a b' \"c d\" e\\ f", {"qemu", "a b", "c d", "e f"}},
        {"qemu a'b'\"c\"\\d", {"qemu", "abcd"}},
        {"qemu '' \"\"", {"qemu", "", ""}},
        {"qemu 'it'\\''s'", {"qemu", "it's"}},
        {"qemu \"\\$HOME \\` \\\" \\\\ \\n\"", {"qemu", "$HOME ` \" \\ \\n"}},
        {"qemu '$HOME;`x`|&'", {"qemu", "$HOME;`x`|&"}},
        {"qemu \\\n -m \\\r\n 64", {"qemu", "-m", "64"}},
        {"qemu -m 6\\\n4", {"qemu", "-m", "64"}},
        {"#!/bin/sh\n# my guest\nqemu -m 64 # megabytes\n", {"qemu", "-m", "64"}},
        {"qemu a#b 100$ *.img [::1]", {"qemu", "a#b", "100$", "*.img", "[::1]"}},
        {"$ qemu -m 64", {"qemu", "-m", "64"}},
        {"# qemu -m 64", {"qemu", "-m", "64"}},
        {"sudo qemu -m 64", {"qemu", "-m", "64"}},
        {"sudo -E -u me exec qemu", {"qemu"}},
        {"qemu\n-m\n64\n-S", {"qemu", "-m", "64", "-S"}},
        {"qemu sudo A=b", {"qemu", "sudo", "A=b"}},
        {"-m 64", {"-m", "64"}},
        {"qemu -device {\"driver\":\"x\",\"a b\":[\"c;}\",{}]} -S", {"qemu", "-device", "{\"driver\":\"x\",\"a b\":[\"c;}\",{}]}", "-S"}},
        {"qemu {a} '{\"b\":1}' {\"c\"", {"qemu", "{a}", "{\"b\":1}", "{c"}},
    };
    for (const auto &[text, words] : rows) EXPECT_EQ(words_of(text), words) << text;
}

TEST(CommandLine, FromProcIsTakenLiterally)
{
    EXPECT_EQ(words_of(std::string_view("qemu\0-append\0a $b 'c\0\0-S\0", 24)), (Words{"qemu", "-append", "a $b 'c", "", "-S"}));
}

TEST(CommandLine, HasItsEnvironmentBeforeTheProgram)
{
    const auto line = read_command_line("LC_ALL=C \\\nPATH=/bin:/usr/bin \\\n/usr/bin/qemu-system-x86_64 \\\n-name A=b\n");
    ASSERT_TRUE(line) << line.error().message();
    EXPECT_EQ(line->environment, (Words{"LC_ALL=C", "PATH=/bin:/usr/bin"}));
    EXPECT_EQ(line->words, (Words{"/usr/bin/qemu-system-x86_64", "-name", "A=b"}));
}

TEST(CommandLine, WithWhatOnlyAShellKnowsIsRefused)
{
    const struct {
        const char *text;
        int line;
    } rows[] = {
        {"qemu $HOME/disk", 1},     {"qemu \"${X}\"", 1},     {"qemu \\\n`date`", 2}, {"qemu -m 64; ls", 1},
        {"qemu | tee log", 1},      {"qemu &", 1},            {"qemu > log", 1},      {"qemu 3<>/dev/tap1", 1},
        {"qemu $(nproc)", 1},       {"qemu ~/disk.img", 1},   {"qemu 'open", 1},      {"qemu \"open", 1},
        {"cd /vm\nqemu -m 64", 2},  {"qemu -m 64\necho end", 2},
        {"", 0},                    {"A=b", 0},
    };
    for (const auto &[text, line] : rows) {
        const auto read = read_command_line(text);
        ASSERT_FALSE(read) << text;
        EXPECT_EQ(read.error().where.line, line) << text;
    }
}

TEST(Quoted, IsReadBackAsTheSameWord)
{
    for (const char *word : {"", "a", "-m", "a b", "it's", "$HOME", "~", "a\nb", "\\", "\"", "#", "a,b=c:d/e", "\u00e4", "{\"a\":1}"})
        EXPECT_EQ(words_of("qemu " + quoted(word)), (Words{"qemu", word}));
}

TEST(Quoted, IsPlainWhereItMay)
{
    EXPECT_EQ(quoted("socket,id=charserial0,host=::1"), "socket,id=charserial0,host=::1");
    EXPECT_EQ(quoted("a b"), "'a b'");
    EXPECT_EQ(quoted("it's"), "'it'\\''s'");
}

}  // namespace
}  // namespace chardev::qemu
