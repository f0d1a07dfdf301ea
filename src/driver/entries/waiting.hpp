// SPDX-License-Identifier: LGPL-2.1-or-later
// Limits how many guests may wait for a client at once while they start, because each one blocks one of the daemon's workers.
#pragma once

namespace chardev::driver {

/// One of the places for starts that wait; given back when the call that took it ends.
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
