// SPDX-License-Identifier: LGPL-2.1-or-later
// What the corpus of command lines cannot hold: other hosts, NUL bytes, ports alone, and that no word is lost.
#include <ctime>

#include <gtest/gtest.h>

#include "import/import.hpp"

namespace chardev::qemu {
namespace {

using namespace std::literals;

std::string ports_of(std::string_view text, HostOs host = HostOs::linux_)
{
    const auto ports = import_ports(text, host);
    return ports ? ports->xml : ports.error().message();
}

TEST(ImportedPorts, AreElementsAlone)
{
    EXPECT_EQ(ports_of("-nodefaults -serial pty -parallel null"), "<serial/>\n<parallel type='null'/>\n");
    EXPECT_EQ(ports_of("-nodefaults"), "");
    EXPECT_EQ(ports_of("-name n"), "<serial type='vc'/>\n<parallel type='vc'/>\n");
}

TEST(ImportedPorts, KeepTheUsersOwnNames)
{
    EXPECT_EQ(ports_of("-nodefaults -chardev pty,id=c -device isa-serial,chardev=c,id=ua-first"),
              "<serial type='pty'>\n  <alias name='ua-first'/>\n</serial>\n");
    EXPECT_EQ(ports_of("-nodefaults -chardev pty,id=c -device isa-serial,chardev=c,id=ua-a.b"), "<serial/>\n");
}

TEST(ImportedPorts, AreLeftAsTheyAreIfThePortGrammarCannotSayThem)
{
    EXPECT_EQ(ports_of("-nodefaults -chardev socket,id=c,host=,port=0,server=on -device isa-serial,chardev=c"), "");
    const auto imported = import_ports("-nodefaults -serial tcp::0,server -serial pty");
    ASSERT_TRUE(imported);
    EXPECT_EQ(imported->xml, "<serial type='none'/>\n<serial/>\n");
    EXPECT_EQ(imported->warnings,
              std::vector<std::string>{"the port 'tcp::0,server' is left out: the port grammar cannot describe it"});
}

TEST(ImportedPorts, OfProcAreReadToTheirNul)
{
    EXPECT_EQ(ports_of("qemu\0-nodefaults\0-serial\0file:/tmp/a b $c\0"sv),
              "<serial type='file' path='/tmp/a b $c'/>\n");
}

TEST(ImportedPorts, OfAWindowsHostAreItsOwn)
{
    EXPECT_EQ(ports_of("'C:\\Program Files\\qemu\\qemu-system-x86_64.exe' -nodefaults -serial COM3", HostOs::windows),
              "<serial type='host' port='3'/>\n");
    EXPECT_EQ(ports_of("qemu-system-x86_64w.exe -nodefaults -serial COM3"), "<serial type='host' port='3'/>\n");
    EXPECT_NE(ports_of("qemu -nodefaults -serial COM3").find("COM3"), std::string::npos);
}

TEST(Import, RefusesWhatXmlCannotHold)
{
    for (const auto text : {"qemu -append 'a\x01'"sv, "qemu -append '\xff'"sv, "qemu -append '\xef\xbf\xbf'"sv})
        EXPECT_FALSE(import_command_line(text)) << text;
}

TEST(Import, RefusesAQuestion)
{
    for (const std::string question :
         {"-M help", "-cpu help", "-device help", "-device edu,help", "-machine '?'", "-machine pc,help",
          "-net nic,model=help", "-netdev help", "-d help", "-vga help", "-help"}) {
        const auto imported = import_command_line("qemu-system-x86_64 " + question);
        ASSERT_FALSE(imported) << question;
        EXPECT_NE(imported.error().message().find("QEMU answers and ends"), std::string::npos) << question;
    }
    for (const std::string text : {"-append help", "-name help", "-serial file:help", "-kernel help", "-hda help",
                                   "-drive file=help", "-chardev file,id=a,path=help"})
        EXPECT_TRUE(import_command_line("qemu-system-x86_64 " + text)) << text;
}

std::string times(unsigned count, const std::string &text)
{
    std::string all;
    for (unsigned i = 0; i < count; ++i) all += text;
    return all;
}

/// Nothing of what a client sends may take a daemon's time or its stack.
TEST(Import, IsSoonDoneWithHugeLines)
{
    std::string nodes;
    for (unsigned i = 0; i < 1000; ++i)
        nodes +=
            " -object memory-backend-ram,size=4M,id=m" + std::to_string(i) + " -numa node,memdev=m" + std::to_string(i);
    const std::string qemu = "qemu-system-x86_64 -nodefaults -display none -name n";
    const std::vector<std::string> lines{
        qemu + " -device edu,id=net0 -device '{\"driver\":\"edu\",\"a\":" + times(100'000, "[") + times(100'000, "]") +
            "}'",
        qemu + times(200'000, " {"),
        qemu + nodes + " -numa cpu,x=y",
        qemu + " -machine q35" + times(100'000, ",a=b"),
        qemu + " -device edu" + times(100'000, ",id=x") + " -device edu" + times(100'000, ",a=x"),
        qemu + times(4000, " -m a=b,c=d"),
        times(2'000'000, " ")};
    const auto begin = std::clock();
    for (const auto &line : lines) (void)import_command_line(line);
    EXPECT_LT(std::clock() - begin, 10 * CLOCKS_PER_SEC);
    EXPECT_FALSE(import_command_line(lines.front()));
    EXPECT_FALSE(import_command_line(lines.back()));
}

TEST(Import, KeepsJsonThatXmlCannotHoldAsItIsWritten)
{
    const auto imported = import_command_line(
        R"(qemu-system-x86_64 -nodefaults -blockdev '{"driver":"file","filename":"/a\u0001\u0000b","node-name":"x"}' -device virtio-blk-pci,drive=x)");
    ASSERT_TRUE(imported);
    EXPECT_NE(imported->xml.find(R"("filename":"/a\u0001\u0000b")"), std::string::npos) << imported->xml;
}

TEST(Import, RefusesACommandLineWithoutEnd)
{
    std::string text = "qemu";
    for (unsigned i = 0; i < 9000; ++i) text += " -S";
    EXPECT_FALSE(import_command_line(text));
}

/// Each is in the document as an argument, or has a warning, or is a word of the document's.
TEST(Import, NamesManyDisksInTime)
{
    std::string line = "qemu-system-x86_64 -nodefaults -display none -name n";
    for (int i = 0; i < 4000; ++i) line += " -hda /x";
    const std::clock_t before = std::clock();
    ASSERT_TRUE(import_command_line(line));
    EXPECT_LT(std::clock() - before, 10 * CLOCKS_PER_SEC);
}

TEST(Import, LosesNoOption)
{
    for (const std::string &word : std::vector<std::string>{"-unheard-of",
                                                            "-trace events",
                                                            "-numa hmat-lb,initiator=0",
                                                            "-device vhost-vsock-pci,guest-cid=3",
                                                            "-object iothread,id=io",
                                                            "-netdev stream,id=x",
                                                            "-chardev ringbuf,id=x",
                                                            "-drive file=rbd:a/b",
                                                            "-readconfig /etc/q",
                                                            "-machine graphics=off",
                                                            "-boot once=d",
                                                            "-cpu Haswell,+weird",
                                                            "-smp x",
                                                            "-m x",
                                                            "-rtc clock=vm",
                                                            "-vga tcx",
                                                            "-display dbus",
                                                            "-device isa-serial,chardev=none",
                                                            "-global a.b=c",
                                                            "-mon x",
                                                            "-audiodev pa,id=p",
                                                            "-bios name.bin"}) {
        const auto imported = import_command_line("qemu-system-x86_64 -nodefaults -display none -name n " + word);
        ASSERT_TRUE(imported) << word;
        const std::string value = word.substr(word.find(' ') + 1);
        EXPECT_NE(imported->xml.find("<qemu:arg value='" + value), std::string::npos) << imported->xml;
    }
}

}  // namespace
}  // namespace chardev::qemu
