// SPDX-License-Identifier: LGPL-2.1-or-later
// A guest's ports as QEMU's arguments, and read back from such a command line, are the same ports.
#include "conf/document/conflicts.hpp"
#include "conf/document/domain_ports.hpp"
#include "import/command_line.hpp"
#include "import/import.hpp"
#include "qemu/arguments.hpp"
#include "qemu/as_read.hpp"
#include "qemu/for_qemu.hpp"
#include "qemu/property_cases.hpp"

namespace chardev::qemu {
namespace {

/// One to three serial ports and up to two parallel ones, numbered from 0 without a gap.
DomainPorts random_domain(RandomPort &random, std::uint64_t seed)
{
    DomainPorts domain;
    for (const auto &[tag, count] : {std::pair(Tag::serial, 1 + seed % 3), std::pair(Tag::parallel, seed / 3 % 3)})
        for (unsigned index = 0; index < count;) {
            Port port = random.plain_port();
            if (kind_of(port.tag) != kind_of(tag) || std::holds_alternative<None>(port.backend)) continue;
            domain.aliases.push_back((tag == Tag::serial ? "serial" : "parallel") + std::to_string(index));
            domain.ports.push_back({std::move(port), {kind_of(tag), index++}, {}});
        }
    return domain;
}

std::string command_line(const std::vector<std::string> &words)
{
    std::string line = "qemu-system-x86_64 -nodefaults";
    for (const std::string &word : words) line += " " + qemu::quoted(word);
    return line;
}

void expect_read_back(const DomainPorts &domain, const std::string &line, ArgumentForm form)
{
    const auto imported = import_ports(line);
    ASSERT_TRUE(imported) << line << "\n" << imported.error().message();
    const std::string &elements = imported->xml;
    const auto again = ports_of("<domain><devices>" + elements + "</devices></domain>", "x.xml", for_qemu);
    ASSERT_TRUE(again) << line << "\n" << elements << "\n" << again.error().message();
    ASSERT_EQ(again->ports.size(), domain.ports.size()) << line << "\n" << elements;
    for (std::size_t i = 0; i < domain.ports.size(); ++i) {
        EXPECT_EQ(again->ports[i].slot, domain.ports[i].slot) << line;
        Port wanted = as_read(domain.ports[i].port);
        if (form == ArgumentForm::legacy) forget_append(wanted);
        EXPECT_TRUE(again->ports[i].port == wanted) << line << "\n" << elements;
    }
}

void hold_round_trip(ArgumentForm form)
{
    std::size_t written = 0;
    for_random_ports(4000, [form, &written](RandomPort &random, std::uint64_t seed) {
        const DomainPorts domain = random_domain(random, seed);
        if (!check_conflicts(domain.ports)) return;  // such as two listeners on one port
        const auto words = arguments_of(domain, releases[seed % std::size(releases)], form);
        if (!words) return;
        ++written;
        expect_read_back(domain, command_line(*words),
                         words->front() == "-chardev" ? ArgumentForm::native : ArgumentForm::legacy);
    });
    EXPECT_GT(written, 0U);
}

TEST(AnyGuest, HasTheSamePortsAfterChardevAndDevice)
{
    hold_round_trip(ArgumentForm::native);
}

TEST(AnyGuest, HasTheSamePortsAfterSerialAndParallel)
{
    hold_round_trip(ArgumentForm::legacy);
}

}  // namespace
}  // namespace chardev::qemu
