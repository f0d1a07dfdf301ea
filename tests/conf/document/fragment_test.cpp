// SPDX-License-Identifier: LGPL-2.1-or-later
// Device fragments for a running guest.
#include <gtest/gtest.h>

#include "conf/document/builder.hpp"

namespace chardev {
namespace {

std::string fragment(std::string_view xml)
{
    const auto result = lower_fragment(xml, fake_policy);
    if (!result) return result.error().message();
    return result->value_or("untouched");
}

TEST(Fragment, OfOthersIsLeftAlone)
{
    for (const auto *xml :
         {"<disk/>", "<console type='pty'/>", "<serial type='pty'><source path='/dev/pts/1'/></serial>",
          "<channel><console/></channel>", "<console", "", "<x:console xmlns:x='urn:x'/>"})
        EXPECT_EQ(fragment(xml), "untouched") << xml;
}

TEST(Fragment, SaysNoNumberThatWasNotSaid)
{
    EXPECT_FALSE(contains(fragment("<serial model='pci'/>"), " port="));
    EXPECT_TRUE(contains(fragment("<serial model='pci'/>"), "pci-serial"));
    EXPECT_TRUE(contains(fragment("<serial model='pci'><target port='3'/></serial>"), "port='3'"));
}

TEST(Fragment, CannotGiveOptionsToARunningGuest)
{
    EXPECT_TRUE(contains(fragment("<serial type='tcp'><connect port='1'><nodelay/></connect></serial>"),
                         "cannot be given to a running guest"));
    EXPECT_TRUE(contains(fragment("<serial type='none'/>"), "is no device"));
}

TEST(Fragment, ReportsMistakes)
{
    EXPECT_TRUE(
        contains(fragment("<serial type='tcp'><connect port='0'/></serial>"), "device:1: <serial>/<connect>: "));
    EXPECT_TRUE(contains(fragment("<!DOCTYPE serial><serial/>"), "must not declare a document type"));
}

TEST(Fragment, IsKnownByItsRoot)
{
    EXPECT_TRUE(is_port_fragment("<serial type='pty'/>"));
    EXPECT_FALSE(is_port_fragment("<disk><serial/></disk>"));
    EXPECT_TRUE(is_port_fragment("<console type='pty'><target type='serial'/></console>"));
    EXPECT_FALSE(is_port_fragment("<console type='pty'><target type='virtio'/></console>"));
    EXPECT_FALSE(is_port_grammar_fragment("<console type='tcp'><target type='virtio'/><listen/></console>"));
    EXPECT_TRUE(is_port_grammar_fragment("<!-- x --><parallel/>"));
    EXPECT_FALSE(is_port_grammar_fragment("<parallel type='pty'/>"));
}

}  // namespace
}  // namespace chardev
