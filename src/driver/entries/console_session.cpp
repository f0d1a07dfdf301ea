// SPDX-License-Identifier: LGPL-2.1-or-later
// Keeps the streams that are open by terminal. libvirt calls back with a stream's lock held, and aborting one takes it:
// so no stream that others know is touched while our own lock is held.
#include "driver/entries/console_session.hpp"

#include <cerrno>
#include <cstring>
#include <map>
#include <memory>
#include <mutex>
#include <string_view>

#include <fcntl.h>
#include <libvirt/virterror.h>
#include <termios.h>
#include <unistd.h>

#include "conf/model/gettext.hpp"
#include "driver/load/libvirt_private.hpp"
#include "driver/report.hpp"

namespace chardev::driver {

namespace {

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

/// What the callback of one stream needs.
struct Session {
    std::string terminal;
    virStreamPtr stream;
};

/// The entry is gone, or another's, if the session was taken over.
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

/// The name comes from the guest's device model, which may be the guest's by now: no other file is opened for it.
bool is_terminal(std::string_view path)
{
    constexpr std::string_view directory = "/dev/pts/";
    return path.starts_with(directory) && path.size() > directory.size() &&
           path.find_first_not_of("0123456789", directory.size()) == path.npos;
}

/// Raw, so that the guest does not hear its own words; below 0: an error was reported.
int open_terminal(const std::string &terminal)
{
    // not blocking, for a line without a carrier; the stream decides for itself
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

}  // namespace

bool open_session(const std::string &terminal, virStreamPtr stream, bool force)
{
    if (force) end_session(terminal);
    const std::lock_guard lock(sessions().mutex);
    if (!sessions().streams.contains(terminal)) return serve(terminal, stream);
    report(VIR_ERR_OPERATION_FAILED, _("Active console session exists for this domain"));
    return false;
}

}  // namespace chardev::driver
