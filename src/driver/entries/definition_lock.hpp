// SPDX-License-Identifier: LGPL-2.1-or-later
// Who may write the stored definition of a guest, and when.
//
// Every call of the stock driver that can write it holds WritingLock; any number of them may. Reading a definition and storing
// it anew needs ReplacingLock, which excludes WritingLock and itself. WritingLock never waits for a ReplacingLock that is still
// waiting: no call of the stock driver is delayed for longer than one definition takes to be stored, and a ReplacingLock that
// finds no gap gives up.
//
// An edit of ports holds EditingLock from its first look at the definition to its last change of it. It may call the stock driver
// several times, and each call may wait long for a busy guest: other edits wait for it, but nobody else.
#pragma once

#include <array>
#include <chrono>
#include <optional>

#include <libvirt/libvirt.h>

namespace chardev::driver {

using Uuid = std::array<unsigned char, VIR_UUID_BUFLEN>;

/// How long a lock is waited for: as long as the stock driver's jobs wait for each other.
inline constexpr std::chrono::seconds patience{30};

/// A guest of one stock driver.
struct Guest {
    const void *stock = nullptr;  ///< identifies the driver
    Uuid uuid{};

    friend auto operator<=>(const Guest &, const Guest &) = default;
};

// Which guest a call is about. std::nullopt: libvirt does not know it, so there is no definition to write.

[[nodiscard]] std::optional<Guest> guest_of(virDomainPtr domain);
/// By the UUID in a domain document.
[[nodiscard]] std::optional<Guest> guest_in(virConnectPtr conn, const char *xml);
[[nodiscard]] std::optional<Guest> guest_named(virConnectPtr conn, const char *name);

/// The base of the three locks, each held while the object lives.
class DefinitionLock {
public:
    DefinitionLock(const DefinitionLock &) = delete;
    DefinitionLock &operator=(const DefinitionLock &) = delete;

    /// False: not in time, and an error was reported.
    [[nodiscard]] explicit operator bool() const { return held_; }

protected:
    enum class Mode { writing, replacing, editing };
    DefinitionLock(const std::optional<Guest> &guest, Mode mode);
    ~DefinitionLock();

private:
    std::optional<Guest> guest_;
    Mode mode_;
    bool held_;
};

// std::nullopt: there is no guest, so nothing is locked.

class WritingLock : public DefinitionLock {
public:
    explicit WritingLock(const std::optional<Guest> &guest) : DefinitionLock(guest, Mode::writing) {}
};

class ReplacingLock : public DefinitionLock {
public:
    explicit ReplacingLock(const std::optional<Guest> &guest) : DefinitionLock(guest, Mode::replacing) {}
};

class EditingLock : public DefinitionLock {
public:
    explicit EditingLock(const std::optional<Guest> &guest) : DefinitionLock(guest, Mode::editing) {}
};

}  // namespace chardev::driver
