// SPDX-License-Identifier: LGPL-2.1-or-later
// Asking the stock driver what the daemon must know for its own sake, whatever the caller may see.
#pragma once

#include <utility>

#include <libvirt/virterror.h>

#include "driver/load/libvirt_private.hpp"

namespace chardev::driver {

/// While it lives, access control takes this thread's calls for the daemon's own. Nothing that was asked for so may be shown to
/// the caller. Where libvirt has no identities for us, the caller's stays.
class AsDaemon {
public:
    AsDaemon();
    AsDaemon(const AsDaemon &) = delete;
    AsDaemon &operator=(const AsDaemon &) = delete;
    ~AsDaemon();

private:
    Identity *caller_ = nullptr;
    bool changed_ = false;
};

/// What `question()` returns, asked as the daemon. An error that it leaves is forgotten.
template <class Question>
auto as_daemon(Question &&question)
{
    const AsDaemon now;
    auto answer = std::forward<Question>(question)();
    virResetLastError();
    return answer;
}

}  // namespace chardev::driver
