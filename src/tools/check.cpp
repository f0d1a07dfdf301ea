// SPDX-License-Identifier: LGPL-2.1-or-later
// virt-chardev check: prints what libvirt with this plugin would report about documents, without a daemon.
#include <algorithm>

#include "conf/document/findings.hpp"
#include "conf/model/gettext.hpp"
#include "conf/model/parts.hpp"
#include "qemu/chardev/backend.hpp"
#include "qemu/legacy/grammar.hpp"
#include "qemu/limits.hpp"
#include "tools/hypervisor.hpp"
#include "tools/input_output.hpp"
#include "tools/options.hpp"
#include "xen/limits.hpp"
#include "xen/version.hpp"

namespace chardev::tools {

namespace {

/// The releases that the user names.
struct Releases {
    std::optional<qemu::Version> qemu;
    std::optional<xen::Version> xen;
};

/// `given`, or the release of the guest's emulator, which is run only if a port needs a feature that not every release has.
std::optional<qemu::Version> release_for(const Findings &found, const std::string &file,
                                         const std::optional<qemu::Version> &given)
{
    constexpr qemu::Version none{};
    if (given || qemu::check_releases(found.ports, none)) return given;
    const auto release = emulator_release(found.machine, file);
    if (release) return *release;
    warn(release.error());
    return std::nullopt;
}

Result<Ok> check_release(const PlacedPort &placed, const qemu::Version &release)
{
    [[maybe_unused]] const auto &[port, slot, where, ours] = placed;
    if (is_none(port) || facts_about(port.backend).only_libvirt_starts_it) return Ok{};
    if (!qemu::require(qemu::Feature::chardev, release, where)) {
        const auto text = qemu::write_legacy(port, slot.kind, release);
        return text ? Result<Ok>(Ok{}) : text.error().at(where);
    }
    const auto option = qemu::chardev_of(port, slot.kind, "port", release);
    return option ? Result<Ok>(Ok{}) : option.error().at(where);
}

/// The release of the QEMU that is Xen's device model; std::nullopt if the user names none.
std::optional<qemu::Version> device_model(const Releases &given)
{
    if (given.qemu || !given.xen) return given.qemu;
    return xen::device_model_of(*given.xen, xen::ConfigFormat::xl);
}

Result<Ok> check_limits(const std::vector<PlacedPort> &ports, const Machine &machine)
{
    return is_xen(machine) ? xen::check_limits(ports) : qemu::check_isa_limits(ports, machine);
}

/// Adds what the machine and the release cannot do: mistakes, or doubts for a port in libvirt's grammar, which libvirt accepts.
void add_impossible(Findings &found, const std::string &file, const Releases &given)
{
    std::vector<PlacedPort> all = found.ports;
    for (PlacedPort &placed : all) placed.ours = true;
    std::optional<Error> doubts;
    found.mistakes.add(check_limits(found.ports, found.machine));
    join(doubts, check_limits(all, found.machine));
    const auto release = is_xen(found.machine) ? device_model(given) : release_for(found, file, given.qemu);
    for (const PlacedPort &placed : found.ports) {
        const auto possible = release ? check_release(placed, *release) : Ok{};
        if (placed.ours)
            found.mistakes.add(possible);
        else
            join(doubts, possible);
    }
    found.doubt(doubts);
}

Exit check_domain(Findings found, const std::string &file, const Releases &given)
{
    add_impossible(found, file, given);
    const auto mistakes = found.mistakes.by_line();
    warn(file, found.warnings);
    for (const Error &doubt : found.doubts.by_line()) warn(doubt);
    for (const Error &mistake : mistakes) bad_input(mistake);
    return mistakes.empty() ? Exit::fine : Exit::bad_input;
}

Exit check_file(const std::string &file, const Releases &given)
{
    const auto text = read_source(file);
    if (!text) return bad_input(text.error());
    const auto domains = find_mistakes(*text, file, policy_of);
    if (!domains) return bad_input(domains.error());
    Exit exit = Exit::fine;
    for (const Findings &found : *domains) exit = std::max(exit, check_domain(found, file, given));
    return exit;
}

Exit check(const Request &request)
{
    const auto qemu = qemu_version_option(request);
    if (!qemu) return bad_usage(qemu.error().what);
    const auto xen = xen_version_option(request);
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
