// SPDX-License-Identifier: LGPL-2.1-or-later
// Consoles of ports that the stock driver does not know of: found by name, on real terminals, one client at a time.
#include <algorithm>
#include <array>
#include <memory>
#include <thread>
#include <vector>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <libvirt/virterror.h>
#include <poll.h>
#include <unistd.h>

#include "driver/fake_stock.hpp"
#include "driver/fake_xen.hpp"

namespace {

/// The guest's end of a terminal.
class Guest {
public:
    Guest() : fd_(::posix_openpt(O_RDWR | O_NOCTTY)) { EXPECT_TRUE(::grantpt(fd_) == 0 && ::unlockpt(fd_) == 0); }
    Guest(const Guest &) = delete;
    Guest &operator=(const Guest &) = delete;
    ~Guest() { ::close(fd_); }

    [[nodiscard]] std::string terminal() const
    {
        std::array<char, 64> name{};
        EXPECT_EQ(::ptsname_r(fd_, name.data(), name.size()), 0);
        return name.data();
    }
    void write(const std::string &text) const
    {
        EXPECT_EQ(::write(fd_, text.data(), text.size()), ssize_t(text.size()));
    }
    [[nodiscard]] std::string read() const
    {
        pollfd ready{fd_, POLLIN, 0};
        std::array<char, 64> text{};
        const auto size = ::poll(&ready, 1, 1000) == 1 ? ::read(fd_, text.data(), text.size()) : 0;
        return {text.data(), static_cast<std::size_t>(std::max<ssize_t>(size, 0))};
    }

private:
    int fd_;
};

using Stream = std::unique_ptr<virStream, decltype(&virStreamFree)>;

class Console : public testing::Test {
protected:
    void SetUp() override
    {
        define("<serial/><serial/><serial type='null'/>");
        fake::terminals()[5][{chardev::Kind::serial, 1}] = guest.terminal();
        fail_with(VIR_ERR_INTERNAL_ERROR);
    }
    void TearDown() override { fake::terminals().clear(); }

    /// What runs as guest 5.
    void define(const std::string &devices)
    {
        stock.reset();
        std::string live = conn.lowered(fake::xen_domain(devices));
        stock.reset();
        live.insert(live.find("type='xen'"), "id='5' ");
        stock.texts["virDomainGetXMLDesc"] = live;
    }
    void fail_with(int code)
    {
        stock.numbers["virDomainOpenConsole"] = -1;
        stock.during = [code](const fake::Call &call) {
            if (call.function == "virDomainOpenConsole")
                chardev::driver::libvirt_private().report_error(VIR_FROM_TEST, code, "f", "f", 1, "%s",
                                                                "stock's words");
        };
    }
    [[nodiscard]] Stream stream() const { return {virStreamNew(conn.get(), 0), virStreamFree}; }
    [[nodiscard]] int open(const Stream &stream, const char *name, unsigned flags = 0) const
    {
        return virDomainOpenConsole(conn.domain(), name, stream.get(), flags);
    }
    /// What a client is told who is to be refused.
    [[nodiscard]] std::string refusal(const char *name, int code)
    {
        const Stream client = stream();  // freeing it forgets the error
        EXPECT_EQ(open(client, name), -1);
        EXPECT_EQ(virGetLastErrorCode(), code) << virGetLastErrorMessage();
        return virGetLastErrorMessage();
    }
    void expect_stocks_answer(const char *name, int code = VIR_ERR_INTERNAL_ERROR)
    {
        const std::string said = refusal(name, code);
        EXPECT_NE(said.find("stock's words"), said.npos) << said;
    }

    fake::StockDriver &stock = fake::StockDriver::instance();
    const fake::Connection conn{fake::xen_uri};
    const Guest guest;
};

TEST_F(Console, DataGoesBothWays)
{
    const Stream client = stream();
    ASSERT_EQ(open(client, "serial1"), 0) << virGetLastErrorMessage();
    EXPECT_EQ(virStreamSend(client.get(), "ls\n", 3), 3);
    EXPECT_EQ(guest.read(), "ls\n");
    guest.write("login: ");
    std::array<char, 16> text{};
    EXPECT_EQ(virStreamRecv(client.get(), text.data(), text.size()), 7);
    EXPECT_EQ(virStreamFinish(client.get()), 0);
}

TEST_F(Console, ATerminalHasOneClientUntilItLeaves)
{
    const Stream first = stream(), second = stream(), third = stream();
    ASSERT_EQ(open(first, "serial1"), 0);
    EXPECT_EQ(open(second, "serial1"), -1);
    EXPECT_EQ(virGetLastErrorCode(), VIR_ERR_OPERATION_FAILED);
    ASSERT_EQ(open(second, "serial1", VIR_DOMAIN_CONSOLE_FORCE), 0) << virGetLastErrorMessage();
    EXPECT_LT(virStreamSend(first.get(), "x", 1), 0) << "the first was ended";
    EXPECT_EQ(virStreamSend(second.get(), "y", 1), 1);
    EXPECT_EQ(virStreamFinish(second.get()), 0);
    ASSERT_EQ(open(third, "serial1"), 0) << virGetLastErrorMessage();
    EXPECT_EQ(virStreamAbort(third.get()), 0);
}

TEST_F(Console, OfManyWhoTakeItByForceOneHasIt)
{
    std::vector<Stream> clients;
    for (int client = 0; client < 32; ++client) clients.push_back(stream());
    std::vector<std::thread> threads;
    for (const Stream &client : clients)
        threads.emplace_back([this, &client] { static_cast<void>(open(client, "serial1", VIR_DOMAIN_CONSOLE_FORCE)); });
    for (std::thread &thread : threads) thread.join();
    const auto has_it = [](const Stream &client) { return virStreamSend(client.get(), "x", 1) == 1; };
    EXPECT_EQ(std::count_if(clients.begin(), clients.end(), has_it), 1);
    for (const Stream &client : clients) virStreamAbort(client.get());
    const Stream last = stream();
    EXPECT_EQ(open(last, "serial1"), 0) << virGetLastErrorMessage();
    virStreamAbort(last.get());
}

TEST_F(Console, WhatTheStockDriverOpensOrForbidsIsItsOwn)
{
    for (const int code : {VIR_ERR_ACCESS_DENIED, VIR_ERR_OPERATION_INVALID, VIR_ERR_INVALID_ARG}) {
        fail_with(code);
        expect_stocks_answer("serial1", code);
    }
    stock.numbers["virDomainOpenConsole"] = 0;
    EXPECT_EQ(open(stream(), "serial1"), 0);
}

TEST_F(Console, ANameThatNobodyHasIsTheStockDriversToRefuse)
{
    expect_stocks_answer("serial9");
    expect_stocks_answer("serial0");
    expect_stocks_answer(nullptr);
}

TEST_F(Console, WithoutANameItIsTheLowestSerialPortIfTheStockDriverHasNone)
{
    define("<serial type='null'><target port='3'/></serial><serial><target port='1'/></serial>");
    fail_with(VIR_ERR_INTERNAL_ERROR);
    const Stream client = stream();
    ASSERT_EQ(open(client, nullptr), 0) << virGetLastErrorMessage();
    EXPECT_EQ(virStreamAbort(client.get()), 0);
}

TEST_F(Console, PortsThatHaveNoTerminalSaySo)
{
    const std::string null = refusal("serial2", VIR_ERR_OPERATION_INVALID);
    EXPECT_NE(null.find("'serial2' is no terminal"), null.npos) << null;
    fake::terminals().clear();
    const std::string unknown = refusal("serial1", VIR_ERR_OPERATION_INVALID);
    EXPECT_NE(unknown.find("'serial1' is not known"), unknown.npos) << unknown;
}

TEST_F(Console, ADeviceModelNamesTerminalsOnly)
{
    for (const char *path : {"/etc/passwd", "/dev/pts/../../etc/passwd", "/dev/pts/", "/dev/pts/99999"}) {
        fake::terminals()[5][{chardev::Kind::serial, 1}] = path;
        const std::string said = refusal("serial1", VIR_ERR_OPERATION_INVALID);
        EXPECT_NE(said.find(path), said.npos) << said;
    }
}

}  // namespace
