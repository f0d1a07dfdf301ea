// SPDX-License-Identifier: LGPL-2.1-or-later
// Callers with few rights: one that may not see or change a guest gets the same answers as from the stock driver alone.
#include <glib-object.h>
#include <gtest/gtest.h>
#include <libvirt/virterror.h>

#include "driver/documents.hpp"
#include "driver/entries/as_daemon.hpp"
#include "driver/fake_stock.hpp"
#include "driver/stored_guest.hpp"

namespace {

using documents::domain;

constexpr unsigned config = VIR_DOMAIN_AFFECT_CONFIG;
constexpr const char *nodelay =
    "<console type='tcp'><listen addr='::1' port='1'><nowait/><nodelay/></listen></console>";
const std::set<std::string> seeing{"virDomainGetXMLDesc",          "virDomainIsActive",
                                   "virDomainIsPersistent",        "virDomainGetAutostart",
                                   "virDomainHasManagedSaveImage", "virDomainLookupByName"};
const std::set<std::string> changing{"virDomainSetAutostart", "virDomainSetMetadata", "virDomainDefineXML"};

class Access : public testing::Test {
protected:
    void SetUp() override
    {
        stock.reset();
        waits = conn.lowered(domain(documents::waiting_port));
        stock.reset();
        stock.numbers["virDomainIsPersistent"] = 1;
        stock.texts["virDomainGetXMLDesc"] = domain("<serial type='pty'><target port='0'/></serial>");
    }
    fake::StockDriver &stock = fake::StockDriver::instance();
    const fake::Connection conn{fake::uri};
    std::string waits;
};

TEST_F(Access, WhoMayNotSeeAGuestMayHaveItStartedByItself)
{
    stock.deny_callers(seeing);
    EXPECT_EQ(virDomainSetAutostart(conn.domain(), 1), 0) << virGetLastErrorMessage();
    EXPECT_EQ(stock.call("virDomainSetAutostart").flags, 1U);
}

TEST_F(Access, ButNotIfItWaits)
{
    stock.deny_callers(seeing);
    stock.texts["virDomainGetXMLDesc"] = waits;
    EXPECT_EQ(virDomainSetAutostart(conn.domain(), 1), -1);
    EXPECT_EQ(virGetLastErrorCode(), VIR_ERR_OPERATION_INVALID);
}

TEST_F(Access, WhoMayNotChangeAGuestIsToldThatAlone)
{
    stock.deny_callers(changing);
    stock.texts["virDomainGetXMLDesc"] = waits;
    EXPECT_EQ(virDomainSetAutostart(conn.domain(), 1), -1);
    EXPECT_EQ(virGetLastErrorCode(), VIR_ERR_ACCESS_DENIED) << virGetLastErrorMessage();
    stock.numbers["virDomainGetAutostart="] = 1;
    EXPECT_EQ(virDomainDefineXML(conn.get(), waits.c_str()), nullptr);
    EXPECT_EQ(virGetLastErrorCode(), VIR_ERR_ACCESS_DENIED) << virGetLastErrorMessage();
    EXPECT_EQ(virDomainDetachDeviceFlags(conn.domain(), "<parallel type='vc'/>", config), -1) << "there is none";
    EXPECT_EQ(virGetLastErrorCode(), VIR_ERR_ACCESS_DENIED) << virGetLastErrorMessage();
    EXPECT_EQ(stock.count("virDomainDefineXML"), 0U);
}

TEST_F(Access, WhoMayNotSeeAGuestMayChangeItsPorts)
{
    fake::StoredGuest stored(domain("<serial type='pty'><target port='0'/></serial>"));
    const auto stores = stock.during;
    stock.deny_callers(seeing);
    stored.before = stock.during;
    stock.during = stores;
    for (const char *port : {"<serial type='pty'/>", "<console/>", nodelay})
        EXPECT_EQ(virDomainAttachDeviceFlags(conn.domain(), port, config), 0) << virGetLastErrorMessage();
    EXPECT_EQ(stock.count("virDomainAttachDeviceFlags"), 2U);
    EXPECT_EQ(stock.count("virDomainDefineXMLFlags"), 1U);
}

TEST_F(Access, WhoMayNotChangeAGuestLearnsNothingOfItsPortsOrJobs)
{
    stock.deny_callers({"virDomainSetAutostart"});
    stock.texts["virDomainGetXMLDesc"] = domain("<disk><mirror/></disk><serial type='pty'/>");
    for (const char *port : {"<console model='isa'><target port='0'/></console>", nodelay}) {
        EXPECT_EQ(virDomainAttachDeviceFlags(conn.domain(), port, config), -1);
        EXPECT_EQ(virGetLastErrorCode(), VIR_ERR_ACCESS_DENIED) << virGetLastErrorMessage();
    }
    stock.numbers["virDomainIsActive"] = 1;
    for (const unsigned flags : {0U, unsigned{VIR_DOMAIN_AFFECT_LIVE}, config | VIR_DOMAIN_AFFECT_LIVE}) {
        EXPECT_EQ(virDomainAttachDeviceFlags(conn.domain(), nodelay, flags), -1);
        EXPECT_EQ(virGetLastErrorCode(), VIR_ERR_ACCESS_DENIED) << virGetLastErrorMessage();
    }
}

TEST_F(Access, TheCallersIdentityComesBack)
{
    using chardev::driver::AsDaemon;
    const auto &libvirt = chardev::driver::libvirt_private();
    auto *const caller = libvirt.get_own_identity();
    libvirt.set_identity(caller);
    const auto references = [caller] { return reinterpret_cast<GObject *>(caller)->ref_count; };
    const auto before = references();
    {
        const AsDaemon now;
        auto *const inside = libvirt.get_identity();
        EXPECT_NE(inside, caller);
        g_object_unref(inside);
    }
    auto *const after = libvirt.get_identity();
    EXPECT_EQ(after, caller);
    g_object_unref(after);
    EXPECT_EQ(references(), before);
    libvirt.set_identity(nullptr);
    g_object_unref(caller);
}

TEST_F(Access, AStartIsCountedWhoeverMaySeeTheGuest)
{
    stock.deny_callers(seeing);
    EXPECT_EQ(virDomainCreate(conn.domain()), 0) << virGetLastErrorMessage();
    EXPECT_EQ(virGetLastErrorCode(), VIR_ERR_OK);
}

}  // namespace
