// SPDX-License-Identifier: LGPL-2.1-or-later
// A port that libvirt's QEMU driver has no element for, given to QEMU as arguments.
#include "qemu/policy.hpp"

#include <gtest/gtest.h>

#include "conf/libvirt/grammar.hpp"
#include "conf/stream.hpp"

namespace chardev::qemu {
namespace {

PlacedPort placed(Kind kind, unsigned index, Backend backend)
{
    Port port;
    port.tag = tag_of(kind);
    port.backend = std::move(backend);
    return {std::move(port), {kind, index}, {"f", 7, "<serial>"}};
}

/// The arguments with spaces between, or the error's message.
std::string whole(const PlacedPort &port, const std::string &arch = "x86_64")
{
    Machine machine;
    machine.arch = arch;
    const auto words = offline_policy().whole(port, machine);
    if (!words) return words.error().message();
    std::string text;
    for (const auto &word : *words) text += (text.empty() ? "" : " ") + word;
    return text;
}

TEST(PortByArguments, IsOneThatLibvirtHasNoElementFor)
{
    for (const Backend &backend : backend_samples()) {
        Port port;
        port.backend = backend;
        const auto element = libvirt_grammar::element_of(port, {});
        const bool has_element = !element || !element->name.empty();
        EXPECT_EQ(live_policy().route(port, {}) == Route::element, has_element) << backend.index();
    }
}

TEST(PortByArguments, IsAChardevAndADeviceWithItsNumber)
{
    const struct {
        PlacedPort port;
        const char *words;
    } rows[] = {
        {placed(Kind::serial, 2, File{"/a,b", true}),
         "-chardev file,id=charargument-serial2,path=/a,,b,append=on "
         "-device isa-serial,chardev=charargument-serial2,id=argument-serial2,index=2"},
        {placed(Kind::parallel, 1, Null{}),
         "-chardev null,id=charargument-parallel1 "
         "-device isa-parallel,chardev=charargument-parallel1,id=argument-parallel1,index=1"},
        {placed(Kind::serial, 0, Unix{UnixListen{"/s", true}}),
         "-chardev socket,id=charargument-serial0,path=/s,server=on,wait=off -set chardev.charargument-serial0.wait=on "
         "-device isa-serial,chardev=charargument-serial0,id=argument-serial0,index=0"},
        {placed(Kind::serial, 0, Pty{"/link"}),
         "-chardev pty,id=charargument-serial0,path=/link "
         "-device isa-serial,chardev=charargument-serial0,id=argument-serial0,index=0"},
    };
    for (const auto &[port, words] : rows) EXPECT_EQ(whole(port), words);
}

TEST(PortByArguments, IsCalledAsItsUserCallsIt)
{
    PlacedPort port = placed(Kind::serial, 1, Null{});
    port.port.alias = "ua-log";
    EXPECT_EQ(whole(port), "-chardev null,id=charua-log -device isa-serial,chardev=charua-log,id=ua-log,index=1");
    port.port.alias = "serial1";  // libvirt's own name, of another port
    EXPECT_EQ(offline_policy().alias(port.port, port.slot), "argument-serial1");
}

TEST(PortByArguments, IsRefusedWhereItNeedsLibvirt)
{
    PlacedPort port = placed(Kind::serial, 1, Null{});
    EXPECT_EQ(whole(port, "aarch64"),
              "f:7: <serial>: a port of this type can only be an ISA device, because libvirt has no element for it; "
              "leave the model out, or choose another type");
    port.port.model = "pci";
    EXPECT_NE(whole(port).find("can only be an ISA device"), std::string::npos);
    EXPECT_EQ(
        whole(placed(Kind::serial, 1, Tcp{listening({}, "1", {.tls = true})})),
        "f:7: <serial>: a port of this type cannot use TLS, because libvirt has no element for it and so makes no "
        "credentials; take <tls/> away");
}

}  // namespace
}  // namespace chardev::qemu
