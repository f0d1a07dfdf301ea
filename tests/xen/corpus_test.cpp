// SPDX-License-Identifier: LGPL-2.1-or-later
// The golden corpus in Xen's words. Beside X.xml stand X.xl.cfg and X.xm.cfg: the lines of its ports (none: an empty file),
// or X.xl.err, X.xm.err: why the tool cannot have them. X.xl-4.4.cfg and X.xm-3.1.cfg are for older releases, and looked at
// where there is one. A document for another architecture has none. Of a document of Xen's whose ports cannot be read,
// X.native.err says so, or X.err if that says the same.
#include <algorithm>

#include <gtest/gtest.h>

#include "conf/document/domain_ports.hpp"
#include "conf/golden.hpp"
#include "conf/hypervisor.hpp"
#include "conf/port/grammar.hpp"
#include "qemu/as_read.hpp"
#include "xen/config.hpp"

namespace chardev::xen {
namespace {

struct Dialect {
    std::string name;
    Version version;
    ConfigFormat form;
    bool always;
};

const std::vector<Dialect> dialects = {
    {".xl", {4, 17, 0}, ConfigFormat::xl, true},
    {".xm", {4, 1, 0}, ConfigFormat::xm, true},
    {".xl-4.4", {4, 4, 0}, ConfigFormat::xl, false},
    {".xm-3.1", {3, 1, 0}, ConfigFormat::xm, false},
};

/// Xen's fullvirt guests are PCs.
bool is_for_xen(const Machine &machine)
{
    return machine.arch.empty() || machine.arch == "x86_64" || machine.arch == "i686";
}

class XenCorpus : public corpus::Test {
protected:
    [[nodiscard]] Result<DomainPorts> ports() const
    {
        return ports_of(input(), GetParam() + ".xml", corpus::policy_of);
    }

    void config_golden(const Dialect &dialect, const corpus::Content &written, const corpus::Content &refused)
    {
        golden(dialect.name + ".cfg", written);
        golden(dialect.name + ".err", refused);
    }
    void config_golden(const Dialect &dialect, const Result<std::string> &lines)
    {
        if (lines)
            config_golden(dialect, *lines, std::nullopt);
        else
            config_golden(dialect, std::nullopt, lines.error().message() + "\n");
    }
    [[nodiscard]] bool is_wanted(const Dialect &dialect) const
    {
        return dialect.always || stored(dialect.name + ".cfg") || stored(dialect.name + ".err");
    }
};

TEST_P(XenCorpus, MatchesItsGoldens)
{
    const auto domain = ports();
    for (const auto &dialect : dialects) {
        if (domain && is_for_xen(domain->machine) && is_wanted(dialect))
            config_golden(dialect, write_config(*domain, dialect.version, dialect.form));
        else
            config_golden(dialect, std::nullopt, std::nullopt);
    }
    if (!corpus::is_xen(input())) return;
    const auto reason = domain ? corpus::Content() : domain.error().message() + "\n";
    golden(".native.err", reason == stored(".err") ? std::nullopt : reason);
}

INSTANTIATE_TEST_SUITE_P(Xml, XenCorpus, testing::ValuesIn(corpus::inputs()), corpus::test_name);

class XenConfigCorpus : public XenCorpus {};

/// A port as it comes back: append='no' is what a string means.
Port compared(const Port &port)
{
    Port read = qemu::as_read(port);
    if (auto *file = std::get_if<File>(&read.backend); file && !file->append.value_or(true)) file->append.reset();
    return read;
}

/// Ports of type none have no device and no line.
std::map<Slot, Port> by_slot(const std::vector<PlacedPort> &ports)
{
    std::map<Slot, Port> found;
    for (const auto &placed : ports)
        if (!std::holds_alternative<None>(placed.port.backend)) found.emplace(placed.slot, compared(placed.port));
    return found;
}

/// A file comes back in the port grammar, which has no names of services.
bool can_come_back(const std::map<Slot, Port> &ports)
{
    return std::all_of(ports.begin(), ports.end(),
                       [](const auto &entry) { return port_grammar::can_render(entry.second); });
}

void expect_back(const ReadConfig &read, const std::map<Slot, Port> &ports)
{
    EXPECT_EQ(by_slot(read.ports), ports);
    EXPECT_TRUE(read.warnings.empty()) << read.warnings.front();
    EXPECT_EQ(read.rest, "");
}

TEST_P(XenConfigCorpus, ComesBackAsItWas)
{
    const auto domain = ports();
    for (const auto &dialect : dialects) {
        const auto text = stored(dialect.name + ".cfg");
        if (!text) continue;
        ASSERT_TRUE(domain);
        const auto wanted = domain->machine.os == "hvm" ? by_slot(domain->ports) : by_slot({});
        const auto read = read_config(*text, dialect.form, "guest.cfg");
        EXPECT_EQ(bool(read), can_come_back(wanted)) << *text << (read ? "" : read.error().message());
        if (read) expect_back(*read, wanted);
    }
}

INSTANTIATE_TEST_SUITE_P(Xml, XenConfigCorpus, testing::ValuesIn(corpus::inputs_with(".cfg")), corpus::test_name);

/// A first port, one beside another, one after a gap, and the same for parallel ports, of every type.
TEST(XenCorpusDirectory, HasALineOrAReasonForEveryBackEndAndSlot)
{
    const auto files = corpus::files();
    for (const std::string slot :
         {"serial", "parallel", "console", "xen-first", "xen-second", "xen-gap", "xen-lpt", "xen-lpt-gap"})
        for (const auto *back : {"vc", "pty", "null", "none", "stdio", "host", "file", "pipe", "udp", "tcp", "telnet",
                                 "unix", "websocket"})
            for (const auto *tool : {".xl", ".xm"}) {
                const auto &suffixes = files.at(slot + "-" + back);
                EXPECT_NE(suffixes.contains(std::string(tool) + ".cfg"), suffixes.contains(std::string(tool) + ".err"))
                    << slot << "-" << back << tool;
            }
}

}  // namespace
}  // namespace chardev::xen
