// SPDX-License-Identifier: LGPL-2.1-or-later
// Asks the stock driver, with the daemon's own rights, for what the daemon must know whatever the caller may see.
#pragma once

#include <utility>

#include <libvirt/virterror.h>

#include "driver/load/libvirt_private.hpp"

namespace chardev::driver {

/// While it lives, access control treats this thread's calls as the daemon's own. Nothing that is learnt this way may be shown to
/// the caller. If libvirt lets us have no identities, the caller's stays.
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

/// What `question()` returns when it is called as the daemon. An error that it leaves is reset.
template <class Question>
auto as_daemon(Question &&question)
{
    const AsDaemon now;
    auto answer = std::forward<Question>(question)();
    virResetLastError();
    return answer;
}

}  // namespace chardev::driver
