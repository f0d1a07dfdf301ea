// SPDX-License-Identifier: LGPL-2.1-or-later
// Guests whose start waits for a client: each holds one of the daemon's workers, so only half of them may.
#pragma once

#include <optional>

#include <libvirt/libvirt.h>

#include "driver/table.hpp"
#include "driver/text.hpp"

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

/// Whether a document that the stock driver has just shown holds the start. One that the caller may not see counts as
/// waiting, any other failure as not; the stock driver says why when it is called for the start itself.
[[nodiscard]] bool stock_text_waits(const Decorated &our, const Text &stock);

/// Whether the guest would wait if it were started now from its definition.
[[nodiscard]] bool definition_waits(const Decorated &our, virDomainPtr domain);

/// Whether it would if it were started from its managed save image; std::nullopt: it has none.
[[nodiscard]] std::optional<bool> managed_save_waits(const Decorated &our, virDomainPtr domain);

}  // namespace chardev::driver
