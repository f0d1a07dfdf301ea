// SPDX-License-Identifier: LGPL-2.1-or-later
// Guests that wait for a client: how many may at once, and that they are not started automatically.
#include <condition_variable>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <thread>
#include <vector>

#include <gtest/gtest.h>
#include <libvirt/virterror.h>
#include <sys/stat.h>
#include <unistd.h>

#include "driver/documents.hpp"
#include "driver/entries/waiting.hpp"
#include "driver/fake_stock.hpp"
#include "driver/fake_xen.hpp"

namespace {

using documents::domain;

class Waiting : public testing::Test {
protected:
    void SetUp() override
    {
        stock.reset();
        waits = conn.lowered(domain(documents::waiting_port));
        stock.reset();
    }
    /// By the last call of the stock driver; one that says what is so already only asks whether the caller may.
    [[nodiscard]] bool was_enabled() const { return stock.last("virDomainSetAutostart").flags == 1; }
    fake::StockDriver &stock = fake::StockDriver::instance();
    const fake::Connection conn{fake::uri};
    std::string waits;  ///< a stock document of a guest that waits
};

/// Holds every guest that is started until it is opened.
class Gate {
public:
    void wait()
    {
        std::unique_lock lock(mutex_);
        ++waiting_;
        changed_.notify_all();
        changed_.wait(lock, [this] { return open_; });
    }
    void wait_for(unsigned number)
    {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [this, number] { return waiting_ == number; });
    }
    void open()
    {
        const std::lock_guard lock(mutex_);
        open_ = true;
        changed_.notify_all();
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    unsigned waiting_ = 0;
    bool open_ = false;
};

TEST_F(Waiting, OneMoreThanTheLimitIsRefusedUntilOneIsThrough)
{
    stock.texts["virDomainGetXMLDesc"] = waits;
    Gate gate;
    stock.during = [&gate](const fake::Call &call) {
        if (call.function == "virDomainCreate") gate.wait();
    };
    const unsigned limit = chardev::driver::waiting_limit();
    std::vector<std::thread> starts;
    for (unsigned i = 0; i < limit; ++i) starts.emplace_back([this] { EXPECT_EQ(virDomainCreate(conn.domain()), 0); });
    gate.wait_for(limit);
    EXPECT_EQ(virDomainCreateWithFlags(conn.domain(), 0), -1);
    EXPECT_EQ(virGetLastErrorCode(), VIR_ERR_OPERATION_DENIED);
    EXPECT_EQ(virDomainCreateXML(conn.get(), domain(documents::waiting_port).c_str(), 0), nullptr);
    EXPECT_EQ(stock.count("virDomainCreateWithFlags") + stock.count("virDomainCreateXML"), 0U);
    virDomainFree(virDomainCreateXML(conn.get(), domain(documents::going_port).c_str(), 0));
    EXPECT_EQ(stock.count("virDomainCreateXML"), 1U) << "a guest that does not wait needs no place";
    gate.open();
    for (std::thread &start : starts) start.join();
    EXPECT_EQ(virDomainCreateWithFlags(conn.domain(), 0), 0);
}

TEST_F(Waiting, TheManagedSaveImageDecidesIfThereIsOne)
{
    stock.numbers["virDomainHasManagedSaveImage"] = 1;
    EXPECT_EQ(virDomainCreate(conn.domain()), 0);
    EXPECT_EQ(stock.count("virDomainManagedSaveGetXMLDesc"), 1U);
    stock.reset();
    stock.numbers["virDomainHasManagedSaveImage"] = 1;
    EXPECT_EQ(virDomainCreateWithFlags(conn.domain(), VIR_DOMAIN_START_FORCE_BOOT), 0);
    EXPECT_EQ(stock.count("virDomainManagedSaveGetXMLDesc"), 0U);
}

TEST_F(Waiting, AutostartOfAGuestThatWaitsIsRefused)
{
    stock.texts["virDomainGetXMLDesc"] = waits;
    EXPECT_EQ(virDomainSetAutostart(conn.domain(), 1), -1);
    EXPECT_EQ(virGetLastErrorCode(), VIR_ERR_OPERATION_INVALID);
    EXPECT_FALSE(was_enabled());
    EXPECT_EQ(virDomainSetAutostart(conn.domain(), 0), 0);
}

TEST_F(Waiting, AutostartOfAGuestThatWasSavedWaitingIsRefused)
{
    stock.texts["virDomainGetXMLDesc"] = domain("<serial type='pty'/>");
    stock.texts["virDomainManagedSaveGetXMLDesc"] = waits;
    EXPECT_EQ(virDomainSetAutostart(conn.domain(), 1), 0) << "there is no image";
    EXPECT_TRUE(was_enabled());
    stock.numbers["virDomainHasManagedSaveImage"] = 1;
    EXPECT_EQ(virDomainSetAutostart(conn.domain(), 1), -1);
    EXPECT_EQ(virGetLastErrorCode(), VIR_ERR_OPERATION_INVALID);
    EXPECT_FALSE(was_enabled());
}

TEST_F(Waiting, AnImageThatTheDaemonCanOpenIsReadWithoutTheStockDriverWhoLogsItsErrors)
{
    const std::filesystem::path files = fake::directory, image = files / "fake.save";
    stock.texts["virDomainGetXMLDesc"] = domain("<serial type='pty'/>");
    std::filesystem::create_directory(files);
    fake::write_qemu_image(image, waits);
    EXPECT_EQ(virDomainSetAutostart(conn.domain(), 1), -1);
    std::ofstream(image) << "damaged";
    EXPECT_EQ(virDomainSetAutostart(conn.domain(), 1), 0);
    EXPECT_EQ(virDomainRestore(conn.get(), image.c_str()), 0);
    EXPECT_EQ(virDomainRestore(conn.get(), "missing"), 0);
    std::filesystem::remove_all(files);
    for (const char *look :
         {"virDomainHasManagedSaveImage", "virDomainManagedSaveGetXMLDesc", "virDomainSaveImageGetXMLDesc"})
        EXPECT_EQ(stock.count(look), 0U) << look;
}

TEST_F(Waiting, AutostartOfAGuestThatRunsWithAPortThatWaitedIsRefused)
{
    stock.during = [this](const fake::Call &call) {
        const bool stored = call.flags & VIR_DOMAIN_XML_INACTIVE;
        if (call.function == "virDomainGetXMLDesc")
            stock.texts[call.function] = stored ? domain("<serial type='pty'/>") : waits;
    };
    EXPECT_EQ(virDomainSetAutostart(conn.domain(), 1), -1);
    EXPECT_FALSE(was_enabled());
}

TEST_F(Waiting, WhatWaitsIsNotSavedForAGuestThatIsAutostarted)
{
    stock.numbers["virDomainGetAutostart="] = 1;
    EXPECT_EQ(virDomainManagedSaveDefineXML(conn.domain(), domain(documents::waiting_port).c_str(), 0), -1);
    EXPECT_EQ(virGetLastErrorCode(), VIR_ERR_OPERATION_INVALID);
    EXPECT_EQ(stock.count("virDomainManagedSaveDefineXML"), 0U);
    EXPECT_EQ(virDomainManagedSaveDefineXML(conn.domain(), domain(documents::going_port).c_str(), 0), 0);
}

TEST_F(Waiting, AGuestThatIsAutostartedIsNotRevertedToWaiting)
{
    const virDomainSnapshotPtr snapshot = chardev::driver::libvirt_private().get_snapshot(conn.domain(), "before");
    stock.texts["virDomainSnapshotGetXMLDesc"] = waits;
    stock.numbers["virDomainGetAutostart="] = 1;
    EXPECT_EQ(virDomainRevertToSnapshot(snapshot, 0), -1);
    EXPECT_EQ(virGetLastErrorCode(), VIR_ERR_OPERATION_INVALID);
    EXPECT_EQ(stock.count("virDomainRevertToSnapshot"), 0U);
    stock.numbers.clear();
    EXPECT_EQ(virDomainRevertToSnapshot(snapshot, 0), 0);
    virDomainSnapshotFree(snapshot);
}

TEST_F(Waiting, AnImageInAPipeIsNotReadBeforeTheStockDriver)
{
    const std::string pipe = testing::TempDir() + "libvirt-chardev-" + std::to_string(::getpid());
    ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
    EXPECT_EQ(virDomainRestore(conn.get(), pipe.c_str()), 0);
    EXPECT_EQ(stock.functions(), std::vector<std::string>{"virDomainRestore"});
    ::unlink(pipe.c_str());
}

TEST_F(Waiting, AutostartOfAnyOtherGuestIsTheStockDrivers)
{
    stock.texts["virDomainGetXMLDesc"] = domain("<serial type='pty'/>");
    EXPECT_EQ(virDomainSetAutostart(conn.domain(), 1), 0);
    EXPECT_EQ(stock.call("virDomainSetAutostart").flags, 1U);
}

TEST_F(Waiting, ADefinitionThatWaitsOverAGuestThatIsAutostartedIsRefused)
{
    stock.numbers["virDomainGetAutostart="] = 1;
    EXPECT_EQ(virDomainDefineXML(conn.get(), domain(documents::waiting_port).c_str()), nullptr);
    EXPECT_EQ(virGetLastErrorCode(), VIR_ERR_OPERATION_INVALID);
    EXPECT_EQ(stock.call("virDomainLookupByName").texts.at(0), "fake");
    EXPECT_EQ(stock.count("virDomainDefineXML"), 0U);
    virDomainFree(virDomainDefineXML(conn.get(), domain(documents::going_port).c_str()));
    EXPECT_EQ(stock.count("virDomainDefineXML"), 1U);
}

}  // namespace
