// SPDX-License-Identifier: LGPL-2.1-or-later
// Whole configurations, with a stock conversion that tells what it was given.
#include "xen/native.hpp"

#include <gtest/gtest.h>

#include "conf/document/document.hpp"
#include "xen/policy.hpp"

namespace chardev::xen {

namespace {

constexpr Version newest{4, 20, 0};

std::string domain(const std::string &devices, const char *os = "hvm", const char *arguments = "")
{
    return "<domain type='xen' xmlns:xen='http://libvirt.org/schemas/domain/xen/1.0'>\n  <name>g</name>\n  <os>\n    <type>" +
           std::string(os) + "</type>\n  </os>\n  <devices>\n" + devices + "  </devices>\n" + arguments + "</domain>\n";
}

/// What libvirt 9.0 writes for a guest without ports, and a string as it writes those with both quotes in them.
const char *const stock_config =
    "name = \"g\"\nextra = \"\"\"a'b\nserial = \"x\"\n\"\"\"\nparallel = \"none\"\nserial = \"none\"\nvif = [ ]\n";
const char *const kept = "name = \"g\"\nextra = \"\"\"a'b\nserial = \"x\"\n\"\"\"\n";

struct Stock {
    std::string answer, given;

    Conversion conversion()
    {
        return [this](const std::string &text) {
            given = text;
            return std::optional(answer);
        };
    }
};

std::string config_of(const std::string &xml, Stock &stock, ConfigFormat form = ConfigFormat::xl)
{
    const auto config = to_config(xml, newest, form, stock.conversion());
    return config ? config->value_or("stock failed") : config.error().message();
}

const char *const serial = "    <serial type='file' path='/a'/>\n";
const char *const parallel = "    <parallel type='vc'>\n      <target port='0'/>\n    </parallel>\n";

}  // namespace

TEST(ToConfig, ExchangesThePortLinesAlone)
{
    Stock stock{stock_config, {}};
    EXPECT_EQ(config_of(domain(std::string(serial) + parallel), stock),
              std::string(kept) +
                  "vif = [ ]\nserial = \"file:/a\"\ndevice_model_args_hvm = [ \"-parallel\", \"vc\" ]\n");
    EXPECT_EQ(stock.given, domain(""));
    EXPECT_EQ(config_of(domain(parallel), stock, ConfigFormat::xm),
              std::string(kept) + "serial = \"none\"\nvif = [ ]\nparallel = \"vc\"\n");
    EXPECT_EQ(config_of(domain(""), stock), std::string(kept) + "serial = \"none\"\nvif = [ ]\n");
    EXPECT_EQ(config_of(domain(""), stock, ConfigFormat::xm), stock_config);
}

TEST(ToConfig, GivesStockADomainWithoutOurTraces)
{
    const auto written = domain("    <disk/>\n" + std::string(serial) + parallel, "hvm",
                                "  <xen:commandline>\n    <xen:arg value='-foo'/>\n  </xen:commandline>\n");
    const auto lowered = lower(written, offline_policy(), "guest.xml");
    ASSERT_TRUE(lowered && *lowered);
    ASSERT_NE((*lowered)->xml.find("isa-parallel"), std::string::npos);
    Stock first{"a = 1", {}}, second{"a = 1", {}};
    EXPECT_EQ(config_of(written, first), config_of((*lowered)->xml, second));
    EXPECT_EQ(first.given, second.given);
    EXPECT_NE(first.given.find("<xen:arg value='-foo'/>"), std::string::npos);
    EXPECT_EQ(first.given.find("serial"), std::string::npos);
}

TEST(ToConfig, LeavesParavirtualisedGuestsToStock)
{
    Stock stock{"a = 1\n", {}};
    const auto xml = domain("    <console type='pty'>\n      <target type='xen' port='0'/>\n    </console>\n", "linux");
    EXPECT_EQ(config_of(xml, stock), "a = 1\n");
    EXPECT_EQ(stock.given, xml);
}

TEST(ToConfig, PassesFailuresOn)
{
    const Conversion fails = [](const std::string &) { return std::optional<std::string>(); };
    EXPECT_EQ(*to_config(domain(serial), newest, ConfigFormat::xl, fails), std::nullopt);
    EXPECT_FALSE(from_config("serial='pty'", ConfigFormat::xl, fails)->has_value());
    EXPECT_FALSE(from_config("serial='pty", ConfigFormat::xl, fails));
}

TEST(FromConfig, PutsThePortsIntoWhatStockMakesOfTheRest)
{
    Stock stock{domain("    <disk/>\n"), {}};
    const auto imported =
        from_config("name = 'g'\nserial = [ 'none', 'pty' ]\nparallel = 'pty'\n", ConfigFormat::xl, stock.conversion());
    ASSERT_TRUE(imported && *imported);
    EXPECT_EQ((*imported)->xml,
              domain("    <disk/>\n    <serial type='pty'>\n      <target port='1'/>\n    </serial>\n"));
    EXPECT_EQ((*imported)->warnings.size(), 1U);
    EXPECT_EQ(stock.given, "name = 'g'\n");
}

TEST(FromConfig, MakesDevicesWhereThereAreNone)
{
    Stock stock{"<domain type='xen'>\n  <os>\n    <type>hvm</type>\n  </os>\n</domain>\n", {}};
    const auto imported = from_config("serial = 'pty'\n", ConfigFormat::xl, stock.conversion());
    ASSERT_TRUE(imported && *imported);
    EXPECT_EQ(
        (*imported)->xml,
        "<domain type='xen'>\n  <os>\n    <type>hvm</type>\n  </os>\n  <devices>\n    <serial/>\n  </devices>\n</domain>\n");
}

TEST(FromConfig, PassesOverThePortsOfParavirtualisedGuests)
{
    Stock stock{domain("", "linux"), {}};
    const auto imported = from_config("serial = 'pty'\n", ConfigFormat::xl, stock.conversion());
    ASSERT_TRUE(imported && *imported);
    EXPECT_EQ((*imported)->xml, domain("", "linux"));
    EXPECT_EQ((*imported)->warnings.size(), 1U);
}

TEST(Config, RoundTripIsTheIdentityOnPorts)
{
    const char *const configs[] = {
        "serial = \"pty\"\n",
        "serial = [ \"pty\", \"none\", \"unix:/a,,b,server\" ]\n",
        "serial = \"tcp:127.0.0.1:5,server\"\ndevice_model_args_hvm = [ \"-parallel\", \"file:/a\\\"b\\\\c\", \"-parallel\", \"null\" ]\n",
        ("device_model_args_hvm = [ \"-chardev\", \"socket,id=serial3,host=::1,port=5,server=on,wait=off\", \"-set\", \"chardev.serial3.wait=on\", "
         "\"-device\", \"isa-serial,chardev=serial3,index=3\" ]\n"),
    };
    for (const char *config : configs) {
        Stock xml{domain("    <disk/>\n"), {}}, rest{{}, {}};
        const auto imported = from_config(config, ConfigFormat::xl, xml.conversion());
        ASSERT_TRUE(imported && *imported) << config;
        EXPECT_EQ(config_of((*imported)->xml, rest), config);
    }
}

TEST(Config, KeepsTheNumberOfTheOnlyPortUntilItIsStarted)
{
    Stock stock{domain("    <disk/>\n"), {}};
    const auto imported = from_config("serial = [ 'none', 'pty' ]\n", ConfigFormat::xl, stock.conversion());
    ASSERT_TRUE(imported && *imported);
    const auto lowered = lower((*imported)->xml, offline_policy(), "guest.xml");
    ASSERT_TRUE(lowered && *lowered);
    EXPECT_NE((*lowered)->xml.find("isa-serial,chardev=serial1,index=1"), std::string::npos);
    EXPECT_TRUE(startable((*imported)->xml, offline_policy()));
}

TEST(ConfigPorts, AreElementsOneAfterTheOther)
{
    EXPECT_EQ(
        *config_ports("serial=['pty','vc']\ndevice_model_args_hvm=['-parallel','null']", ConfigFormat::xl, "g.cfg"),
        "<serial/>\n<serial type='vc'/>\n<parallel type='null'/>\n");
    EXPECT_EQ(config_ports("serial='", ConfigFormat::xl, "g.cfg").error().where.file, "g.cfg");
}

}  // namespace chardev::xen
