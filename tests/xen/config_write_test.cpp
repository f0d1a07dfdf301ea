// SPDX-License-Identifier: LGPL-2.1-or-later
// The lines for the ports of a guest.
#include <gtest/gtest.h>

#include "conf/port/grammar.hpp"
#include "xen/config.hpp"
#include "xen/policy.hpp"

namespace chardev::xen {

namespace {

constexpr Version newest{4, 20, 0}, lab{4, 17, 0}, first_list{4, 5, 0}, old{4, 4, 0}, oldest{3, 1, 0};

const Policy &policy_of(const Machine &)
{
    return offline_policy();
}

std::string lines(const std::string &ports, const Version &xen = newest, ConfigFormat form = ConfigFormat::xl,
                  const char *os = "hvm")
{
    const std::string xml =
        "<domain type='xen'><os><type>" + std::string(os) + "</type></os><devices>" + ports + "</devices></domain>";
    const auto domain = ports_of(xml, "guest.xml", policy_of);
    if (!domain) return "not read: " + domain.error().message();
    const auto written = write_config(*domain, xen, form);
    return written ? *written : written.error().message();
}

struct Case {
    const char *ports, *lines;
};

const Case xl_lines[] = {
    {"", ""},
    {"<serial type='none'/>", ""},
    {"<serial/>", "serial = \"pty\"\n"},
    {"<serial/><serial type='null'/>", "serial = [ \"pty\", \"null\" ]\n"},
    {"<serial/><serial type='none'/><serial/>", "serial = [ \"pty\", \"none\", \"pty\" ]\n"},
    {"<serial type='tcp'><listen addr='127.0.0.1' port='5'/></serial>", "serial = \"tcp:127.0.0.1:5,server\"\n"},
    {"<serial type='tcp'><listen port='5'><nowait/><nodelay/></listen></serial>",
     "serial = \"tcp::5,server,nowait,nodelay\"\n"},
    {"<parallel type='null'/><parallel type='vc'/>",
     "device_model_args_hvm = [ \"-parallel\", \"null\", \"-parallel\", \"vc\" ]\n"},
    {"<parallel type='null'><target port='1'/></parallel>",
     "device_model_args_hvm = [ \"-chardev\", \"null,id=parallel1\", \"-device\", \"isa-parallel,chardev=parallel1,index=1\" ]\n"},
    {"<serial type='tcp'><connect addr='::1' port='5'/></serial><serial type='null'/>",
     "serial = [ \"none\", \"null\" ]\n"
     "device_model_args_hvm = [ \"-chardev\", \"socket,id=serial0,host=::1,port=5\", \"-device\", \"isa-serial,chardev=serial0,index=0\" ]\n"},
    {"<serial type='file' path='/a&quot;\\'><log path='/l'/></serial>",
     "device_model_args_hvm = [ \"-chardev\", \"file,id=serial0,path=/a\\\"\\\\,logfile=/l\", \"-device\", \"isa-serial,chardev=serial0,index=0\" ]\n"},
};

const Case xm_lines[] = {
    {"", ""},
    {"<serial/><parallel type='host' port='0'/>", "serial = \"pty\"\nparallel = \"/dev/parport0\"\n"},
    {"<serial type='file' path='/&#233;'/>", "serial = \"file:/\\xc3\\xa9\"\n"},
    {"<serial/><serial/>",
     "guest.xml:1: <serial>: a configuration of xm has serial port 0 alone, and not 1; that of xl has them all"},
    {"<parallel><target port='1'/></parallel>",
     "guest.xml:1: <parallel>: a configuration of xm has parallel port 0 alone, and not 1; that of xl has them all"},
    {"<serial type='file' path='/a' append='yes'/>",
     "guest.xml:1: <serial>: the string of '-serial' cannot say append='yes'; '-chardev file' can (QEMU 2.6 or later)"},
};

struct Gated {
    const char *ports;
    Version xen;
    const char *lines;
};

const char *const gap = "<serial/><serial type='none'/><serial type='null'/>";
const char *const two = "<serial/><serial type='null'/>";
const char *const six = "<serial type='tcp'><connect addr='::1' port='5'/></serial>";

const Gated releases[] = {
    {two, first_list, "serial = [ \"pty\", \"null\" ]\n"},
    {two, old, "guest.xml:1: <serial>: serial = [ … ] needs Xen 4.5 or later, and this is for Xen 4.4"},
    {gap, lab,
     "serial = \"pty\"\ndevice_model_args_hvm = [ \"-chardev\", \"null,id=serial2\", \"-device\", \"isa-serial,chardev=serial2,index=2\" ]\n"},
    {"<serial type='unix'><listen path='/s'/></serial>", oldest, "serial = \"unix:/s,server\"\n"},
    {"<parallel/>", oldest,
     "guest.xml:1: <parallel>: device_model_args_hvm needs Xen 4.1 or later, and this is for Xen 3.1"},
    {six, oldest,
     "guest.xml:1: <serial>: the string of '-serial' cannot say the IPv6 address '::1'; '-chardev' can (QEMU 0.12 or later)"},
};

const Case refusals[] = {
    {"<serial model='pci'/>",
     "guest.xml:1: <serial>: a port of a Xen guest is an ISA device; leave the model out, or write model='isa'"},
    {"<serial><target port='4'/></serial>", "guest.xml:1: <serial>: serial port 4 does not exist"},
    {"<parallel><target port='3'/></parallel>", "guest.xml:1: <parallel>: parallel port 3 does not exist"},
};

}  // namespace

TEST(WriteXl, TakesStringsWhereTheySayAllAndArgumentsElsewhere)
{
    for (const auto &[ports, expected] : xl_lines) EXPECT_EQ(lines(ports), expected) << ports;
}

TEST(WriteXm, HasOnePortOfEachKind)
{
    for (const auto &[ports, expected] : xm_lines) EXPECT_EQ(lines(ports, oldest, ConfigFormat::xm), expected) << ports;
}

TEST(WriteXl, GoesByTheRelease)
{
    for (const auto &[ports, xen, expected] : releases) EXPECT_EQ(lines(ports, xen), expected) << ports;
}

TEST(WriteXl, RefusesWithTheLine)
{
    for (const auto &[ports, expected] : refusals)
        EXPECT_EQ(lines(ports).substr(0, std::string(expected).size()), expected) << ports;
}

TEST(WriteConfig, LeavesParavirtualisedGuestsTheirConsole)
{
    for (const ConfigFormat form : {ConfigFormat::xl, ConfigFormat::xm}) {
        EXPECT_EQ(lines("<console/>", newest, form, "linux"), "");
        EXPECT_NE(lines(six, newest, form, "linux").find("fully virtualised"), std::string::npos);
    }
}

TEST(WriteConfig, TakesOnePortForOneOfAFullyVirtualisedGuest)
{
    const auto port = ports_of("<serial type='null'/>", "port.xml", policy_of);
    ASSERT_TRUE(port);
    EXPECT_EQ(*write_config(*port, newest, ConfigFormat::xl), "serial = \"null\"\n");
}

}  // namespace chardev::xen
