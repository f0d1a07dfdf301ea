// SPDX-License-Identifier: LGPL-2.1-or-later
// Locks of definitions: the stock driver never writes a definition while we replace it, and nobody waits longer than necessary.
#include <atomic>
#include <chrono>
#include <functional>
#include <thread>

#include <gtest/gtest.h>
#include <libvirt/virterror.h>

#include "driver/documents.hpp"
#include "driver/entries/definition_lock.hpp"
#include "driver/fake_stock.hpp"
#include "driver/load/dummy_objects.hpp"
#include "driver/load/entry_list.hpp"
#include "driver/stored_guest.hpp"
#include "qemu/policy.hpp"

namespace {

using namespace chardev::driver;
using documents::domain;

constexpr const char *nodelay =
    "<console type='tcp'><listen addr='::1' port='1'><nowait/><nodelay/></listen></console>";
constexpr unsigned config = VIR_DOMAIN_AFFECT_CONFIG;

class Lock : public testing::Test {
protected:
    void SetUp() override
    {
        stock.reset();
        stock.numbers["virDomainIsPersistent"] = 1;
        stock.texts["virDomainGetXMLDesc"] = domain("<serial type='pty'><target port='0'/></serial>");
    }
    /// The guest that libvirt's API is driven with, and the one that every name stands for.
    [[nodiscard]] Guest guest(unsigned char first_byte) const { return {decorated(conn.get()).stock, {first_byte}}; }

    /// Whether `call` comes to the stock driver's `function` only when what `Held` holds is let go.
    template <class Held>
    void expect_waits(const std::string &function, const std::function<void()> &call)
    {
        stock.reset();
        stock.numbers[function] = -1;  // nothing that would have to be freed
        std::thread caller;
        {
            const Held bench_guest(guest(0));
            const Held named_guest(guest(1));
            caller = std::thread(call);
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
            EXPECT_EQ(stock.count(function), 0U) << function;
        }
        caller.join();
        EXPECT_EQ(stock.count(function), 1U) << function;
    }

    fake::StockDriver &stock = fake::StockDriver::instance();
    const fake::Connection conn{fake::uri};
};

template <auto... Members>
std::vector<std::string> functions_of(ReachedBy<Members>... listed)
{
    return {listed.function...};
}

TEST_F(Lock, EveryEntryThatCanWriteADefinitionWaitsForOneThatIsStored)
{
    auto writers = std::apply([](auto... listed) { return functions_of(listed...); }, writer_list);
    writers.insert(writers.end(), {"virDomainAttachDevice", "virDomainAttachDeviceFlags", "virDomainUpdateDeviceFlags",
                                   "virDomainDetachDevice", "virDomainDetachDeviceFlags", "virDomainDetachDeviceAlias",
                                   "virDomainSnapshotCreateXML", "virDomainRevertToSnapshot",
                                   "virDomainMigratePerform3", "virDomainMigratePerform3Params"});
    DummyObjects dummies(conn.get());
    for (const Entry &entry : all_entries()) {
        if (std::find(writers.begin(), writers.end(), entry.function) == writers.end() ||
            !libvirt_function(entry.function))
            continue;
        if (std::string(entry.function).ends_with("Finish3Params"))
            continue;  // the guest's name is among the parameters: below
        expect_waits<ReplacingLock>(entry.function,
                                    [&] { entry.drive(libvirt_function(entry.function), dummies, entry.numbers); });
    }
}

TEST_F(Lock, ADefinitionWaitsForOneThatIsStored)
{
    const auto xml = domain("");
    expect_waits<ReplacingLock>("virDomainDefineXML", [&] { virDomainDefineXML(conn.get(), xml.c_str()); });
    expect_waits<ReplacingLock>("virDomainDefineXMLFlags",
                                [&] { virDomainDefineXMLFlags(conn.get(), xml.c_str(), 0); });
}

TEST_F(Lock, TheNameOfAGuestThatArrivesMayBeAmongParameters)
{
    virTypedParameterPtr params = nullptr;
    int count = 0, room = 0;
    virTypedParamsAddString(&params, &count, &room, VIR_MIGRATE_PARAM_DEST_NAME, "fake");
    const auto finish =
        reinterpret_cast<decltype(Api::domainMigrateFinish3Params)>(libvirt_function("virDomainMigrateFinish3Params"));
    expect_waits<ReplacingLock>("virDomainMigrateFinish3Params",
                                [&] { finish(conn.get(), params, count, nullptr, 0, nullptr, nullptr, 0, 0); });
    virTypedParamsFree(params, count);
}

TEST_F(Lock, WhoEditsAGuestOrMakesItWaitOrStartByItselfWaitsForWhoDoes)
{
    expect_waits<EditingLock>("virDomainSetAutostart", [&] { virDomainSetAutostart(conn.domain(), 1); });
    const auto waiting = domain(documents::waiting_port);
    expect_waits<EditingLock>("virDomainDefineXML", [&] { virDomainDefineXML(conn.get(), waiting.c_str()); });
}

TEST_F(Lock, AnythingElseWaitsForNobody)
{
    const ReplacingLock replaced(guest(1));
    const EditingLock edited(guest(1));
    EXPECT_EQ(virDomainIsActive(conn.domain()), 0);
    EXPECT_EQ(virDomainCreate(conn.domain()), 0);
    EXPECT_EQ(virDomainSetAutostart(fake::Connection(fake::crowd_uri).domain(), 1), 0) << "another stock driver's";
}

TEST_F(Lock, ADefinitionIsNotStoredAnewWhileTheStockDriverWrites)
{
    std::atomic<bool> may_end{false};
    stock.during = [&](const fake::Call &call) {
        while (call.function == "virDomainSetVcpusFlags" && !may_end) std::this_thread::yield();
    };
    std::thread writer([&] { virDomainSetVcpusFlags(conn.domain(), 1, config); });
    while (!stock.count("virDomainSetVcpusFlags")) std::this_thread::yield();
    std::thread edit([&] { EXPECT_EQ(virDomainAttachDeviceFlags(conn.domain(), nodelay, config), 0); });
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    EXPECT_EQ(stock.count("virDomainDefineXMLFlags"), 0U);
    EXPECT_EQ(virDomainSetMemoryFlags(conn.domain(), 1, config), 0) << "one that waits for its turn holds up nobody";
    may_end = true;
    writer.join();
    edit.join();
    EXPECT_EQ(stock.count("virDomainDefineXMLFlags"), 1U);
}

/// `change` comes right behind the first look at the whole definition.
void behind_first_look(fake::StoredGuest &guest, const std::function<void()> &change)
{
    guest.before = [change, looks = std::make_shared<int>(0)](const fake::Call &call) {
        const bool whole = call.flags & VIR_DOMAIN_XML_SECURE;
        if (call.function == "virDomainGetXMLDesc" && *looks + (whole ? 1 : 0) > 0 && ++*looks == 2) change();
    };
}

TEST_F(Lock, ADefinitionThatChangedMeanwhileIsLookedAtAgain)
{
    fake::StoredGuest stored(domain("<serial type='pty'><target port='0'/></serial>"));
    behind_first_look(stored, [&] { stored.set(domain("<serial type='null'><target port='0'/></serial>")); });
    ASSERT_EQ(virDomainAttachDeviceFlags(conn.domain(), nodelay, config), 0) << virGetLastErrorMessage();
    EXPECT_NE(stored.document().find("<serial type='null'>"), std::string::npos) << stored.document();
}

TEST_F(Lock, AGuestThatWasUndefinedMeanwhileStaysUndefined)
{
    fake::StoredGuest stored(domain("<serial type='pty'><target port='0'/></serial>"));
    behind_first_look(stored, [&] { stock.numbers["virDomainGetXMLDesc"] = -1; });
    EXPECT_EQ(virDomainAttachDeviceFlags(conn.domain(), nodelay, config), -1);
    EXPECT_EQ(stock.count("virDomainDefineXMLFlags") + stock.count("virDomainAttachDeviceFlags"), 0U);
}

/// Another client's definition with this document comes right before the first call of `function`.
void before_first_call(fake::StoredGuest &guest, const std::string &function, const std::string &document)
{
    guest.before = [&guest, function, document, came = std::make_shared<bool>(false)](const fake::Call &call) {
        if (call.function == function && !std::exchange(*came, true)) guest.set(document);
    };
}

TEST_F(Lock, AnAttachThatADefinitionCameBetweenIsMadeAgain)
{
    fake::StoredGuest stored(domain("<serial type='pty'><target port='0'/></serial>"));
    before_first_call(stored, "virDomainAttachDeviceFlags",
                      domain("<serial type='pty'/><serial type='pty'><target port='1'/></serial>"));
    ASSERT_EQ(virDomainAttachDeviceFlags(conn.domain(), "<console/>", config), 0) << virGetLastErrorMessage();
    EXPECT_EQ(stock.count("virDomainDetachDeviceFlags"), 1U);
    EXPECT_NE(stock.last("virDomainAttachDeviceFlags").texts.at(0).find("port='2'"), std::string::npos);
    EXPECT_NE(stored.document().find("index='2'"), std::string::npos) << stored.document();
    EXPECT_EQ(stored.document().find("index='1'"), std::string::npos) << stored.document();
}

TEST_F(Lock, AnAttachThatFailsForADefinitionThatCameBetweenIsMadeAgain)
{
    fake::StoredGuest stored(domain("<serial type='pty'><target port='0'/></serial>"));
    stock.numbers["virDomainAttachDeviceFlags"] = -1;
    stored.before = [&](const fake::Call &call) {
        if (call.function == "virDomainAttachDeviceFlags" && stock.count(call.function) == 1)
            stored.set(domain("<serial type='pty'/><serial type='pty'><target port='1'/></serial>"));
        else if (call.function == "virDomainAttachDeviceFlags")
            stock.numbers[call.function] = 0;
    };
    ASSERT_EQ(virDomainAttachDeviceFlags(conn.domain(), "<console/>", config), 0) << virGetLastErrorMessage();
    EXPECT_NE(stock.last("virDomainAttachDeviceFlags").texts.at(0).find("port='2'"), std::string::npos);
}

TEST_F(Lock, ANoteThatIsTakenBackLeavesWhatOthersDefined)
{
    const auto theirs = conn.lowered(domain("<serial/><console/>"));
    fake::StoredGuest stored(domain("<serial type='pty'><target port='0'/></serial>"));
    stock.numbers["virDomainAttachDeviceFlags"] = -1;
    before_first_call(stored, "virDomainAttachDeviceFlags", theirs);
    EXPECT_EQ(virDomainAttachDeviceFlags(conn.domain(), "<console><target port='1'/></console>", config), -1);
    EXPECT_EQ(chardev::raise(stored.document(), chardev::qemu::live_policy(), chardev::View::written),
              chardev::raise(theirs, chardev::qemu::live_policy(), chardev::View::written));
}

TEST_F(Lock, AnAttachThatCannotBeUndoneIsNotMadeTwice)
{
    fake::StoredGuest stored(domain("<serial type='pty'><target port='0'/></serial>"));
    before_first_call(stored, "virDomainAttachDeviceFlags",
                      domain("<serial type='pty'/><serial type='pty'><target port='1'/></serial>"));
    stock.numbers["virDomainDetachDeviceFlags"] = -1;
    EXPECT_EQ(virDomainAttachDeviceFlags(conn.domain(), "<console/>", config), -1);
    EXPECT_EQ(stock.count("virDomainAttachDeviceFlags"), 1U);
}

TEST_F(Lock, ADetachThatADefinitionCameBetweenIsMadeAgain)
{
    const auto first = conn.lowered(domain("<console/>"));
    fake::StoredGuest stored(first);
    stock.numbers["virDomainDetachDeviceFlags"] = -1;
    stored.before = [&](const fake::Call &call) {
        if (call.function != "virDomainDetachDeviceFlags") return;
        stored.set(first + "\n");
        stock.numbers[call.function] = stock.count(call.function) == 2 ? 0 : -1;
    };
    EXPECT_EQ(virDomainDetachDeviceFlags(conn.domain(), "<console/>", config), 0) << virGetLastErrorMessage();
    EXPECT_EQ(stock.count("virDomainDetachDeviceFlags"), 2U);
}

TEST_F(Lock, AGuestWithABlockJobGetsNoNewDefinition)
{
    const auto copied = domain("<disk><source file='/a'/><mirror type='file'/></disk><serial type='pty'/>");
    stock.during = [&](const fake::Call &call) {
        if (call.function == "virDomainGetXMLDesc")
            stock.texts[call.function] = call.flags ? domain("<serial type='pty'/>") : copied;
    };
    EXPECT_EQ(virDomainAttachDeviceFlags(conn.domain(), nodelay, config), -1);
    EXPECT_NE(std::string(virGetLastErrorMessage()).find("block job"), std::string::npos) << virGetLastErrorMessage();
    EXPECT_EQ(stock.count("virDomainDefineXMLFlags"), 0U);
    stock.during = nullptr;
    const fake::StoredGuest stored(copied);
    EXPECT_EQ(virDomainAttachDeviceFlags(conn.domain(), "<console/>", config), 0)
        << "the stock driver needs no new definition";
}

TEST_F(Lock, WithoutAllLocksNoDefinitionIsStoredAnew)
{
    const fake::Connection unlocked(fake::unlocked_uri);
    const fake::StoredGuest stored(domain("<serial type='pty'><target port='0'/></serial>"));
    EXPECT_EQ(virDomainAttachDeviceFlags(unlocked.domain(), nodelay, config), -1);
    EXPECT_EQ(virGetLastErrorCode(), VIR_ERR_CONFIG_UNSUPPORTED) << virGetLastErrorMessage();
    EXPECT_EQ(stock.count("virDomainDefineXMLFlags"), 0U);
    EXPECT_EQ(virDomainAttachDeviceFlags(unlocked.domain(), "<console/>", config), 0) << virGetLastErrorMessage();
    EXPECT_EQ(virDomainUndefine(unlocked.domain()), 0) << "all others work";
}

}  // namespace
