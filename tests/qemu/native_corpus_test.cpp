// SPDX-License-Identifier: LGPL-2.1-or-later
// The golden corpus in QEMU's words, without the documents of Xen's guests. Beside X.xml, for each release below, stands
// X.qemu-RELEASE.args (the arguments, or none: an empty file) or X.qemu-RELEASE.err (why that release cannot have them); for
// the legacy form X.serial or X.serial.err. A document whose ports cannot be read has X.native.err alone, or X.err if that
// says the same.
// REGENERATE=1 writes goldens, and reports each that changed as skipped: read it before you commit it.
#include <gtest/gtest.h>

#include "conf/document/domain_ports.hpp"
#include "conf/golden.hpp"
#include "import/command_line.hpp"
#include "qemu/arguments.hpp"
#include "qemu/for_qemu.hpp"

namespace chardev::qemu {
namespace {

struct Dialect {
    std::string infix;
    Version version;
    ArgumentForm form;
};

/// The last one is for those few documents alone that have a golden of it.
const std::vector<Dialect> dialects = {
    {".qemu-0.9.0", {0, 9, 0}, ArgumentForm::native}, {".qemu-0.12.0", {0, 12, 0}, ArgumentForm::native},
    {".qemu-7.2.0", {7, 2, 0}, ArgumentForm::native}, {".qemu-10.2.0", {10, 2, 0}, ArgumentForm::native},
    {".serial", {10, 2, 0}, ArgumentForm::legacy},    {".qemu-0.8.2", {0, 8, 2}, ArgumentForm::native},
};

/// What the arguments are called: those of the legacy form have the bare name.
std::string written_name(const Dialect &dialect)
{
    return dialect.infix + (dialect.form == ArgumentForm::legacy ? "" : ".args");
}

std::string refused_name(const Dialect &dialect)
{
    return dialect.infix + ".err";
}

/// One option with its value per line, as a shell would take it.
std::string lines(const std::vector<std::string> &arguments)
{
    std::string text;
    for (std::size_t i = 0; i + 1 < arguments.size(); i += 2)
        text += arguments[i] + ' ' + qemu::quoted(arguments[i + 1]) + '\n';
    return text;
}

class NativeCorpus : public corpus::Test {
protected:
    [[nodiscard]] Result<DomainPorts> ports() const { return ports_of(input(), GetParam() + ".xml", for_qemu); }

    void dialect_golden(const Dialect &dialect, const Result<std::vector<std::string>> &arguments)
    {
        golden(written_name(dialect), arguments ? corpus::Content(lines(*arguments)) : std::nullopt);
        golden(refused_name(dialect), arguments ? std::nullopt : corpus::Content(arguments.error().message() + "\n"));
    }
    void no_dialect_golden(const Dialect &dialect)
    {
        golden(written_name(dialect), std::nullopt);
        golden(refused_name(dialect), std::nullopt);
    }
    [[nodiscard]] bool wanted(const Dialect &dialect) const
    {
        return dialect.version >= Version{0, 9, 0} || stored(written_name(dialect)) || stored(refused_name(dialect));
    }
};

TEST_P(NativeCorpus, MatchesItsGoldens)
{
    const auto domain = ports();
    const auto reason = domain ? corpus::Content() : corpus::Content(domain.error().message() + "\n");
    golden(".native.err", reason == stored(".err") ? std::nullopt : reason);
    for (const auto &dialect : dialects) {
        if (domain && wanted(dialect))
            dialect_golden(dialect, arguments_of(*domain, dialect.version, dialect.form));
        else
            no_dialect_golden(dialect);
    }
}

INSTANTIATE_TEST_SUITE_P(Xml, NativeCorpus, testing::ValuesIn(corpus::inputs_for_qemu()), corpus::test_name);

TEST(NativeCorpusDirectory, HasAnArgumentOrAReasonForEveryBackEndFrontAndDialect)
{
    const auto files = corpus::files();
    for (const std::string front : {"serial", "parallel", "console"})
        for (const auto *back : {"vc", "pty", "null", "none", "stdio", "host", "file", "pipe", "udp", "tcp", "telnet",
                                 "unix", "websocket"})
            for (const auto &dialect : dialects) {
                if (dialect.version < Version{0, 9, 0}) continue;
                const auto &suffixes = files.at(front + "-" + back);
                EXPECT_NE(suffixes.contains(written_name(dialect)), suffixes.contains(refused_name(dialect)))
                    << front << "-" << back << dialect.infix;
            }
}

}  // namespace
}  // namespace chardev::qemu
