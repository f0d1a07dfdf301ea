// SPDX-License-Identifier: LGPL-2.1-or-later
// Which words a command line has, as a shell and as /proc have it.
#include <gtest/gtest.h>

#include "import/command_line.hpp"

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
        {"qemu -m 64 \\", {"qemu", "-m", "64"}},
        {"#!/bin/sh\n# my guest\nqemu -m 64 # megabytes\n", {"qemu", "-m", "64"}},
        {"qemu a#b 100$ *.img [::1]", {"qemu", "a#b", "100$", "*.img", "[::1]"}},
        {"$ qemu -m 64", {"qemu", "-m", "64"}},
        {"# qemu -m 64", {"qemu", "-m", "64"}},
        {"sudo qemu -m 64", {"qemu", "-m", "64"}},
        {"sudo -E -u me exec qemu", {"qemu"}},
        {"qemu\n-m\n64\n-S", {"qemu", "-m", "64", "-S"}},
        {"qemu sudo A=b", {"qemu", "sudo", "A=b"}},
        {"-m 64", {"-m", "64"}},
        {"qemu -device {\"driver\":\"x\",\"a b\":[\"c;}\",{}]} -S",
         {"qemu", "-device", "{\"driver\":\"x\",\"a b\":[\"c;}\",{}]}", "-S"}},
        {"qemu -append {}foo -append {\"a\":1}foo", {"qemu", "-append", "{}foo", "-append", "{a:1}foo"}},
        {"qemu -append \"date=%Y%m%d \\n \\\"a\\\"\"", {"qemu", "-append", "date=%Y%m%d \\n \"a\""}},
        {"qemu -fw_cfg \"name=opt/a,string=y:\\\"z\\\" w\"", {"qemu", "-fw_cfg", "name=opt/a,string=y:\"z\" w"}},
        {"sudo -Eu qemu qemu-system-x86_64 -m 64", {"qemu-system-x86_64", "-m", "64"}},
        {"qemu {a} '{\"b\":1}' {\"c\"", {"qemu", "{a}", "{\"b\":1}", "{c"}},
    };
    for (const auto &[text, words] : rows) EXPECT_EQ(words_of(text), words) << text;
}

TEST(CommandLine, OfWindowsKeepsItsBackslashes)
{
    const struct {
        const char *text;
        Words words;
    } rows[] = {
        {"qemu -hda C:\\vm\\new.img", {"qemu", "-hda", "C:\\vm\\new.img"}},
        {"qemu -serial file:C:\\log\\new.txt", {"qemu", "-serial", "file:C:\\log\\new.txt"}},
        {"qemu -chardev file,id=a,path=C:\\log\\new.txt", {"qemu", "-chardev", "file,id=a,path=C:\\log\\new.txt"}},
        {"qemu \"file=c:\\my vm\\\\n.img\" 'D:\\x'", {"qemu", "file=c:\\my vm\\\\n.img", "D:\\x"}},
        {"qemu -L C:\\qemu\\\n-m 64", {"qemu", "-L", "C:\\qemu\\", "-m", "64"}},
        {"qemu -L \"C:\\a b\\\" -m 64", {"qemu", "-L", "C:\\a b\\", "-m", "64"}},
        {"qemu C:\\\\vm\\\\a.img ab:\\c", {"qemu", "C:\\vm\\a.img", "ab:c"}},
        {"\"C:\\Program Files\\qemu\\qemu-system-x86_64.exe\" -m 64",
         {"C:\\Program Files\\qemu\\qemu-system-x86_64.exe", "-m", "64"}},
        {"bin\\qemu.EXE -hda vm\\new.img \"a\\\"b\\\\\" \\\n -S",
         {"bin\\qemu.EXE", "-hda", "vm\\new.img", "a\"b\\", "-S"}},
        {"qemu.exe -m 64\\\n -S \\", {"qemu.exe", "-m", "64", "-S"}},
        {"qemu -m 64 ^\n -smp 2 ^\r\n -S `\n -s ^", {"qemu", "-m", "64", "-smp", "2", "-S", "-s"}},
        {"\xEF\xBB\xBFqemu -m 64", {"qemu", "-m", "64"}},
        {"qemu -name a%b%c 50%", {"qemu", "-name", "a%b%c", "50%"}},
    };
    for (const auto &[text, words] : rows) EXPECT_EQ(words_of(text), words) << text;
    const auto line = read_command_line("qemu -hda vm\\new.img", HostOs::windows);
    ASSERT_TRUE(line);
    EXPECT_EQ(line->words, (Words{"qemu", "-hda", "vm\\new.img"}));
}

TEST(CommandLine, IsTakenFromWhatStartsIt)
{
    const struct {
        const char *text;
        Words environment, warnings;
    } rows[] = {
        {"exec -a NAME qemu", {}, {}},
        {"env -i A=b qemu", {"A=b"}, {}},
        {"/usr/bin/env -u X A=b qemu", {"A=b"}, {}},
        {"nohup setsid -f time -p stdbuf -oL strace -f -o x gdb -q --args qemu", {}, {}},
        {"doas -u me qemu", {}, {}},
        {"ExecStart=/usr/bin/env A=b qemu", {"A=b"}, {}},
        {"ExecStart=-+qemu", {}, {}},
        {"ExecStart=@qemu name", {}, {}},
        {"nice -n 5 qemu", {}, {"'nice -n 5' is left out; libvirt has <cputune>, <numatune> and <blkiotune> for that"}},
        {"nice -5 ionice -c2 -n7 qemu",
         {},
         {"'nice -5' is left out; libvirt has <cputune>, <numatune> and <blkiotune> for that",
          "'ionice -c2 -n7' is left out; libvirt has <cputune>, <numatune> and <blkiotune> for that"}},
        {"taskset -c 0 qemu",
         {},
         {"'taskset -c 0' is left out; libvirt has <cputune>, <numatune> and <blkiotune> for that"}},
        {"taskset 0x3 qemu",
         {},
         {"'taskset 0x3' is left out; libvirt has <cputune>, <numatune> and <blkiotune> for that"}},
        {"numactl --x=y -N 0 -- qemu",
         {},
         {"'numactl --x=y -N 0 --' is left out; libvirt has <cputune>, <numatune> and <blkiotune> for that"}},
        {"sudo chrt -f 50 qemu",
         {},
         {"'chrt -f 50' is left out; libvirt has <cputune>, <numatune> and <blkiotune> for that"}},
        {"timeout -k 5 60 qemu", {}, {"'timeout -k 5 60' is left out; libvirt starts QEMU itself"}},
        {"systemd-run --user -p A=b unshare -n proxychains qemu",
         {},
         {"'systemd-run --user -p A=b' is left out; libvirt starts QEMU itself",
          "'unshare -n' is left out; libvirt starts QEMU itself",
          "'proxychains' is left out; libvirt starts QEMU itself"}},
    };
    for (const auto &[text, environment, warnings] : rows) {
        const auto line = read_command_line(std::string(text) + " -m 64");
        ASSERT_TRUE(line) << text << ": " << line.error().message();
        EXPECT_EQ(line->words, (Words{"qemu", "-m", "64"})) << text;
        EXPECT_EQ(line->environment, environment) << text;
        EXPECT_EQ(line->warnings, warnings) << text;
    }
}

TEST(CommandLine, OfAUnitHasItsPercentSignsOnce)
{
    EXPECT_EQ(words_of("ExecStart=/usr/bin/qemu -name 50%%a"), (Words{"/usr/bin/qemu", "-name", "50%a"}));
}

TEST(CommandLine, MayHaveTypographyInItsNames)
{
    EXPECT_EQ(words_of("qemu -name 'Bob’s' \"– “a” b\" a–b"), (Words{"qemu", "-name", "Bob’s", "– “a” b", "a–b"}));
    EXPECT_EQ(words_of("qemu /vm/'*' \"/vm/{a,b}\" /vm/{a} a/*.img -cpu {a,b}"),
              (Words{"qemu", "/vm/*", "/vm/{a,b}", "/vm/{a}", "a/*.img", "-cpu", "{a,b}"}));
}

TEST(CommandLine, ThatNobodyCanHaveMeantIsRefused)
{
    const struct {
        std::string_view text;
        const char *says;
    } rows[] = {
        {"qemu -m\u00A064", "1: U+00A0 does not separate words in a shell; use an ordinary space"},
        {"qemu \u3000-m 64", "U+3000"},
        {"qemu -m\u202F64", "U+202F"},
        {"qemu \u2013m 64", "1: U+2013 is a dash and does not start an option; use a hyphen, '-'"},
        {"qemu \u2014m 64", "U+2014"},
        {"qemu \u2212m 64", "U+2212"},
        {"qemu -name \u201Ca b\u201D", "1: U+201C is not a quote to a shell; use ' or \""},
        {"qemu -name Bob\u2019s", "U+2019"},
        {"qemu -m 64 \\ \n-S",
         "1: the space after '\\' prevents the command from continuing on the next line; remove everything after '\\'"},
        {"qemu -m 64 \\ # megabytes\n-S", "the space after '\\'"},
        {"qemu -m 64\\\t\r\n-S", "the space after '\\'"},
        {"qemu.exe -m 64 ^ \n-S", "the space after '^'"},
        {"qemu -m 64 ` \n-S", "the space after '`'"},
        {"qemu -m 64 \\ ", "the space after '\\'"},
        {"qemu -nodefaults\nqemu-system-x86_64 -name b", "2: 'qemu-system-x86_64' begins a second command"},
        {"qemu -append root=/dev/sda\necho end", "2: 'echo' begins a second command"},
        {"[Service]\nExecStart=/usr/bin/qemu -m 64", "2: 'ExecStart=/usr/bin/qemu' begins a second command"},
        {"ExecStart=/usr/bin/qemu -hda /dev/a\\x2db",
         "'\\x' is an escape sequence of systemd's; write the character that it stands for"},
        {"ExecStart=/usr/bin/qemu -name %i", "1: only systemd can tell what '%i' in '%i' stands for"},
        {"[\"qemu-system-x86_64\", \"-name\", \"a\"]", "the command line is a JSON list; write it as a shell command"},
        {"qemu.exe -hda %HOME%/a.img",
         "1: only cmd.exe can tell what the name between percent signs in '%HOME%/a.img' stands for"},
        {"qemu -hda \"%USER_1%\\a.img\"", "only cmd.exe can tell"},
        {"qemu -hda /vm/*.img", "1: only a shell can tell which files '/vm/*.img' stands for"},
        {"qemu ./{a,b}.img", "only a shell can tell which files"},
        {"run.sh qemu-system-x86_64 -m 64", "1: 'run.sh' comes before QEMU's program; write only QEMU's command"},
        {"my-kvm qemu -m 64", "'my-kvm' comes before"},
        {"C:\\Program Files\\qemu\\qemu-system-x86_64.exe -m 64", "'C:\\Program' comes before"},
        {std::string_view("qemu -name a\0-S\0", 16), "words are separated by spaces as well as by NUL bytes"},
    };
    for (const auto &[text, says] : rows) {
        const auto read = read_command_line(text);
        ASSERT_FALSE(read) << text;
        EXPECT_NE(read.error().message().find(says), std::string::npos) << read.error().message();
    }
}

TEST(CommandLine, FromProcIsTakenLiterally)
{
    EXPECT_EQ(words_of(std::string_view("qemu\0-append\0a $b 'c\0\0-S\0", 24)),
              (Words{"qemu", "-append", "a $b 'c", "", "-S"}));
}

TEST(CommandLine, HasItsEnvironmentBeforeTheProgram)
{
    const auto line =
        read_command_line("LC_ALL=C \\\nPATH=/bin:/usr/bin \\\n/usr/bin/qemu-system-x86_64 \\\n-name A=b\n");
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
        {"qemu $HOME/disk", 1},
        {"qemu \"${X}\"", 1},
        {"qemu \\\n`date`", 2},
        {"qemu -m 64; ls", 1},
        {"qemu | tee log", 1},
        {"qemu &", 1},
        {"qemu > log", 1},
        {"qemu 3<>/dev/tap1", 1},
        {"qemu $(nproc)", 1},
        {"qemu ~/disk.img", 1},
        {"qemu 'open", 1},
        {"qemu \"open", 1},
        {"cd /vm\nqemu -m 64", 2},
        {"qemu -m 64\necho end", 2},
        {"", 0},
        {"A=b", 0},
    };
    for (const auto &[text, line] : rows) {
        const auto read = read_command_line(text);
        ASSERT_FALSE(read) << text;
        EXPECT_EQ(read.error().where.line, line) << text;
    }
}

TEST(Quoted, IsReadBackAsTheSameWord)
{
    for (const char *word :
         {"", "a", "-m", "a b", "it's", "$HOME", "~", "a\nb", "\\", "\"", "#", "a,b=c:d/e", "\u00e4", "{\"a\":1}"})
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
