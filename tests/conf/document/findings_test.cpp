// SPDX-License-Identifier: LGPL-2.1-or-later
// A document is checked to its end, and what is said of it is what happens when it is defined.
#include <algorithm>

#include <gtest/gtest.h>

#include "conf/document/builder.hpp"
#include "conf/document/findings.hpp"

namespace chardev {
namespace {

/// "3: <serial>: mistake" a line; doubts are led by "?".
std::string found(std::string_view xml)
{
    const auto domains = find_mistakes(xml, {}, for_fake);
    if (!domains) return domains.error().message();
    std::string lines;
    for (const auto &findings : *domains) {
        for (const auto &mistake : findings.mistakes.by_line()) lines += mistake.message() + "\n";
        for (const auto &doubt : findings.doubts.by_line()) lines += "?" + doubt.message() + "\n";
    }
    return lines;
}

struct Row {
    const char *devices;
    std::vector<const char *> lines;  ///< each mistake, or its beginning
};

void expect_found(const Row &row)
{
    const auto text = found(domain_with(row.devices));
    std::size_t at = 0;
    for (const auto *line : row.lines) {
        const auto next = text.find(line, at);
        EXPECT_NE(next, std::string::npos) << row.devices << "\n" << line << "\nis not in\n" << text;
        at = next == std::string::npos ? at : next + 1;
    }
    EXPECT_EQ(static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')), row.lines.size())
        << row.devices << "\n"
        << text;
}

TEST(Findings, NameEveryMistakeOfAPort)
{
    for (const auto &row :
         {Row{"<console type='file' append='maybe' frob='1'><frob/></console>",
              {"the type 'file' needs path=", "'append' is 'maybe'", "the attribute 'frob'", "the element <frob>"}},
          Row{"<serial type='tcp'><listen port='99999' addr='a,b'/><connect port='x'/></serial>",
              {"both <listen> and <connect>", "the address 'a,b'", "the port '99999'", "the port 'x' is not a number"}},
          Row{"<serial type='udp'/>", {"the type 'udp' needs <sendto"}},
          Row{"<serial type='frob' path='/a' model='x'/>", {"the type 'frob' is unknown"}},
          Row{"<serial type='host'><source path='/a'/></serial>", {"<source> is libvirt's grammar"}},
          Row{"<serial type='file' path=''/>", {"the attribute 'path' is empty"}},
          Row{"<serial type='tcp'><listen port='01'/></serial>", {"begins with a zero"}}})
        expect_found(row);
}

TEST(Findings, NameEveryMistakeOfADocument)
{
    for (
        const auto &row :
        {Row{"<console type='spicevmc'/><serial type='file' path='/a'/>", {}},
         Row{"<serial type='udp'/><serial type='tcp'><listen port='1'/></serial><serial type='tcp'><listen port='1'/></serial>",
             {"the type 'udp' needs", "already by port 'serial 1'"}},
         Row{"<serial type='file' path='/a'/><serial type='pty'><target type='isa-serial'><model name='pci-serial'/></target></serial>",
             {"and the model 'pci-serial'"}},
         Row{"<console type='frob'/><serial type='udp'/>", {"<serial>: the type 'udp' needs"}},
         Row{"<serial type='frob'/><serial type='file' path='/a'><target port='1'/></serial><serial type='none'><target port='1'/></serial>",
             {"the type 'frob'", "number '1' is taken"}},
         Row{"<serial type='frob'/><serial type='stdio' model='isa'/><serial type='stdio' model='isa'/>\n<serial type='stdio' model='isa'/>",
             {"the type 'frob'", "standard input and output", "standard input and output"}},
         Row{"<serial type='tcp' model='isa'><source mode='listen' host='h' service='1'/></serial><serial type='frob'/>",
             {"<source> is libvirt's", "the type 'frob'"}}})
        expect_found(row);
}

TEST(Findings, OfLibvirtsGrammarAreWhatTheStockDriverSays)
{
    for (const auto &row :
         {Row{"<serial type='pty'/><serial type='pty'/><console type='pty'><target type='serial' port='0'/></console>"
              "<console type='pty'><target type='serial' port='1'/></console>",
              {"<console>: libvirt takes only the first <console>"}},
          Row{"<console type='pty'><target type='virtio'/></console><console type='pty'/>",
              {"libvirt takes only the first"}},
          Row{"<serial type='pty'/><console type='frob'/>",
              {"<console>: the type 'frob' is unknown in libvirt's grammar"}},
          Row{"<serial type='pty'/><console type='tcp'/>", {}},
          Row{"<serial type='spicevmc'/>", {"only a <channel> can have the type"}},
          Row{"<serial type='spiceport'/>", {"the type 'spiceport' needs <source channel='NAME'/>"}},
          Row{"<serial type='dbus'><source channel='a.b'/></serial>", {}},
          Row{"<serial type='pty'/><console type='dbus'/>", {}},
          Row{"<serial type='pty'/><console type='spicevmc'/>", {"only a <channel>"}},
          Row{"<serial type='spicevmc'><target/><target/></serial>", {"only a <channel>", "more than one <target>"}},
          Row{"<serial type='pty'><protocol type='bogus'/></serial>", {}},
          Row{"<serial type='pty'><log/></serial>", {}},
          Row{"<serial type='pty'><log append='x'/></serial>", {"'append' is 'x'"}},
          Row{"<console type='pty'><target><model name='bogus'/></target></console>", {}},
          Row{"<serial type='pty'><target><model name='pci-serial'/></target></serial>",
              {"and the model 'pci-serial'"}},
          Row{"<serial type='pty'><target type='isa-serial' port='4'/></serial>", {"ISA serial ports 0 to 3"}},
          Row{"<serial type='tcp'><source mode='bind' service='1'/></serial>", {"the attribute 'host' is missing"}},
          Row{"<serial type='tcp'><protocol type='telnets'/><source path='/a'/></serial>",
              {"'host' is missing", "'service' is missing"}},
          Row{"<serial type='pty'><source/><target type='frob'/></serial>",
              {"no serial port with the target type 'frob'"}},
          Row{"<serial type='pty'><source/><target type='isa-serial'><model name='pl011'/></target></serial>",
              {"and the model 'pl011'"}},
          Row{"<serial type='pty'><source/><target port='x'/></serial>", {"'port' is 'x'"}},
          Row{"<serial type='pty'><source/><target port='-1'/></serial>",
              {"?4: <serial>/<target>: the attribute 'port' is '-1'"}},
          Row{"<serial type='tcp'><source host='h' service='99999'/></serial>",
              {"?4: <serial>/<source>: the port '99999'"}},
          Row{"<serial type='file'><source path=''/></serial>",
              {"?4: <serial>/<source>: the attribute 'path' is empty"}},
          Row{"<serial type='pty'><target port='1'/></serial><serial type='pty'><target port='1'/></serial>",
              {"?4: <serial>: number '1' is taken"}},
          Row{"<serial type='stdio'><log file='/l'/></serial><serial type='stdio'><log file='/l'/></serial>",
              {"?4: <serial>: standard input"}}})
        expect_found(row);
}

TEST(Findings, BesideAPortOfOursFurtherConsolesAreSerialPorts)
{
    expect_found(
        {"<serial/><console type='pty'><source/></console><console type='file'><source path='/a'/></console>", {}});
}

TEST(Findings, OfADocumentTypeAreThoseOfADocumentThatIsOurs)
{
    const std::string type = "<!DOCTYPE domain>\n";
    EXPECT_EQ(found(type + domain_with("<serial type='pty'><source/></serial>")), "");
    EXPECT_NE(found(type + domain_with("<serial type='file' path='/a'/>")), "");
}

TEST(Findings, OfThousandsOfPortsAreFoundInNoTime)
{
    std::string devices;
    for (int i = 0; i < 20000; ++i) devices += "<serial type='tcp'><source mode='x'/></serial>\n";
    const auto text = found(domain_with(devices));
    EXPECT_GE(std::count(text.begin(), text.end(), '\n'), 40000);
}

TEST(Findings, OfAnElementAloneAreItsOwn)
{
    EXPECT_EQ(found("<console/>"), "");
    EXPECT_EQ(found("<console type='pty'><target type='virtio'/></console>"), "");
    EXPECT_NE(found("<serial type='frob'/>").find("the type 'frob'"), std::string::npos);
    EXPECT_TRUE(found("<serial type='tcp'><source host='h' service='99999'/></serial>").starts_with("?"));
    EXPECT_NE(found("<disk/>").find("only a <domain>"), std::string::npos);
}

}  // namespace
}  // namespace chardev
