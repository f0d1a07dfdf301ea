// SPDX-License-Identifier: LGPL-2.1-or-later
// Fuzzing whole command lines: the import is a domain that can be defined, with the ports and all the words that were given.
#include <algorithm>

#include "conf/document/document.hpp"
#include "conf/document/domain_ports.hpp"
#include "conf/document/port_elements.hpp"
#include "conf/libvirt/grammar.hpp"
#include "conf/port/grammar.hpp"
#include "conf/xml/dom.hpp"
#include "conf/xml/tree.hpp"
#include "fuzz/port.hpp"
#include "import/command_line.hpp"
#include "import/import.hpp"
#include "import/table.hpp"
#include "qemu/arguments.hpp"
#include "qemu/for_qemu.hpp"
#include "qemu/policy.hpp"

namespace chardev::fuzz {

namespace {

using qemu::HostOs;

const Policy &policy = qemu::offline_policy();
constexpr qemu::Version newest{10, 2, 0};

/// The values of <qemu:arg>, in order.
std::vector<std::string> kept_words(xmlNode *root)
{
    std::vector<std::string> words;
    for (xmlNode *line : children_of(root, "commandline", policy.uri()))
        for (xmlNode *word : children_of(line, "arg", policy.uri()))
            words.push_back(attribute_of(word, "value").value_or(""));
    return words;
}

/// What no handler knows cannot have been understood. Where an id has got another name, a value may name that.
Finding loses_nothing(std::string_view input, HostOs host, const std::string &xml)
{
    const auto dom = Dom::parse(xml, "x.xml");
    if (!dom || !*dom) return broken("an import is well-formed", {input, xml});
    const auto kept = kept_words((*dom)->root());
    auto line = qemu::read_command_line(input, host);
    if (!line) return broken("what was imported can be read", {input});
    if (!line->words.empty() && !line->words[0].starts_with('-')) line->words.erase(line->words.begin());
    const auto arguments =
        qemu::arguments_in(line->words, [](std::string_view option) { return qemu::find_option(option) != nullptr; });
    if (!arguments) return broken("what was imported has arguments", {input});
    const bool renamed = xml.find("kept-") != xml.npos;
    auto next = kept.begin();
    for (const auto &argument : *arguments) {
        if (qemu::find_option(argument.option)) continue;
        const auto end = renamed ? std::next(argument.words.begin()) : argument.words.end();
        const auto found = std::search(next, kept.end(), argument.words.begin(), end);
        if (found == kept.end())
            return broken("what is not understood is kept, in order", {input, argument.option, xml});
        if (kept.end() - found < static_cast<std::ptrdiff_t>(argument.words.size()))
            return broken("a kept option keeps its value", {input, xml});
        next = found + static_cast<std::ptrdiff_t>(argument.words.size());
    }
    return std::nullopt;
}

std::vector<PlacedPort> devices_of(const DomainPorts &domain)
{
    auto devices = domain.ports;
    std::erase_if(devices, [](const PlacedPort &placed) { return std::holds_alternative<None>(placed.port.backend); });
    return devices;
}

/// The ports that start are those that were imported: argv, XML, argv, XML.
Finding starts_the_same(const DomainPorts &domain)
{
    const auto arguments = qemu::arguments_of(domain, newest, qemu::ArgumentForm::native);
    if (!arguments)
        return arguments.error().what.empty() ? Finding(broken("an error says something", {})) : std::nullopt;
    std::string line = "qemu-system-x86_64 -nodefaults -name guest";
    for (const auto &word : *arguments) line += " " + qemu::quoted(word);
    const auto again = qemu::import_command_line(line);
    if (!again) return broken("arguments of imported ports can be imported", {line, again.error().message()});
    const auto ports = ports_of(again->xml, "again.xml", for_qemu);
    if (!ports) return broken("ports of the second import can be listed", {line, again->xml, ports.error().message()});
    // Devices without a number of their own take any that is free.
    const auto same = [](const PlacedPort &one, const PlacedPort &other) {
        return one.slot.kind == other.slot.kind && said(one.port).backend == said(other.port).backend &&
               one.port.log == other.port.log;
    };
    if (std::ranges::is_permutation(devices_of(domain), devices_of(*ports), same)) return std::nullopt;
    return broken("imported ports are imported again", {line, again->xml});
}

Finding each_can_be_read(const std::string &elements)
{
    const std::string xml = "<ports>" + elements + "</ports>";
    const auto dom = Dom::parse(xml, "ports.xml");
    if (!dom || !*dom) return broken("imported ports are elements", {xml});
    for (xmlNode *port : children_of((*dom)->root())) {
        const bool libvirts = grammar_of(port) == Grammar::libvirt;
        const auto read = libvirts ? libvirt_grammar::parse(port, "ports.xml") : port_grammar::parse(port, "ports.xml");
        if (!read) return broken("an imported port can be read", {xml, read.error().message()});
    }
    return std::nullopt;
}

bool is_x86(const DomainPorts &domain)
{
    return domain.machine.arch == "x86_64";
}

Finding run(std::string_view input, HostOs host)
{
    const auto imported = qemu::import_command_line(input, host);
    const auto alone = qemu::import_ports(input, host);
    if (!imported && imported.error().what.empty()) return broken("an error says something", {input});
    if (!imported) return std::nullopt;
    if (!alone) return broken("what is imported has ports that are imported alone", {input, alone.error().message()});
    if (auto finding = loses_nothing(input, host, imported->xml)) return finding;
    if (auto finding = each_can_be_read(alone->xml)) return finding;
    const auto ports = ports_of(imported->xml, "imported.xml", for_qemu);
    if (!ports) return std::nullopt;  // one port is in another's way, as it is in QEMU
    // A machine's limits are QEMU's own: it would have refused this command line too.
    const auto stock = lower(imported->xml, policy, "imported.xml");
    if (!stock && stock.error().kind != ErrorKind::unsupported)
        return broken("an import can be defined", {input, imported->xml, stock.error().message()});
    return is_x86(*ports) && host == HostOs::linux_ ? starts_the_same(*ports) : std::nullopt;
}

}  // namespace

Finding argv(std::string_view input)
{
    if (auto finding = run(input, HostOs::linux_)) return finding;
    return run(input, HostOs::windows);
}

}  // namespace chardev::fuzz
