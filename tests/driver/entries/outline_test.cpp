// SPDX-License-Identifier: LGPL-2.1-or-later
// The name, id and uuid that are read from a document.
#include <gtest/gtest.h>

#include "driver/entries/outline.hpp"

namespace {

using chardev::driver::outline_of;
using chardev::driver::uuid_in;

TEST(Outline, ARunningGuestHasAnId)
{
    const auto outline = outline_of("<domain id='7'><name>a&amp;b</name><devices><console/></devices></domain>");
    EXPECT_EQ(outline.name, "a&b");
    EXPECT_EQ(outline.id, 7U);
    EXPECT_TRUE(outline.has_console);
    EXPECT_TRUE(outline_of("<domain><devices><serial/></devices></domain>").has_console);
}

TEST(Outline, OneThatIsOffHasNone)
{
    const auto outline = outline_of("<domain><metadata><name>no</name></metadata><name/><devices/></domain>");
    EXPECT_EQ(outline.name, "");
    EXPECT_FALSE(outline.id);
    EXPECT_FALSE(outline.has_console);
}

TEST(Outline, ADiskThatIsCopiedHasAMirror)
{
    EXPECT_TRUE(outline_of("<domain><devices><disk/><disk><mirror/></disk></devices></domain>").has_block_job);
    EXPECT_FALSE(outline_of("<domain><mirror/><devices><disk/><x><mirror/></x></devices></domain>").has_block_job);
}

TEST(Outline, TheUuidIsTheDomainsOwn)
{
    EXPECT_EQ(uuid_in("<domain><os><uuid>no</uuid></os><!-- <uuid>no</uuid> --><uuid>\n1&#50;</uuid></domain>"),
              "\n12");
    for (const char *text : {"", "<domain/>", "<domain><x><uuid>1</uuid></x></domain>", "<uuid>1</uuid>", "text"})
        EXPECT_FALSE(uuid_in(text)) << text;
}

TEST(Outline, WhatIsNoDocumentHasNothing)
{
    for (const char *text : {"", "<domain", "<domain id='-1'/>", "<domain id='7x'/>", "<domain id=''/>"}) {
        const auto outline = outline_of(text);
        EXPECT_FALSE(outline.name || outline.id) << text;
    }
}

}  // namespace
