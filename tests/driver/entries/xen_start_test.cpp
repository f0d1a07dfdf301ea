// SPDX-License-Identifier: LGPL-2.1-or-later
// Guests with several serial ports that were stored before the module was installed: no entry lets the stock driver start one.
#include <filesystem>
#include <fstream>
#include <functional>

#include <gtest/gtest.h>
#include <libvirt/virterror.h>
#include <sys/stat.h>

#include "driver/entries/saved_image.hpp"
#include "driver/entries/wrap.hpp"
#include "driver/fake_stock.hpp"
#include "driver/fake_xen.hpp"
#include "driver/load/libvirt_private.hpp"

namespace {

using chardev::driver::Api;
using chardev::driver::document_in_image;

const std::string deadly = fake::xen_domain("<serial type='pty'/><serial type='pty'/>");
const std::string harmless = fake::xen_domain("<serial type='pty'/>");
const std::filesystem::path files = fake::directory;

class XenStart : public testing::Test {
protected:
    void SetUp() override
    {
        stock.reset();
        std::filesystem::create_directory(files);
        stock.texts["virDomainGetXMLDesc"] = harmless;
    }
    void TearDown() override { std::filesystem::remove_all(files); }

    void expect_refused(const char *function, int result)
    {
        EXPECT_EQ(result, -1) << function;
        EXPECT_EQ(virGetLastErrorCode(), VIR_ERR_OPERATION_INVALID) << function << ": " << virGetLastErrorMessage();
        EXPECT_NE(std::string(virGetLastErrorMessage()).find("define it again"), std::string::npos)
            << virGetLastErrorMessage();
        EXPECT_EQ(stock.count(function), 0U) << function;
    }
    template <auto Entry>
    [[nodiscard]] static auto function(const char *name)
    {
        return reinterpret_cast<chardev::driver::EntryFunction<Entry>>(chardev::driver::libvirt_function(name));
    }
    std::string image(const std::string &document, const std::string &magic = {}) const
    {
        fake::write_image(files / "fake.save", document, magic);
        return files / "fake.save";
    }

    fake::StockDriver &stock = fake::StockDriver::instance();
    const fake::Connection conn{fake::xen_uri};
};

TEST_F(XenStart, ADefinitionWithSeveralIsNotStarted)
{
    stock.texts["virDomainGetXMLDesc"] = deadly;
    expect_refused("virDomainCreate", virDomainCreate(conn.domain()));
    expect_refused("virDomainCreateWithFlags", virDomainCreateWithFlags(conn.domain(), 0));
    expect_refused("virDomainCreateWithFiles", virDomainCreateWithFiles(conn.domain(), 0, nullptr, 0));
    expect_refused("virDomainSetAutostart", virDomainSetAutostart(conn.domain(), 1));
    EXPECT_EQ(virDomainSetAutostart(conn.domain(), 0), 0);
}

TEST_F(XenStart, NorForACallerWhoMayNotSeeIt)
{
    stock.deny_callers({"virDomainGetXMLDesc"});
    stock.texts["virDomainGetXMLDesc"] = deadly;
    expect_refused("virDomainCreate", virDomainCreate(conn.domain()));
    stock.texts["virDomainGetXMLDesc"] = harmless;
    EXPECT_EQ(virDomainCreate(conn.domain()), 0) << virGetLastErrorMessage();
}

TEST_F(XenStart, WhatWeLoweredIsStarted)
{
    stock.texts["virDomainGetXMLDesc"] = conn.lowered(deadly);
    EXPECT_EQ(virDomainCreate(conn.domain()), 0) << virGetLastErrorMessage();
    EXPECT_EQ(virDomainSetAutostart(conn.domain(), 1), 0) << virGetLastErrorMessage();
}

TEST_F(XenStart, AnImageWithSeveralIsNotRestored)
{
    const std::string file = image(deadly);
    expect_refused("virDomainRestore", virDomainRestore(conn.get(), file.c_str()));
    expect_refused("virDomainRestoreFlags", virDomainRestoreFlags(conn.get(), file.c_str(), nullptr, 0));
    EXPECT_EQ(virDomainRestore(conn.get(), image(harmless).c_str()), 0) << virGetLastErrorMessage();
}

TEST_F(XenStart, ADocumentThatIsTooLargeToReadIsNotRestored)
{
    const auto refusal = [this](const std::string &document) -> std::string {
        EXPECT_EQ(virDomainRestore(conn.get(), image(document).c_str()), -1);
        return virGetLastErrorMessage();
    };
    EXPECT_NE(refusal(deadly + std::string(17U << 20U, ' ')).find("16 MiB"), std::string::npos);
    EXPECT_NE(refusal(deadly + std::string(17U << 20U, '\0')).find("define it again"), std::string::npos);
    EXPECT_EQ(stock.count("virDomainRestore"), 0U);
}

TEST_F(XenStart, NorIsAManagedSaveImage)
{
    image(deadly);
    expect_refused("virDomainCreate", virDomainCreate(conn.domain()));
    expect_refused("virDomainSetAutostart", virDomainSetAutostart(conn.domain(), 1));
    stock.texts["virDomainGetXMLDesc"] = deadly;
    image(harmless);
    EXPECT_EQ(virDomainCreate(conn.domain()), 0) << "the image decides: " << virGetLastErrorMessage();
}

TEST_F(XenStart, TheImageIsTheStockDriversWhateverTheClientCallsTheGuest)
{
    image(deadly);
    constexpr unsigned char uuid[VIR_UUID_BUFLEN] = {1};
    for (const char *name : {"other", "../other"}) {
        const virDomainPtr domain = chardev::driver::libvirt_private().get_domain(conn.get(), name, uuid, -1);
        expect_refused("virDomainCreate", virDomainCreate(domain));
        virDomainFree(domain);
    }
}

TEST_F(XenStart, OnesThatWaitAreNotAutostartedEither)
{
    const std::string waiting = "<serial/><serial type='tcp'><listen addr='127.0.0.1' port='12356'/></serial>";
    const std::string lowered = conn.lowered(fake::xen_domain(waiting));
    image(lowered);
    EXPECT_EQ(virDomainSetAutostart(conn.domain(), 1), -1) << "as it was saved";
    EXPECT_EQ(virGetLastErrorCode(), VIR_ERR_OPERATION_INVALID);
    std::filesystem::remove(files / "fake.save");
    EXPECT_EQ(virDomainSetAutostart(conn.domain(), 1), 0) << virGetLastErrorMessage();
    stock.texts["virDomainGetXMLDesc"] = lowered;
    EXPECT_EQ(virDomainSetAutostart(conn.domain(), 1), -1) << "as it is defined";
}

TEST_F(XenStart, NorASnapshotRevertedTo)
{
    stock.texts["virDomainSnapshotGetXMLDesc"] = "<domainsnapshot><name>s</name>" + deadly + "</domainsnapshot>";
    const virDomainSnapshotPtr snapshot = chardev::driver::libvirt_private().get_snapshot(conn.domain(), "s");
    expect_refused("virDomainRevertToSnapshot", virDomainRevertToSnapshot(snapshot, 0));
    virDomainSnapshotFree(snapshot);
}

TEST_F(XenStart, AGuestThatArrivesWithSeveralIsNotTakenIn)
{
    virTypedParameterPtr params = nullptr;
    int count = 0, room = 0;
    virTypedParamsAddString(&params, &count, &room, VIR_MIGRATE_PARAM_DEST_XML, deadly.c_str());
    const virConnectPtr to = conn.get();
    const char *xml = deadly.c_str();
    const auto stream = virStreamNew(to, 0);
    const std::pair<const char *, std::function<int(const char *)>> prepares[] = {
        {"virDomainMigratePrepare2",
         [=](const char *f) {
             return function<&Api::domainMigratePrepare2>(f)(to, nullptr, nullptr, nullptr, nullptr, 0, nullptr, 0,
                                                             xml);
         }},
        {"virDomainMigratePrepare3",
         [=](const char *f) {
             return function<&Api::domainMigratePrepare3>(f)(to, nullptr, 0, nullptr, nullptr, nullptr, nullptr, 0,
                                                             nullptr, 0, xml);
         }},
        {"virDomainMigratePrepare3Params",
         [=](const char *f) {
             return function<&Api::domainMigratePrepare3Params>(f)(to, params, count, nullptr, 0, nullptr, nullptr,
                                                                   nullptr, 0);
         }},
        {"virDomainMigratePrepareTunnel3",
         [=](const char *f) {
             return function<&Api::domainMigratePrepareTunnel3>(f)(to, stream, nullptr, 0, nullptr, nullptr, 0, nullptr,
                                                                   0, xml);
         }},
        {"virDomainMigratePrepareTunnel3Params",
         [=](const char *f) {
             return function<&Api::domainMigratePrepareTunnel3Params>(f)(to, stream, params, count, nullptr, 0, nullptr,
                                                                         nullptr, 0);
         }},
    };
    for (const auto &[name, prepare] : prepares) expect_refused(name, prepare(name));
    virStreamFree(stream);
    virTypedParamsFree(params, count);
}

TEST_F(XenStart, ADefinitionThatArrivesAloneIsTakenInAndLowered)
{
    const auto prepare = function<&Api::domainMigratePrepare3>("virDomainMigratePrepare3");
    prepare(conn.get(), nullptr, 0, nullptr, nullptr, nullptr, nullptr, VIR_MIGRATE_OFFLINE, nullptr, 0,
            deadly.c_str());
    EXPECT_NE(stock.call("virDomainMigratePrepare3").texts.at(0).find("<xen:commandline"), std::string::npos);
}

TEST_F(XenStart, ImagesOfQemuAreReadInEitherByteOrder)
{
    for (const auto order : {fake::ByteOrder::hosts, fake::ByteOrder::swapped}) {
        fake::write_qemu_image(files / "qemu.save", deadly, order);
        EXPECT_EQ(document_in_image(files / "qemu.save"), deadly);
        std::filesystem::resize_file(files / "qemu.save", 60);
        EXPECT_FALSE(document_in_image(files / "qemu.save")) << "a part of the header";
    }
}

TEST_F(XenStart, ImagesOfOthersAndWhatIsNoFileAreTheStockDrivers)
{
    EXPECT_EQ(document_in_image(image(deadly)), deadly);
    EXPECT_FALSE(document_in_image(image(deadly, "LibvirtQemudPart")));
    EXPECT_FALSE(document_in_image(image({}, "libvirt-xml")));
    EXPECT_FALSE(document_in_image(files));
    EXPECT_FALSE(document_in_image(files / "missing"));
    const std::string pipe = files / "pipe";
    ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
    EXPECT_FALSE(document_in_image(pipe));
    std::filesystem::resize_file(image(deadly), 80);
    EXPECT_FALSE(document_in_image(files / "fake.save")) << "shorter than it says";
}

}  // namespace
