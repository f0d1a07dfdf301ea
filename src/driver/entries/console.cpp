// SPDX-License-Identifier: LGPL-2.1-or-later
// virDomainOpenConsole on ports that the stock driver does not know, because they exist only as arguments. The stock driver
// judges the caller, the flags and the guest's state; only a device that it does not find is looked for among our ports.
#include <algorithm>
#include <cerrno>
#include <cstring>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include <fcntl.h>
#include <libvirt/virterror.h>
#include <termios.h>
#include <unistd.h>

#include "conf/document/argument_ports.hpp"
#include "conf/model/gettext.hpp"
#include "driver/entries/decorate.hpp"
#include "driver/entries/last_error.hpp"
#include "driver/entries/outline.hpp"
#include "driver/entries/wrap.hpp"
#include "driver/exception_boundary.hpp"
#include "driver/load/libvirt_private.hpp"

namespace chardev::driver {

namespace {

/// The open streams by terminal: one client each, because two would each get a part of the data. libvirt calls back with a
/// stream's lock held, and aborting one takes it: no stream that others know is touched while our own lock is held.
struct Sessions {
    std::mutex mutex;
    std::map<std::string, virStreamPtr> streams;  ///< each with a reference
};

/// Never freed: streams may be closed while the process ends.
Sessions &sessions()
{
    static Sessions &all = *std::make_unique<Sessions>().release();
    return all;
}

/// What the callback of a closed stream needs.
struct Session {
    std::string terminal;
    virStreamPtr stream;
};

/// The callback of a stream that was closed. If the session was taken over, its entry is gone or is another stream's.
void forget(virStreamPtr, void *opaque)
{
    const auto &session = *static_cast<const Session *>(opaque);
    {
        const std::lock_guard lock(sessions().mutex);
        const auto found = sessions().streams.find(session.terminal);
        if (found == sessions().streams.end() || found->second != session.stream) return;
        sessions().streams.erase(found);
    }
    virStreamFree(session.stream);
}

void free_session(void *opaque)
{
    const std::unique_ptr<Session> session(static_cast<Session *>(opaque));
}

void end_session(const std::string &terminal)
{
    virStreamPtr stream = nullptr;
    {
        const std::lock_guard lock(sessions().mutex);
        if (const auto node = sessions().streams.extract(terminal)) stream = node.mapped();
    }
    if (!stream) return;
    virStreamAbort(stream);
    virStreamFree(stream);
}

/// The path comes from the guest's device model, which the guest may have taken over: no other file may be opened.
bool is_terminal(std::string_view path)
{
    constexpr std::string_view directory = "/dev/pts/";
    return path.starts_with(directory) && path.size() > directory.size() &&
           path.find_first_not_of("0123456789", directory.size()) == path.npos;
}

/// Opens it in raw mode, so that the guest does not receive its own output; below 0: an error was reported.
int open_terminal(const std::string &terminal)
{
    // not blocking, because the line may have no carrier; the stream sets its own mode later
    errno = ENOTTY;
    const int fd = is_terminal(terminal) ? ::open(terminal.c_str(), O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK) : -1;
    termios settings{};
    if (fd >= 0 && ::tcgetattr(fd, &settings) == 0) {
        ::cfmakeraw(&settings);
        if (::tcsetattr(fd, TCSANOW, &settings) == 0 && ::fcntl(fd, F_SETFL, O_RDWR) == 0) return fd;
    }
    report({ErrorKind::invalid,
            {},
            format(_("the terminal '%s' cannot be opened: %s"), terminal.c_str(), std::strerror(errno))});
    if (fd >= 0) ::close(fd);
    return -1;
}

bool serve(const std::string &terminal, virStreamPtr stream)
{
    const int fd = open_terminal(terminal);
    if (fd < 0) return false;
    if (libvirt_private().open_stream(stream, fd) < 0) {
        ::close(fd);
        return false;
    }
    sessions().streams.emplace(terminal, stream);
    virStreamRef(stream);
    libvirt_private().on_stream_closed(stream, forget, std::make_unique<Session>(Session{terminal, stream}).release(),
                                       free_session);
    return true;
}

/// Lets `stream` read and write the terminal until it is closed. False: an error was reported.
bool open_session(const std::string &terminal, virStreamPtr stream, bool force)
{
    if (force) end_session(terminal);
    const std::lock_guard lock(sessions().mutex);
    if (!sessions().streams.contains(terminal)) return serve(terminal, stream);
    report(VIR_ERR_OPERATION_FAILED, _("Active console session exists for this domain"));
    return false;
}

using Ports = std::vector<ArgumentPort>;

std::optional<ArgumentPort> port_named(const Ports &ports, std::string_view name)
{
    const auto found =
        std::find_if(ports.begin(), ports.end(), [name](const auto &port) { return port.alias == name; });
    return found == ports.end() ? std::nullopt : std::optional(*found);
}

/// The lowest serial port, if the guest has no console that the stock driver would have opened.
std::optional<ArgumentPort> default_port(const Ports &ports, const Outline &outline)
{
    std::optional<ArgumentPort> lowest;
    for (const ArgumentPort &port : ports)
        if (port.slot.kind == Kind::serial && (!lowest || port.slot.index < lowest->slot.index)) lowest = port;
    return outline.has_console ? std::nullopt : lowest;
}

/// Empty: an error was reported.
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
    const auto port = name ? port_named(ports, name) : default_port(ports, outline);
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
    return exception_boundary([&] {
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
