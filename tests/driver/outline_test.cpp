// SPDX-License-Identifier: LGPL-2.1-or-later
// Which guest a document is of.
#include <gtest/gtest.h>

#include "driver/outline.hpp"

namespace {

using chardev::driver::outline_of;

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

TEST(Outline, WhatIsNoDocumentHasNothing)
{
    for (const char *text : {"", "<domain", "<domain id='-1'/>", "<domain id='7x'/>", "<domain id=''/>"}) {
        const auto outline = outline_of(text);
        EXPECT_FALSE(outline.name || outline.id) << text;
    }
}

}  // namespace
