// SPDX-License-Identifier: LGPL-2.1-or-later
// Ports that a hypervisor's stock driver knows by arguments alone: taken out, kept, shown again in the grammar written.
#include <gtest/gtest.h>

#include "conf/document/argument_ports.hpp"
#include "conf/document/builder.hpp"
#include "conf/document/domain_ports.hpp"

namespace chardev {
namespace {

/// One pseudo terminal as serial 0 has an element; all else goes by arguments. Guests that are not "hvm" have no ports.
class OneElement final : public Policy {
public:
    std::string_view prefix() const override { return "f"; }
    std::string_view uri() const override { return "urn:fake"; }
    Result<Ok> check(const std::vector<PlacedPort> &, const Machine &) const override { return Ok{}; }
    Result<Ok> has_ports(const Machine &machine) const override
    {
        return machine.os == "hvm" ? Result<Ok>(Ok{}) : Error{ErrorKind::unsupported, {}, "no ports here"};
    }
    bool takes_over(const Machine &machine, const PortCount &count) const override
    {
        return machine.os == "hvm" && (count.serials > 1 || count.parallels > 0);
    }
    bool takes_any_over() const override { return true; }
    Route route(const Port &port, const Slot &slot) const override
    {
        return slot == Slot{Kind::serial, 0} && port.backend == Backend(Pty{}) ? Route::element : Route::arguments;
    }
    std::string alias(const Port &port, const Slot &slot) const override { return alias_by_slot(port, slot); }
    bool numbers(Kind kind) const override { return kind == Kind::serial; }
    Result<std::vector<std::string>> arguments(const Port &, std::string_view) const override
    {
        return std::vector<std::string>();
    }
    Result<std::vector<std::string>> whole(const PlacedPort &placed, const Machine &) const override
    {
        const auto name = alias_of(placed.slot);
        std::vector<std::string> words{"-port", name};
        const auto *tcp = std::get_if<Tcp>(&placed.port.backend);
        const auto *listen = tcp ? std::get_if<Listen>(&tcp->stream.end) : nullptr;
        if (listen && listen->wait) words.insert(words.end(), {"-set", name + ".wait=on"});
        return words;
    }
    bool holds_start(std::string_view argument) const override { return argument.ends_with(".wait=on"); }
    std::map<Slot, std::string> terminals(unsigned id) const override
    {
        return id == 7
                   ? std::map<Slot, std::string>{{{Kind::serial, 1}, "/dev/pts/1"}, {{Kind::parallel, 0}, "/dev/pts/2"}}
                   : std::map<Slot, std::string>();
    }

private:
    static std::string alias_of(const Slot &slot)
    {
        return (slot.kind == Kind::serial ? "s" : "p") + std::to_string(slot.index);
    }
};

const OneElement policy;

const Policy &one_element(const Machine &)
{
    return policy;
}

std::string guest(const std::string &devices, const std::string &os = "hvm")
{
    return "<domain type='test'>\n  <os><type>" + os + "</type></os>\n  <devices>\n    " + devices +
           "\n  </devices>\n</domain>\n";
}

std::string stored(const std::string &xml)
{
    const auto result = lower(xml, policy, "x.xml");
    if (!result) return result.error().message();
    return *result ? (*result)->xml : "untouched";
}

std::string shown(const std::string &stock, View view = View::written)
{
    return raise(stock, policy, view).value_or("untouched");
}

/// Between <devices> and </devices>, without blanks at the ends of lines.
std::string devices_of(const std::string &xml)
{
    const auto begin = xml.find("<devices>"), end = xml.find("</devices>");
    if (begin == std::string::npos || end == std::string::npos) return xml;
    std::string text;
    for (std::size_t i = begin + 9; i < end; ++i) {
        if (xml[i] == '\n')
            while (i + 1 < end && xml[i + 1] == ' ') ++i;
        else
            text += xml[i];
    }
    return text;
}

const std::string two = "<serial/><serial type='file' path='/x'/>";
const std::string libvirt_two =
    "<serial type='pty'><target port='0'/></serial><serial type='pty'><target port='1'/></serial>";

TEST(WithoutElement, LeavesTheStockDriverOneSerialPortAtMost)
{
    EXPECT_EQ(devices_of(stored(guest(two))), "<serial type='pty'><target port='0'/></serial>");
    EXPECT_EQ(devices_of(stored(guest(libvirt_two))), "<serial type='pty'><target port='0'/></serial>");
    EXPECT_EQ(devices_of(stored(guest("<console type='file' path='/x'/><console/>"))), "");
    EXPECT_TRUE(contains(stored(guest(two)), "<f:arg value='-port'/>\n    <f:arg value='s1'/>")) << stored(guest(two));
}

TEST(WithoutElement, ComesBackAsItWasWritten)
{
    for (const auto &devices :
         {two, std::string("<serial type='null' model='isa'/><parallel/><parallel type='vc'/>"),
          std::string("<console type='null' model='isa'><target port='1'/></console>"),
          std::string("<serial/><serial type='none'/><serial/>"),
          std::string(
              "<parallel type='file' path='/x'><alias name='ua-lpt'/><address type='isa' iobase='0x378'/></parallel>")})
        EXPECT_EQ(devices_of(shown(stored(guest(devices)))), devices);
    EXPECT_EQ(shown(stored(guest(two))), shown(stored(shown(stored(guest(two))))));
}

TEST(WithoutElement, HasItsNumberWhereTheStockDriverGivesNone)
{
    const std::string printer = "<parallel type='file' path='/x'><target port='2'/></parallel>";
    EXPECT_EQ(devices_of(shown(stored(guest(printer)))), printer);
}

TEST(WithoutElement, IsShownAsLibvirtWouldIfItWasWrittenSo)
{
    EXPECT_EQ(devices_of(shown(stored(guest(libvirt_two + "<parallel type='pty'/>")))),
              "<serial type='pty'><target port='0'/></serial>"
              "<serial type='pty'><target type='isa-serial' port='1'><model name='isa-serial'/></target></serial>"
              "<parallel type='pty'><target port='0'/></parallel>");
}

TEST(WithoutElement, TakesOverOnlyWhatTheStockDriverCannotStart)
{
    EXPECT_EQ(stored(guest("<serial type='pty'/><console type='pty'/>")), "untouched");
    EXPECT_EQ(stored(guest("<serial type='pty'><target port='1'/></serial>")), "untouched");
    EXPECT_NE(stored(guest("<parallel type='pty'/>")), "untouched");
}

TEST(WithoutElement, TakesTheMirrorOfAnUnseenPortWithIt)
{
    const auto files =
        "<serial type='file'><source path='/a'/></serial><serial type='file'><source path='/b'/></serial>";
    EXPECT_EQ(devices_of(stored(guest(files + std::string("<console type='file'><source path='/a'/></console>")))), "");
}

TEST(WithoutElement, HasItsTerminalAndAliasWhileTheGuestRuns)
{
    const auto running = changed(stored(guest(two + "<serial/><parallel/>")), "<domain ", "<domain id='7' ");
    EXPECT_EQ(
        devices_of(shown(running)),
        "<serial/><serial type='file' path='/x'><alias name='serial1'/></serial><serial type='pty'><alias name='serial2'/></serial>"
        "<parallel type='pty' pty='/dev/pts/2' tty='/dev/pts/2'><alias name='parallel0'/></parallel>");
    const auto libvirt = changed(stored(guest(libvirt_two)), "<domain ", "<domain id='7' ");
    EXPECT_TRUE(contains(devices_of(shown(libvirt)),
                         "<serial type='pty'><source path='/dev/pts/1'/><target type='isa-serial' port='1'>"))
        << shown(libvirt);
}

TEST(WithoutElement, IsForgottenWithItsArguments)
{
    const auto gone = changed(stored(guest(two)), "<f:arg value='s1'/>", "<f:arg value='mine'/>");
    EXPECT_EQ(devices_of(shown(gone)), "<serial/>") << gone;
    EXPECT_TRUE(contains(shown(gone), "<f:arg value='mine'/>")) << shown(gone);
}

TEST(WithoutElement, SurvivesTheViewInLibvirtsGrammar)
{
    const auto stock = stored(guest("<serial/><serial type='tcp'><listen port='1'><nodelay/></listen></serial>"));
    const auto view = shown(stock, View::libvirt);
    EXPECT_EQ(devices_of(view).find("<serial type='tcp'><source mode='bind'") != std::string::npos, true) << view;
    EXPECT_FALSE(contains(view, "<f:arg")) << view;
    EXPECT_EQ(shown(stored(view)), shown(stock));
    EXPECT_EQ(devices_of(shown(stored(changed(view, "service='1'", "service='2'")))).find("nodelay"),
              std::string::npos);
}

TEST(WithoutElement, StaysOneOfOursBesideTheStockDriversOwn)
{
    const auto edited = changed(stored(guest("<serial model='isa'/><serial type='pty'><acpi index='1'/></serial>")),
                                "kind='serial' index='0'", "kind='none' index='0'");
    EXPECT_TRUE(contains(shown(edited), "<serial type='pty' model='isa'>")) << shown(edited);
    EXPECT_EQ(shown(stored(shown(edited))), shown(edited));
    const auto unknown = stored(guest(
        "<serial type='null'><target port='1'><model name='x'/></target></serial><serial type='pty'><target port='0'/></serial>"));
    EXPECT_TRUE(contains(devices_of(shown(unknown, View::port)), "<model name='x'/>")) << shown(unknown, View::port);
}

TEST(WithoutElement, WaitsAndStopsWaiting)
{
    const auto stock = stored(guest("<serial type='tcp'><listen port='1'/></serial>"));
    EXPECT_TRUE(waits(stock, policy)) << stock;
    const auto free = without_waits(stock, policy).value_or("nothing");
    EXPECT_FALSE(waits(free, policy));
    EXPECT_TRUE(contains(free, "<f:arg value='s0'/>")) << free;
    EXPECT_EQ(devices_of(shown(free)), "<serial type='tcp'><listen port='1'/></serial>");
}

TEST(WithoutElement, IsListedForConsoles)
{
    std::string text;
    for (const auto &[slot, alias, is_terminal] :
         argument_ports(stored(guest(two + "<parallel><alias name='ua-x'/></parallel>")), policy))
        text += alias + (is_terminal ? "+ " : " ");
    EXPECT_EQ(text, "serial1 ua-x+ ");
}

TEST(WithoutElement, IsAPortOfItsDocument)
{
    const auto ports = ports_of(stored(guest(two)), "x.xml", one_element);
    ASSERT_TRUE(ports) << ports.error().message();
    EXPECT_EQ(ports->ports.size(), 2U);
    EXPECT_EQ(ports->aliases.back(), "serial1");
}

TEST(WithoutElement, IsChangedInTheStoredDefinition)
{
    const auto stock = stored(guest(two));
    EXPECT_EQ(devices_of(shown(text_of(attach(stock, "<parallel/>", policy)))), two + "<parallel/>");
    EXPECT_EQ(devices_of(shown(text_of(detach(stock, "<serial><target port='1'/></serial>", policy)))), "<serial/>");
    EXPECT_EQ(devices_of(shown(text_of(update(stock, "<serial type='null'><target port='1'/></serial>", policy)))),
              "<serial/><serial type='null'/>");
    EXPECT_FALSE(contains(text_of(detach(stock, "<serial><target port='1'/></serial>", policy)), "-port"));
}

TEST(WithoutElement, CannotBeGivenToARunningGuest)
{
    const auto fragment = lower_fragment("<parallel type='host' port='0'/>", policy);
    ASSERT_FALSE(fragment);
    EXPECT_TRUE(contains(fragment.error().what, "--config")) << fragment.error().what;
}

TEST(Startable, IsWhatTheStockDriverHasOneSerialPortOf)
{
    EXPECT_TRUE(startable(stored(guest(two)), policy));
    EXPECT_TRUE(startable(guest("<serial type='pty'/><console type='pty'/>"), policy));
    const auto refused = startable(guest(libvirt_two), policy);
    ASSERT_FALSE(refused);
    EXPECT_TRUE(contains(refused.error().what, "define it again")) << refused.error().what;
}

TEST(Startable, IsNothingThatCannotBeReadUnlessTheStockDriverStartsAll)
{
    const auto large = guest(libvirt_two) + std::string(16U << 20U, ' ');
    const auto refused = startable(large, policy);
    ASSERT_FALSE(refused);
    EXPECT_TRUE(contains(refused.error().what, "16 MiB")) << refused.error().what;
    EXPECT_TRUE(startable(large, fake_policy));
    EXPECT_TRUE(startable(guest(libvirt_two), fake_policy));
}

TEST(GuestsWithoutPorts, KeepTheirConsolesAndRefuseOurs)
{
    for (const auto *console :
         {"<console/>", "<console type='pty'/>", "<console type='pty'><target type='xen'/></console>"})
        EXPECT_EQ(stored(guest(console, "xen")), "untouched") << console;
    EXPECT_EQ(stored(guest(libvirt_two, "xen")), "untouched");
    for (const auto *port : {"<serial/>", "<parallel/>", "<console type='tcp'><listen port='1'/></console>"})
        EXPECT_TRUE(contains(stored(guest(port, "xen")), "no ports here")) << port;
    EXPECT_TRUE(contains(text_of(attach(guest("", "xen"), "<serial/>", policy)), "no ports here"));
    EXPECT_TRUE(ports_of(guest("<console/>", "xen"), "x.xml", one_element)->ports.empty());
}

}  // namespace
}  // namespace chardev
