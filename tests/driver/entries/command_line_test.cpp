// SPDX-License-Identifier: LGPL-2.1-or-later
// Command lines through the public API: an entry of ours alone, with libvirt's own access check before it.
#include <cstdlib>
#include <string>

#include <gtest/gtest.h>
#include <libvirt/virterror.h>

#include "driver/entries/decorate.hpp"
#include "driver/fake_stock.hpp"
#include "driver/load/libvirt_private.hpp"

namespace {

using namespace chardev::driver;

constexpr const char *line =
    "qemu-system-x86_64 -nodefaults -display none -name n -serial tcp::4555,server,nowait,nodelay -S";

class CommandLine : public testing::Test {
protected:
    static void SetUpTestSuite() { fake::allow_everything(); }
    void SetUp() override { fake::StockDriver::instance().reset(); }

    [[nodiscard]] std::string read(const char *uri, const char *native, const char *format = "qemu-argv",
                                   unsigned flags = 0)
    {
        const fake::Connection conn(uri);
        char *xml = virConnectDomainXMLFromNative(conn.get(), format, native, flags);
        code_ = virGetLastErrorCode();  // closing a connection forgets it
        const std::string text = xml ? xml : "";
        std::free(xml);
        return text;
    }
    int code_ = 0;
};

TEST_F(CommandLine, CommandLinesAreReadIntoThePortGrammar)
{
    const std::string xml = read(fake::uri, line);
    EXPECT_NE(xml.find("<listen port='4555'>"), xml.npos) << xml;
    EXPECT_NE(xml.find("<nodelay/>"), xml.npos) << xml;
    EXPECT_TRUE(fake::StockDriver::instance().functions().empty());
}

TEST_F(CommandLine, WarningsStandBeforeTheDocument)
{
    const std::string xml = read(fake::uri, "qemu-system-x86_64 -nodefaults -name n -runas a--b--");
    EXPECT_TRUE(xml.starts_with("<!--\n  ")) << xml;
    EXPECT_NE(xml.find("-runas a- -b- -'"), xml.npos) << xml;
    EXPECT_TRUE(read(fake::uri, "qemu-system-x86_64 -nodefaults -name n").starts_with("<domain"));
}

TEST_F(CommandLine, TheConnectionSaysInWhichGrammar)
{
    const std::string xml = read("fake:///system?chardev=libvirt", line);
    EXPECT_NE(xml.find("<source mode='bind' host='' service='4555'/>"), xml.npos) << xml;
    EXPECT_NE(xml.find("chardev.charserial0.delay=off"), xml.npos) << xml;
}

TEST_F(CommandLine, MistakesAreErrorsOfTheirKind)
{
    const struct {
        const char *native, *format;
        unsigned flags;
        int code;
    } rows[] = {
        {"qemu -m $X", "qemu-argv", 0, VIR_ERR_XML_ERROR},
        {"qemu -serial tcp::70000,server", "qemu-argv", 0, VIR_ERR_XML_ERROR},
        {line, "xen-xl", 0, VIR_ERR_NO_SUPPORT},
        {line, "qemu-argv", 1, VIR_ERR_INVALID_ARG},
    };
    for (const auto &[native, format, flags, code] : rows) {
        EXPECT_EQ(read(fake::uri, native, format, flags), "") << native;
        EXPECT_EQ(code_, code) << native;
    }
}

TEST_F(CommandLine, AStockEntryStaysTheStockOne)
{
    auto &table = fake::StockDriver::instance().table();
    const auto index =
        fake::StockDriver::instance().measured().index_of(&id_of_entry<&Api::connectDomainXMLFromNative>);
    static char stock_function = 0;
    auto with_entry = table;
    with_entry[index] = &stock_function;
    EXPECT_EQ(decorate(with_entry, fake::StockDriver::instance().measured(), chardev::View::written)->entries[index],
              &stock_function);
}

}  // namespace
