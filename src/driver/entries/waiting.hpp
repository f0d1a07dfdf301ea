// SPDX-License-Identifier: LGPL-2.1-or-later
// Guests whose start waits for a client: each holds one of the daemon's workers, so only half of them may.
#pragma once

namespace chardev::driver {

/// One of the places for waiting starts, given back at the end of the call that took it.
class WaitingPlace {
public:
    WaitingPlace() = default;
    WaitingPlace(const WaitingPlace &) = delete;
    WaitingPlace &operator=(const WaitingPlace &) = delete;
    ~WaitingPlace();

    /// Takes one if `waits`. False: none is left, and an error was reported.
    [[nodiscard]] bool take_if(bool waits);

private:
    bool taken_ = false;
};

/// How many may wait at once.
[[nodiscard]] unsigned waiting_limit();

}  // namespace chardev::driver
