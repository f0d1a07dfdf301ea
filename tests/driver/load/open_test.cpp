// SPDX-License-Identifier: LGPL-2.1-or-later
// Opening connections: a failure of the stock driver's affects that open only; after a contradiction the stock driver runs alone.
#include <thread>
#include <vector>

#include <gtest/gtest.h>
#include <libvirt/virterror.h>

#include "driver/fake_stock.hpp"
#include "driver/load/status.hpp"
#include "driver/uri.hpp"

namespace {

using chardev::driver::libvirt_private;
using chardev::driver::open_error;
using chardev::driver::open_success;

class Open : public testing::Test {
protected:
    void SetUp() override { stock.reset(); }
    fake::StockDriver &stock = fake::StockDriver::instance();
};

int deny()
{
    libvirt_private().report_error(VIR_FROM_TEST, VIR_ERR_ACCESS_DENIED, "f", "f", 1, "%s", "not you");
    return open_error;
}

TEST_F(Open, TheFirstClientDeniedTheSecondIsServed)
{
    stock.opening = deny;
    EXPECT_EQ(virConnectOpen(fake::fresh_uri), nullptr);
    EXPECT_EQ(virGetLastErrorCode(), VIR_ERR_ACCESS_DENIED);
    stock.opening = nullptr;
    const fake::Connection conn(fake::fresh_uri);
    EXPECT_NE(static_cast<const void *>(conn.table().data()), stock.table().data());
    stock.opening = deny;
    EXPECT_EQ(virConnectOpen(fake::fresh_uri), nullptr) << "the third is denied again";
}

TEST_F(Open, AContradictionLeavesTheStockDriverAlone)
{
    for (int time = 0; time < 2; ++time) {
        const virConnectPtr conn = virConnectOpen(fake::confused_uri);
        ASSERT_NE(conn, nullptr) << virGetLastErrorMessage();
        EXPECT_NE(chardev::driver::find_word(conn, stock.table().data()), 0U);
        virConnectClose(conn);
    }
}

TEST_F(Open, ManyFirstClientsAtOnce)
{
    std::vector<std::thread> clients;
    std::atomic<int> served{0};
    for (int client = 0; client < 24; ++client)
        clients.emplace_back([&served] {
            const virConnectPtr conn = virConnectOpen(fake::crowd_uri);
            if (!conn) return;
            ++served;
            virConnectClose(conn);
        });
    for (std::thread &client : clients) client.join();
    EXPECT_EQ(served, 24);
}

TEST_F(Open, AReadOnlyClientMayBeTheFirst)
{
    const virConnectPtr conn = virConnectOpenReadOnly(fake::uri);
    ASSERT_NE(conn, nullptr);
    EXPECT_EQ(virDomainDefineXML(conn, "<domain/>"), nullptr);
    EXPECT_EQ(virGetLastErrorCode(), VIR_ERR_OPERATION_DENIED);
    virConnectClose(conn);
}

TEST_F(Open, ViewsAreReadFromTheQueryOnly)
{
    using chardev::View;
    using chardev::driver::view_in;
    const std::pair<const char *, View> rows[] = {
        {"qemu:///system", View::written},
        {"qemu:///system?chardev=port", View::port},
        {"qemu:///embed?root=/a&chardev=libvirt", View::libvirt},
        {"qemu:///embed?root=/a;chardev=libvirt", View::libvirt},
        {"qemu:///chardev=port", View::written},
        {"qemu:///system?xchardev=port", View::written},
        {"qemu:///system?root=chardev=port", View::written},
        {"qemu:///system#?chardev=port", View::written},
    };
    for (const auto &[uri, view] : rows) EXPECT_EQ(*view_in(uri), view) << uri;
    EXPECT_FALSE(view_in("qemu:///system?chardev="));
    EXPECT_FALSE(view_in("qemu:///system?chardev=ports"));
}

TEST_F(Open, TheStatusSaysWhyTheStockDriverRunsAlone)
{
    const std::string active = chardev::driver::status_text({47, 40, {}});
    EXPECT_NE(active.find("state: active\nmeasured: 47\nours: 40\n"), active.npos) << active;
    EXPECT_EQ(active.find("reason"), active.npos);
    const std::string alone = chardev::driver::status_text({0, 0, "a reason"});
    EXPECT_NE(alone.find("state: stock alone\n"), alone.npos) << alone;
    EXPECT_NE(alone.find("reason: a reason\n"), alone.npos) << alone;
}

}  // namespace
