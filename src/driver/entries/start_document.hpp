// SPDX-License-Identifier: LGPL-2.1-or-later
// The documents from which the stock driver would start a guest: its definition, a save image or a snapshot. Each is read once,
// as the daemon, and can tell whether the start would wait for clients and whether the stock driver can start the guest at all.
#pragma once

#include <optional>
#include <string_view>

#include <libvirt/libvirt.h>

#include "driver/entries/text.hpp"
#include "driver/load/table.hpp"

namespace chardev::driver {

class StartDocument {
public:
    /// Empty: the document could not be read; the stock driver will report why when it is called for the start itself.
    StartDocument(const Decorated &our, Text answer);

    [[nodiscard]] explicit operator bool() const { return bool(text_); }
    [[nodiscard]] std::string_view text() const { return text_ ? text_.get() : ""; }

    /// Whether the start is held until a client connects.
    [[nodiscard]] bool waits() const;
    /// False, with an error reported, if the start would crash the daemon.
    [[nodiscard]] bool is_startable() const;

private:
    const Decorated &our_;
    Text text_;
};

[[nodiscard]] StartDocument stored_definition(const Decorated &our, virDomainPtr domain);
[[nodiscard]] StartDocument definition_with_secrets(const Decorated &our, virDomainPtr domain);
/// std::nullopt: there is none.
[[nodiscard]] std::optional<StartDocument> stored_managed_save(const Decorated &our, virDomainPtr domain);
/// What the running guest began with, if it runs; else its definition.
[[nodiscard]] StartDocument current_document(const Decorated &our, virDomainPtr domain);
[[nodiscard]] StartDocument stored_image(const Decorated &our, virConnectPtr conn, const char *file);
[[nodiscard]] StartDocument stored_snapshot(const Decorated &our, virDomainSnapshotPtr snapshot);

}  // namespace chardev::driver
