// SPDX-License-Identifier: LGPL-2.1-or-later
// Lowers the XML arguments of an entry for the duration of one call.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <vector>

#include <libvirt/libvirt.h>

#include "conf/document/document.hpp"
#include "driver/load/table.hpp"

namespace chardev::driver {

/// Logs each of `warnings`, with the guest's name if `domain` is not NULL.
void log_warnings(const std::vector<std::string> &warnings, virDomainPtr domain);

/// Whether a migration with `flags` moves a running guest, which never waits for clients; else it moves only a definition.
[[nodiscard]] bool guest_arrives(unsigned long flags);

/// One XML argument.
class XmlInput {
public:
    explicit XmlInput(const Decorated &our) : our_(our) {}

    /// Points `xml` at the lowered document, which lives as long as this; nullptr and documents that are not ours are
    /// left alone. False: an error was reported.
    [[nodiscard]] bool lower(const char *&xml);
    /// The same for a document that goes to the destination of a migration with `flags`.
    [[nodiscard]] bool lower_migrated(const char *&xml, unsigned long flags);
    /// The same at the destination. False also if the stock driver cannot start the guest.
    [[nodiscard]] bool lower_arrived(const char *&xml, unsigned long flags);

    [[nodiscard]] bool waits() const { return lowered_ && lowered_->waits; }
    /// To be called when the stock driver has accepted the document of `domain` (nullptr: not known).
    void log_warnings(virDomainPtr domain) const;

private:
    const Decorated &our_;
    std::optional<Lowered> lowered_;
};

/// All documents in an array of typed parameters ("dxml", "destination_xml", "persistent_xml").
class ParameterInput {
public:
    explicit ParameterInput(const Decorated &our) : our_(our) {}

    /// Points `params` at a copy in which documents are lowered.
    [[nodiscard]] bool lower(virTypedParameterPtr &params, int &nparams);
    /// The same for the source and the destination of a migration with `flags`.
    [[nodiscard]] bool lower_migrated(virTypedParameterPtr &params, int &nparams, unsigned long flags);
    [[nodiscard]] bool lower_arrived(virTypedParameterPtr &params, int &nparams, unsigned long flags);
    /// Adds a parameter that the caller did not give; to be called before lowering. `text` must outlive this.
    void add(const char *field, const std::string &text);

    [[nodiscard]] bool waits() const;
    void log_warnings(virDomainPtr domain) const;

    /// The value of a string parameter, or nullptr.
    [[nodiscard]] static const char *find(virTypedParameterPtr params, int nparams, const char *field);

private:
    /// How the document for the destination is lowered; nullptr: as all others.
    using Migrate = bool (XmlInput::*)(const char *&xml, unsigned long flags);
    [[nodiscard]] bool rewrite(virTypedParameterPtr &params, int &nparams, unsigned long flags, Migrate migrate);

    const Decorated &our_;
    std::deque<XmlInput> inputs_;  // their documents must not move
    std::vector<virTypedParameter> copy_;
};

}  // namespace chardev::driver
