// SPDX-License-Identifier: LGPL-2.1-or-later
// How errors read, and how foreign text is let into them.
#include <gtest/gtest.h>

#include "conf/model/gettext.hpp"
#include "conf/model/result.hpp"

namespace chardev {
namespace {

TEST(Error, LeavesOutWhatIsNotKnown)
{
    const std::vector<std::pair<Place, const char *>> table = {
        {{"x.xml", 3, "<console>"}, "x.xml:3: <console>: no"},
        {{"x.xml", 0, "<console>"}, "x.xml: <console>: no"},
        {{"", 3, "<console>"}, "3: <console>: no"},
        {{"", 0, "<console>"}, "<console>: no"},
        {{"x.xml", 3, ""}, "x.xml:3: no"},
        {{"", 0, ""}, "no"},
    };
    for (const auto &[place, message] : table) EXPECT_EQ((Error{ErrorKind::xml, place, "no"}.message()), message);
}

TEST(Error, ShowsForeignTextShortAndPlain)
{
    EXPECT_EQ(shown("tty S0"), "tty S0");
    EXPECT_EQ(shown("a\nb\x7f\x1b[1m"), "a?b??[1m");
    EXPECT_EQ(shown(std::string(160, 'x')), std::string(160, 'x'));
    EXPECT_EQ(shown(std::string(161, 'x')), std::string(160, 'x') + "…");
    // never in the middle of a character: 2 bytes each, the 160th byte is the first of one
    std::string umlauts = "x";
    for (int i = 0; i < 100; ++i) umlauts += "ä";
    EXPECT_EQ(shown(umlauts), umlauts.substr(0, 159) + "…");
}

}  // namespace
}  // namespace chardev
