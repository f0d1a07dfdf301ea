// SPDX-License-Identifier: LGPL-2.1-or-later
// Turns at the definition of a guest: an edit reads, changes and stores it, and two at once would lose one of both.
#pragma once

#include <array>

#include <libvirt/libvirt.h>

namespace chardev::driver {

using Uuid = std::array<unsigned char, VIR_UUID_BUFLEN>;

/// The turn at one guest, held while this lives.
class Turn {
public:
    Turn() = default;
    Turn(const Turn &) = delete;
    Turn &operator=(const Turn &) = delete;
    ~Turn();

    /// Waits for the edits that came before, as long as the stock driver would. False: an error was reported.
    [[nodiscard]] bool take(virDomainPtr domain);

private:
    Uuid guest_{};
    bool taken_ = false;
};

}  // namespace chardev::driver
