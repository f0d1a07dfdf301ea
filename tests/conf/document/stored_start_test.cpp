// SPDX-License-Identifier: LGPL-2.1-or-later
// Stock documents whose guests wait for a client.
#include <gtest/gtest.h>

#include "conf/document/builder.hpp"

namespace chardev {
namespace {

const char *const waiting = "<serial type='tcp'><listen addr='::1' port='1'><nodelay/></listen></serial>";
const char *const ready = "<serial type='tcp'><listen addr='::1' port='1'><nowait/><nodelay/></listen></serial>";

TEST(Waits, IsTrueForArgumentsOfOursThatHoldTheStart)
{
    EXPECT_TRUE(waits(lowered(domain_with(waiting)), fake_policy));
    EXPECT_FALSE(waits(lowered(domain_with(ready)), fake_policy));
    EXPECT_FALSE(waits(domain_with(""), fake_policy));
}

TEST(Waits, IsNotConcernedWithTheUsersArguments)
{
    const auto own =
        "<qemu:commandline xmlns:qemu='urn:fake'><qemu:arg value='-set'/><qemu:arg value='chardev.charserial0.wait=on'/></qemu:commandline>";
    EXPECT_FALSE(waits(domain_with("<serial type='pty'/>", own), fake_policy));
    EXPECT_FALSE(waits(lowered(domain_with(ready, own)), fake_policy));
}

TEST(WithoutWaits, TakesThemOutAndNothingElse)
{
    const auto stock = lowered(domain_with(waiting));
    const auto stripped = without_waits(stock, fake_policy).value_or("");
    EXPECT_FALSE(contains(stripped, "wait=on")) << stripped;
    EXPECT_TRUE(contains(stripped, "<qemu:arg value='chardev.charserial0.nodelay=on'/>")) << stripped;
    EXPECT_TRUE(contains(stripped, "<chardev:arg value='chardev.charserial0.nodelay=on'/>")) << stripped;
    EXPECT_FALSE(waits(stripped, fake_policy));
    EXPECT_EQ(raised(stripped), raised(stock));
    EXPECT_EQ(lowered(stripped), stock);
}

TEST(WithoutWaits, LeavesOthersAlone)
{
    EXPECT_EQ(without_waits(lowered(domain_with(ready)), fake_policy), std::nullopt);
    EXPECT_EQ(without_waits(domain_with("<serial/>"), fake_policy), std::nullopt);
}

TEST(HasMetadata, LooksAtTheDomainsMetadata)
{
    EXPECT_TRUE(has_metadata(lowered(domain_with(ready))));
    EXPECT_FALSE(has_metadata(domain_with("<!-- urn:libvirt-chardev:ports:1 -->")));
    EXPECT_FALSE(has_metadata("urn:libvirt-chardev:ports:1"));
}

}  // namespace
}  // namespace chardev
