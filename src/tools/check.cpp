// SPDX-License-Identifier: LGPL-2.1-or-later
// virt-chardev check: everything that libvirt with this plugin would say of documents, without a daemon.
#include <algorithm>

#include "conf/document/findings.hpp"
#include "conf/model/gettext.hpp"
#include "qemu/chardev/backend.hpp"
#include "qemu/legacy/grammar.hpp"
#include "qemu/limits.hpp"
#include "tools/hypervisor.hpp"
#include "tools/output.hpp"
#include "tools/release.hpp"
#include "tools/source.hpp"
#include "xen/limits.hpp"
#include "xen/version.hpp"

namespace chardev::tools {

namespace {

using Release = std::optional<qemu::Version>;

/// What the user says of releases.
struct Said {
    Release qemu;
    std::optional<xen::Version> xen;
};

/// The emulator is run only if it matters which release it is: no release can do what an unknown one has to.
Release release_for(const Findings &found, const std::string &file, const Release &said)
{
    constexpr qemu::Version none{};
    if (said || qemu::check_releases(found.ports, none)) return said;
    const auto asked = asked_release(found.machine, file);
    if (asked) return *asked;
    warn(asked.error());
    return std::nullopt;
}

/// What only libvirt knows how to start.
bool is_libvirts(const Backend &backend)
{
    if (const auto *socket = std::get_if<Unix>(&backend)) {
        const auto *listen = std::get_if<UnixListen>(&socket->end);
        return listen && !listen->path;
    }
    return std::holds_alternative<Foreign>(backend) || std::holds_alternative<None>(backend);
}

Result<Ok> check_release(const PlacedPort &placed, const qemu::Version &release)
{
    [[maybe_unused]] const auto &[port, slot, where, ours] = placed;
    if (is_libvirts(port.backend)) return Ok{};
    if (!qemu::require(qemu::Feature::chardev, release, where)) {
        const auto text = qemu::write_legacy(port, slot.kind, release);
        return text ? Result<Ok>(Ok{}) : text.error().at(where);
    }
    const auto option = qemu::chardev_of(port, slot.kind, "port", release);
    return option ? Result<Ok>(Ok{}) : option.error().at(where);
}

/// Xen's device model is a QEMU; which one, no document says.
Release device_model(const Said &said)
{
    if (said.qemu || !said.xen) return said.qemu;
    return xen::device_model_of(*said.xen, false);
}

Result<Ok> check_limits(const std::vector<PlacedPort> &ports, const Machine &machine)
{
    return is_xen(machine) ? xen::check_limits(ports) : qemu::check_isa_limits(ports, machine);
}

/// What the machine and the release cannot do; a port in libvirt's grammar is taken all the same.
void add_impossible(Findings &found, const std::string &file, const Said &said)
{
    std::vector<PlacedPort> all = found.ports;
    for (PlacedPort &placed : all) placed.ours = true;
    std::optional<Error> doubts;
    found.mistakes.add(check_limits(found.ports, found.machine));
    join(doubts, check_limits(all, found.machine));
    const Release release = is_xen(found.machine) ? device_model(said) : release_for(found, file, said.qemu);
    for (const PlacedPort &placed : found.ports) {
        const auto possible = release ? check_release(placed, *release) : Ok{};
        if (placed.ours)
            found.mistakes.add(possible);
        else
            join(doubts, possible);
    }
    found.doubt(doubts);
}

Exit check_domain(Findings found, const std::string &file, const Said &said)
{
    add_impossible(found, file, said);
    const auto mistakes = found.mistakes.by_line();
    warn(file, found.warnings);
    for (const Error &doubt : found.doubts.by_line()) warn(doubt);
    for (const Error &mistake : mistakes) bad_input(mistake);
    return mistakes.empty() ? Exit::fine : Exit::bad_input;
}

Exit check_file(const std::string &file, const Said &said)
{
    const auto text = read_source(file);
    if (!text) return bad_input(text.error());
    const auto domains = find_mistakes(*text, file, policy_of);
    if (!domains) return bad_input(domains.error());
    Exit exit = Exit::fine;
    for (const Findings &found : *domains) exit = std::max(exit, check_domain(found, file, said));
    return exit;
}

Exit check(const Request &request)
{
    const auto qemu = said_release(request);
    if (!qemu) return bad_usage(qemu.error().what);
    const auto xen = said_xen_release(request);
    if (!xen) return bad_usage(xen.error().what);
    Exit exit = Exit::fine;
    for (const std::string &file : request.files) exit = std::max(exit, check_file(file, {*qemu, *xen}));
    return exit;
}

const char *summary()
{
    return _("Check the ports of domain documents, in whichever grammar");
}

}  // namespace

const Command &check_command()
{
    static const Command command{"check", "[--qemu-version VERSION] [--xen-version VERSION] FILE…",
                                 true,    {Option::qemu_version, Option::xen_version},
                                 summary, check};
    return command;
}

}  // namespace chardev::tools
