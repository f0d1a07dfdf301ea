// SPDX-License-Identifier: LGPL-2.1-or-later
// XML on its way in: one argument of an entry, lowered for the time of one call.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <vector>

#include <libvirt/libvirt.h>

#include "conf/document/document.hpp"
#include "driver/load/table.hpp"

namespace chardev::driver {

/// Each of `warnings`, with the guest's name if it is known.
void log_warnings(const std::vector<std::string> &warnings, virDomainPtr domain);

/// Whether a migration with `flags` brings a running guest, which never waits for clients; else its definition only.
[[nodiscard]] bool guest_arrives(unsigned long flags);

class Input {
public:
    explicit Input(const Decorated &our) : our_(our) {}

    /// Points `xml` at the lowered document, which lives as long as this; nullptr and documents that are not ours are
    /// left alone. False: an error was reported.
    [[nodiscard]] bool lower(const char *&xml);
    /// The same for a document that goes to the destination of a migration with `flags`.
    [[nodiscard]] bool lower_migrated(const char *&xml, unsigned long flags);
    /// The same for one that has come there, unless the stock driver cannot start the guest.
    [[nodiscard]] bool lower_arrived(const char *&xml, unsigned long flags);

    [[nodiscard]] bool waits() const { return lowered_ && lowered_->waits; }
    /// To be called when the stock driver has accepted the document of `domain` (nullptr: not known).
    void log_warnings(virDomainPtr domain) const;

private:
    const Decorated &our_;
    std::optional<Lowered> lowered_;
};

/// The same for the documents in typed parameters ("dxml", "destination_xml", "persistent_xml").
class ParameterInput {
public:
    explicit ParameterInput(const Decorated &our) : our_(our) {}

    /// Points `params` at a copy in which documents are lowered.
    [[nodiscard]] bool lower(virTypedParameterPtr &params, int &nparams);
    /// The same for the source and the destination of a migration with `flags`.
    [[nodiscard]] bool lower_migrated(virTypedParameterPtr &params, int &nparams, unsigned long flags);
    [[nodiscard]] bool lower_arrived(virTypedParameterPtr &params, int &nparams, unsigned long flags);
    /// A parameter that the caller did not give; before lowering. `text` must outlive this.
    void add(const char *field, const std::string &text);

    [[nodiscard]] bool waits() const;
    void log_warnings(virDomainPtr domain) const;

    /// The value of a string parameter, or nullptr.
    [[nodiscard]] static const char *find(virTypedParameterPtr params, int nparams, const char *field);

private:
    /// What is done to the document for the destination; nullptr: what is done to all.
    using Migrate = bool (Input::*)(const char *&xml, unsigned long flags);
    [[nodiscard]] bool rewrite(virTypedParameterPtr &params, int &nparams, unsigned long flags, Migrate migrate);

    const Decorated &our_;
    std::deque<Input> inputs_;  // their documents must not move
    std::vector<virTypedParameter> copy_;
};

}  // namespace chardev::driver
