// SPDX-License-Identifier: LGPL-2.1-or-later
// The arguments of a whole guest's ports: order, numbers, gaps and limits, in both forms.
#include "qemu/arguments.hpp"

#include <gtest/gtest.h>

namespace chardev::qemu {
namespace {

constexpr Version installed{7, 2, 22};

struct Said {
    Kind kind;
    unsigned index;
    Backend backend;
    const char *model = nullptr;
};

DomainPorts domain_of(const std::vector<Said> &ports, const char *arch = "x86_64")
{
    DomainPorts domain;
    domain.machine.arch = arch;
    for (const auto &[kind, index, backend, model] : ports) {
        Port port;
        port.backend = backend;
        if (model) port.model = model;
        domain.ports.push_back({port, {kind, index}, {"f", 5, "<serial>"}});
        domain.aliases.push_back((kind == Kind::serial ? "serial" : "parallel") + std::to_string(index));
    }
    return domain;
}

std::string written(const DomainPorts &domain, const Version &version, ArgumentForm form)
{
    const auto words = arguments_of(domain, version, form);
    if (!words) return words.error().message();
    std::string line;
    for (const std::string &word : *words) line += (line.empty() ? "" : " ") + word;
    return line;
}

TEST(ArgumentsOf, WriteEachPortsBackEndAndDevice)
{
    const DomainPorts domain =
        domain_of({{Kind::parallel, 0, Null{}}, {Kind::serial, 2, Pty{}}, {Kind::serial, 0, File{"/f", {}}}});
    EXPECT_EQ(written(domain, installed, ArgumentForm::native),
              "-chardev file,id=charserial0,path=/f -device isa-serial,chardev=charserial0,id=serial0,index=0 "
              "-chardev pty,id=charserial2 -device isa-serial,chardev=charserial2,id=serial2,index=2 "
              "-chardev null,id=charparallel0 -device isa-parallel,chardev=charparallel0,id=parallel0,index=0");
}

TEST(ArgumentsOf, WriteNothingForNoPort)
{
    EXPECT_EQ(written(domain_of({}), installed, ArgumentForm::native), "");
    EXPECT_EQ(written(domain_of({{Kind::serial, 0, None{}}}), installed, ArgumentForm::native), "");
}

TEST(ArgumentsOf, WriteStringsInTheLegacyFormAndBefore012)
{
    const DomainPorts domain = domain_of({{Kind::serial, 1, Stdio{}}, {Kind::serial, 0, Pty{}}});
    EXPECT_EQ(written(domain, installed, ArgumentForm::legacy), "-serial pty -serial stdio -parallel none");
    EXPECT_EQ(written(domain, {0, 11, 1}, ArgumentForm::native), "-serial pty -serial stdio -parallel none");
}

TEST(ArgumentsOf, SayNoneWhereAKindIsMissing)
{
    EXPECT_EQ(written(domain_of({}), installed, ArgumentForm::legacy), "-serial none -parallel none");
    EXPECT_EQ(written(domain_of({{Kind::serial, 0, None{}}}), installed, ArgumentForm::legacy),
              "-serial none -parallel none");
    EXPECT_EQ(
        written(domain_of({{Kind::serial, 0, Pty{}}, {Kind::serial, 1, None{}}}), installed, ArgumentForm::legacy),
        "-serial pty -parallel none");
    EXPECT_EQ(written(domain_of({{Kind::serial, 0, Pty{}}}), {0, 8, 2}, ArgumentForm::legacy), "-serial pty");
    EXPECT_NE(written(domain_of({{Kind::serial, 0, None{}}}), {0, 8, 2}, ArgumentForm::legacy)
                  .find("f:5: <serial>: type='none' needs"),
              std::string::npos);
}

TEST(ArgumentsOf, FillAGapWhereANoneTakesANumber)
{
    const DomainPorts serial = domain_of({{Kind::serial, 2, Pty{}}});
    EXPECT_EQ(written(serial, installed, ArgumentForm::legacy), "-serial none -serial none -serial pty -parallel none");
    EXPECT_EQ(written(serial, {0, 9, 1}, ArgumentForm::legacy), "-serial none -serial none -serial pty -parallel none");
    const DomainPorts parallel = domain_of({{Kind::parallel, 1, Null{}}});
    EXPECT_EQ(written(parallel, {0, 9, 1}, ArgumentForm::legacy), "-serial none -parallel none -parallel null");
}

TEST(ArgumentsOf, RefuseAGapWhereANoneTakesNone)
{
    const DomainPorts serial = domain_of({{Kind::serial, 1, Pty{}}});
    const DomainPorts parallel = domain_of({{Kind::parallel, 1, Null{}}});
    for (const Version &version : {Version{0, 12, 0}, Version{7, 2, 9}, Version{8, 2, 1}})
        EXPECT_NE(written(serial, version, ArgumentForm::legacy).find("'-serial none' of QEMU"), std::string::npos);
    EXPECT_NE(written(parallel, {10, 2, 0}, ArgumentForm::legacy).find("'-parallel none' of QEMU 10.2 would"),
              std::string::npos);
}

TEST(ArgumentsOf, NumberBuiltInPortsByTheirOrder)
{
    const DomainPorts domain = domain_of({{Kind::serial, 1, Pty{}}}, "aarch64");
    EXPECT_EQ(written(domain, installed, ArgumentForm::native),
              "-chardev pty,id=charserial1 -serial none -serial chardev:charserial1");
    EXPECT_NE(written(domain, {8, 1, 0}, ArgumentForm::native).find("would move this one down"), std::string::npos);
}

TEST(ArgumentsOf, KeepTheLimits)
{
    const DomainPorts fifth = domain_of({{Kind::serial, 4, Pty{}}});
    const DomainPorts fourth_parallel = domain_of({{Kind::parallel, 3, Null{}}});
    for (const ArgumentForm form : {ArgumentForm::native, ArgumentForm::legacy}) {
        EXPECT_NE(written(fifth, installed, form).find("serial port 4 does not exist"), std::string::npos);
        EXPECT_NE(written(fourth_parallel, installed, form).find("parallel port 3 does not exist"), std::string::npos);
    }
    EXPECT_NE(
        written(domain_of({{Kind::serial, 4, Pty{}}}, "mips"), {2, 12, 0}, ArgumentForm::legacy).find("needs QEMU 3.0"),
        std::string::npos);
    EXPECT_EQ(written(domain_of({{Kind::serial, 4, Pty{}, "pci"}}), installed, ArgumentForm::native),
              "-chardev pty,id=charserial4 -device pci-serial,chardev=charserial4,id=serial4");
}

TEST(ArgumentsOf, NameThePlaceOfAMistake)
{
    const DomainPorts websocket = domain_of({{Kind::serial, 0, Websocket{{{}, "80", false}, {false, {}}}}});
    EXPECT_EQ(written(websocket, {3, 0, 0}, ArgumentForm::native).find("f:5: <serial>: type='websocket' needs"), 0U);
    EXPECT_EQ(
        written(domain_of({{Kind::serial, 0, Pty{}, "usb"}}), installed, ArgumentForm::legacy).find("f:5: <serial>: "),
        0U);
}

}  // namespace
}  // namespace chardev::qemu
