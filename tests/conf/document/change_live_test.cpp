// SPDX-License-Identifier: LGPL-2.1-or-later
// Which port of a running guest a fragment means: the only one of which all is true that it says.
#include <gtest/gtest.h>

#include "conf/document/builder.hpp"

namespace chardev {
namespace {

const std::string running = domain_with(
    "<serial type='pty'><source path='/dev/pts/1'/><target type='isa-serial' port='0'><model name='isa-serial'/></target><alias name='serial0'/></serial>"
    "<serial type='null'><target type='usb-serial' port='1'><model name='usb-serial'/></target><alias name='serial1'/>"
    "<address type='usb' bus='0' port='1'/></serial>"
    "<serial type='file'><source path='/b'/><target type='usb-serial' port='3'><model name='usb-serial'/></target><alias name='ua-b'/></serial>"
    "<serial type='file'><source path='/c'/><target type='usb-serial' port='4'><model name='usb-serial'/></target><alias name='ua-c'/></serial>"
    "<serial type='file'><source path='/c'/><target type='usb-serial' port='5'><model name='usb-serial'/></target><alias name='ua-d'/></serial>");

/// What the stock driver would detach, or the message.
std::string detached(std::string_view fragment)
{
    const auto change = detach_live(running, fragment, fake_policy);
    if (!change) return change.error().message();
    return *change ? (*change)->element : "left to the stock driver";
}

TEST(DetachLive, FindsWhatDumpxmlShows)
{
    const std::pair<const char *, const char *> rows[] = {
        {"<serial type='pty' pty='/dev/pts/1' tty='/dev/pts/1'><alias name='serial0'/></serial>", "port='0'"},
        {"<serial type='null' model='usb'><alias name='serial1'/><address port='1' type='usb' bus='0'/></serial>",
         "port='1'"},
        {"<console type='null'/>", "port='1'"},
        {"<serial type='null'><target port='1'/></serial>", "port='1'"},
        {"<serial type='file' path='/b'><target port='3'/><alias name='ua-b'/></serial>", "port='3'"},
        {"<serial type='file' path='/c'><alias name='ua-d'/></serial>", "port='5'"},
    };
    for (const auto &[fragment, mark] : rows) {
        const auto element = detached(fragment);
        EXPECT_TRUE(element.starts_with("<serial")) << fragment << "\n" << element;
        EXPECT_NE(element.find(mark), std::string::npos) << fragment << "\n" << element;
    }
}

TEST(DetachLive, TakesNoOtherPort)
{
    const std::pair<const char *, const char *> rows[] = {
        {"<serial type='null' model='usb'><alias name='serial2'/></serial>", "no such port"},
        {"<serial type='file' path='/q'><target port='1'/></serial>", "no such port"},
        {"<serial type='null' model='pci'/>", "no such port"},
        {"<parallel type='null'><alias name='serial1'/></parallel>", "no such port"},
        {"<serial type='file' path='/b'><target port='3'/><alias name='ua-c'/></serial>", "no such port"},
        {"<serial type='null' model='usb'><address type='usb' bus='0' port='2'/></serial>", "no such port"},
        {"<serial type='file' path='/c'/>", "several ports"},
    };
    for (const auto &[fragment, message] : rows)
        EXPECT_NE(detached(fragment).find(message), std::string::npos) << fragment << "\n" << detached(fragment);
}

TEST(Detach, ANumberAndAnAliasHaveToAgreeInADefinition)
{
    const auto definition = lowered(domain_with(
        "<serial type='null' model='isa'><alias name='ua-a'/></serial><serial type='null'><alias name='ua-b'/></serial>"));
    EXPECT_TRUE(detach(definition, "<serial><target port='1'/><alias name='ua-b'/></serial>", fake_policy));
    EXPECT_FALSE(detach(definition, "<serial><target port='1'/><alias name='ua-a'/></serial>", fake_policy));
    EXPECT_FALSE(detach(definition, "<parallel><alias name='ua-a'/></parallel>", fake_policy));
}

}  // namespace
}  // namespace chardev
