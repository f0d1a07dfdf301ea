// SPDX-License-Identifier: LGPL-2.1-or-later
// The document from which the stock driver would start a guest: its definition, a save image or a snapshot. It is read
// once, as the daemon, and then asked whether the start would wait for clients and whether the stock driver can start it at all.
#pragma once

#include <optional>
#include <string_view>

#include <libvirt/libvirt.h>

#include "driver/entries/text.hpp"
#include "driver/load/table.hpp"

namespace chardev::driver {

class Stored {
public:
    /// Empty: it cannot be shown, and the stock driver will say why when it is called for the start itself.
    Stored(const Decorated &our, Text answer);

    [[nodiscard]] explicit operator bool() const { return bool(text_); }
    [[nodiscard]] std::string_view text() const { return text_ ? text_.get() : ""; }

    /// Whether the start is held until a client connects.
    [[nodiscard]] bool waits() const;
    /// False, with an error reported, if it would end the daemon.
    [[nodiscard]] bool is_startable() const;

private:
    const Decorated &our_;
    Text text_;
};

[[nodiscard]] Stored stored_definition(const Decorated &our, virDomainPtr domain);
/// The same with secrets.
[[nodiscard]] Stored whole_definition(const Decorated &our, virDomainPtr domain);
/// std::nullopt: there is none.
[[nodiscard]] std::optional<Stored> stored_managed_save(const Decorated &our, virDomainPtr domain);
/// What the running guest began with, if it runs; else its definition.
[[nodiscard]] Stored current_document(const Decorated &our, virDomainPtr domain);
[[nodiscard]] Stored stored_image(const Decorated &our, virConnectPtr conn, const char *file);
[[nodiscard]] Stored stored_snapshot(const Decorated &our, virDomainSnapshotPtr snapshot);

}  // namespace chardev::driver
