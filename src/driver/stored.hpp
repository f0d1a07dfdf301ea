// SPDX-License-Identifier: LGPL-2.1-or-later
// The document from which the stock driver would start a guest: its definition, a save image or a snapshot. It is read
// once, and then asked whether the start would wait for clients and whether the stock driver can start it at all.
#pragma once

#include <optional>

#include <libvirt/libvirt.h>

#include "driver/table.hpp"
#include "driver/text.hpp"

namespace chardev::driver {

class Stored {
public:
    /// What the stock driver has just answered to `our` client: a document, or why it shows none.
    Stored(const Decorated &our, Text answer);

    /// Whether the start is held until a client connects. True for a document that the caller may not see, false for any
    /// other that cannot be shown; the stock driver says why when it is called for the start itself.
    [[nodiscard]] bool waits() const;
    /// The caller may not see it.
    [[nodiscard]] bool is_hidden() const { return hidden_; }
    /// False, with an error reported, if it would end the daemon.
    [[nodiscard]] bool is_startable() const;

private:
    const Decorated &our_;
    Text text_;
    bool hidden_;
};

[[nodiscard]] Stored stored_definition(const Decorated &our, virDomainPtr domain);
/// std::nullopt: there is none.
[[nodiscard]] std::optional<Stored> stored_managed_save(const Decorated &our, virDomainPtr domain);
/// What the running guest began with, if it runs; else its definition.
[[nodiscard]] Stored current_document(const Decorated &our, virDomainPtr domain);
[[nodiscard]] Stored stored_image(const Decorated &our, virConnectPtr conn, const char *file);
[[nodiscard]] Stored stored_snapshot(const Decorated &our, virDomainSnapshotPtr snapshot);

}  // namespace chardev::driver
