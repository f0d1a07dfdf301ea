// SPDX-License-Identifier: LGPL-2.1-or-later
// Lets the stock driver judge the caller, the flags and the state of the guest; only a device that it does not find is
// looked for among our ports.
#include "driver/entries/console.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <string_view>

#include <libvirt/virterror.h>

#include "conf/document/argument_ports.hpp"
#include "conf/model/gettext.hpp"
#include "driver/entries/console_session.hpp"
#include "driver/entries/outline.hpp"
#include "driver/entries/wrap.hpp"
#include "driver/exception_boundary.hpp"
#include "driver/last_error.hpp"
#include "driver/load/libvirt_private.hpp"

namespace chardev::driver {

namespace {

using Ports = std::vector<ArgumentPort>;

std::optional<ArgumentPort> named(const Ports &ports, std::string_view name)
{
    const auto found =
        std::find_if(ports.begin(), ports.end(), [name](const auto &port) { return port.alias == name; });
    return found == ports.end() ? std::nullopt : std::optional(*found);
}

/// The lowest serial port, if the guest has no console that the stock driver would have opened.
std::optional<ArgumentPort> usual(const Ports &ports, const Outline &outline)
{
    std::optional<ArgumentPort> lowest;
    for (const ArgumentPort &port : ports)
        if (port.slot.kind == Kind::serial && (!lowest || port.slot.index < lowest->slot.index)) lowest = port;
    return outline.has_console ? std::nullopt : lowest;
}

/// Empty, with an error reported: there is none to be had.
std::string terminal_of(const Decorated &our, const ArgumentPort &port, const Outline &outline)
{
    const char *alias = port.alias.c_str();
    if (!port.is_terminal) {
        report(
            {ErrorKind::invalid,
             {},
             format(
                 _("the port '%s' is no terminal that a console could be opened on; give it type='pty', or go where its data goes"),
                 alias)});
        return {};
    }
    const auto terminals = outline.id ? our.policy().terminals(*outline.id) : std::map<Slot, std::string>();
    const auto found = terminals.find(port.slot);
    if (found != terminals.end()) return found->second;
    report(
        {ErrorKind::invalid,
         {},
         format(
             _("the terminal of the port '%s' is not known, because the guest's device model does not answer; try again in a moment"),
             alias)});
    return {};
}

int open_ours(const Decorated &our, virDomainPtr domain, const char *name, virStreamPtr stream, unsigned flags)
{
    const LastError stock_error;
    const Text shown = ask(our.api().domainGetXMLDesc, domain, 0U);
    const Outline outline = shown ? outline_of(shown.get()) : Outline{};
    const Ports ports = shown ? argument_ports(shown.get(), our.policy()) : Ports{};
    const auto port = name ? named(ports, name) : usual(ports, outline);
    if (!port) {
        stock_error.put_back();
        return -1;
    }
    virResetLastError();
    const std::string terminal = terminal_of(our, *port, outline);
    return !terminal.empty() && open_session(terminal, stream, flags & VIR_DOMAIN_CONSOLE_FORCE) ? 0 : -1;
}

int domain_open_console(virDomainPtr domain, const char *name, virStreamPtr stream, unsigned flags) noexcept
{
    return guarded([&] {
        const Decorated &our = decorated(domain);
        const int result = our.api().domainOpenConsole(domain, name, stream, flags);
        const bool not_found = result < 0 && virGetLastErrorCode() == VIR_ERR_INTERNAL_ERROR;
        return not_found ? open_ours(our, domain, name, stream, flags) : result;
    });
}

}  // namespace

void decorate_console(Decorated &table)
{
    const LibvirtPrivate &libvirt = libvirt_private();
    if (libvirt.open_stream && libvirt.on_stream_closed && table.api().domainGetXMLDesc)
        replace<&Api::domainOpenConsole>(table, domain_open_console);
}

}  // namespace chardev::driver
