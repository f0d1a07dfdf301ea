// SPDX-License-Identifier: LGPL-2.1-or-later
// virt-chardev check: everything that libvirt with this plugin would say of documents, without a daemon.
#include "conf/document.hpp"
#include "conf/gettext.hpp"
#include "conf/libvirt_grammar.hpp"
#include "conf/ports.hpp"
#include "qemu/chardev.hpp"
#include "qemu/legacy.hpp"
#include "qemu/limits.hpp"
#include "tools/console.hpp"
#include "tools/hypervisor.hpp"
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
Release release_for(const DomainPorts &domain, const std::string &file, const Release &said)
{
    constexpr qemu::Version none{};
    if (said || qemu::check_releases(domain.ports, none))
        return said;
    const auto asked = asked_release(domain.machine, file);
    if (asked)
        return *asked;
    warn(file, {asked.error().what});
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
    if (is_libvirts(port.backend))
        return Ok{};
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
    if (said.qemu || !said.xen)
        return said.qemu;
    return xen::device_model_of(*said.xen, false);
}

Result<Ok> check_domain(const DomainPorts &domain, const std::string &file, const Said &said)
{
    const auto fits = is_xen(domain.machine) ? xen::check_limits(domain.ports) : qemu::check_isa_limits(domain.ports, domain.machine);
    if (!fits)
        return fits;
    const Release release = is_xen(domain.machine) ? device_model(said) : release_for(domain, file, said.qemu);
    if (!release)
        return Ok{};
    for (const PlacedPort &placed : domain.ports)
        if (auto fine = check_release(placed, *release); !fine)
            return fine;
    return Ok{};
}

/// What only the writing for libvirt shows.
Result<Ok> check_lowering(const std::string &text, const std::string &file, const Policy &policy)
{
    const auto lowered = lower(text, policy, file);
    if (!lowered)
        return lowered.error();
    if (*lowered)
        warn(file, (*lowered)->warnings);
    return Ok{};
}

Result<Ok> check_element(const PlacedPort &port)
{
    const auto written = libvirt_grammar::render(port.port, port.slot, {});
    return written ? Result<Ok>(Ok{}) : written.error().at(port.where);
}

Result<Ok> check_text(const std::string &text, const std::string &file, const Said &said)
{
    const auto domains = ports_of_each(text, file, policy_of);
    if (!domains)
        return domains.error();
    for (const DomainPorts &domain : *domains)
        if (auto fine = check_domain(domain, file, said); !fine)
            return fine;
    return is_port_grammar_fragment(text) ? check_element(domains->front().ports.front()) : check_lowering(text, file, policy_of(*domains));
}

Result<Ok> check_file(const std::string &file, const Said &said)
{
    const auto text = read_source(file);
    return text ? check_text(*text, file, said) : Result<Ok>(text.error());
}

Exit check(const Request &request)
{
    const auto qemu = said_release(request);
    if (!qemu)
        return bad_usage(qemu.error().what);
    const auto xen = said_xen_release(request);
    if (!xen)
        return bad_usage(xen.error().what);
    Exit exit = Exit::fine;
    for (const std::string &file : request.files)
        if (const auto fine = check_file(file, {*qemu, *xen}); !fine)
            exit = bad_input(fine.error());
    return exit;
}

const char *summary()
{
    return _("Check the ports of domain documents, in whichever grammar");
}

}  // namespace

const Command &check_command()
{
    static const Command command{"check", "[--qemu-version VERSION] [--xen-version VERSION] FILE…", true,
                                 {Option::qemu_version, Option::xen_version}, summary, check};
    return command;
}

}  // namespace chardev::tools
