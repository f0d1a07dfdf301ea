// SPDX-License-Identifier: LGPL-2.1-or-later
// Who may write the stored definition of a guest, and when.
//
// Every call of the stock driver that can write one holds Writing, as many at once as there are. Who reads a definition and
// stores it anew holds Replacing meanwhile, alone. A Writing never waits for a Replacing that waits itself: so no call of the
// stock driver is held up for longer than one definition takes to be stored, and a Replacing that finds no gap gives up.
//
// An edit of ports holds Editing from its first look to its last change, and may make several calls of the stock driver: they
// can wait long for a guest that is busy, and other edits wait with it, but nobody else.
#pragma once

#include <array>
#include <chrono>
#include <optional>

#include <libvirt/libvirt.h>

namespace chardev::driver {

using Uuid = std::array<unsigned char, VIR_UUID_BUFLEN>;

/// How long everybody waits, as the stock driver's jobs do for each other.
inline constexpr std::chrono::seconds patience{30};

/// A guest of one stock driver.
struct Guest {
    const void *stock = nullptr;  ///< any address that is the driver's own
    Uuid uuid{};

    friend auto operator<=>(const Guest &, const Guest &) = default;
};

// Which guest a call is about. std::nullopt: libvirt does not know it, so there is no definition to write.

[[nodiscard]] std::optional<Guest> guest_of(virDomainPtr domain);
/// By the UUID in a domain document.
[[nodiscard]] std::optional<Guest> guest_in(virConnectPtr conn, const char *xml);
[[nodiscard]] std::optional<Guest> guest_named(virConnectPtr conn, const char *name);

/// One of the three ways to hold a guest; held while the object lives.
class DefinitionLock {
public:
    DefinitionLock(const DefinitionLock &) = delete;
    DefinitionLock &operator=(const DefinitionLock &) = delete;

    /// False: not in time, and an error was reported.
    [[nodiscard]] explicit operator bool() const { return held_; }

protected:
    enum class Way { writing, replacing, editing };
    DefinitionLock(const std::optional<Guest> &guest, Way way);
    ~DefinitionLock();

private:
    std::optional<Guest> guest_;
    Way way_;
    bool held_;
};

// std::nullopt: no guest, and nothing to hold.

class Writing : public DefinitionLock {
public:
    explicit Writing(const std::optional<Guest> &guest) : DefinitionLock(guest, Way::writing) {}
};

class Replacing : public DefinitionLock {
public:
    explicit Replacing(const std::optional<Guest> &guest) : DefinitionLock(guest, Way::replacing) {}
};

class Editing : public DefinitionLock {
public:
    explicit Editing(const std::optional<Guest> &guest) : DefinitionLock(guest, Way::editing) {}
};

}  // namespace chardev::driver
