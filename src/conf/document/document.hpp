// SPDX-License-Identifier: LGPL-2.1-or-later
// Whole documents: which elements are ports, which grammar they are in, and the rewriting of domain, snapshot,
// checkpoint and device documents from the port grammar to libvirt's (lower) and back (raise).
//
// A document without a port-grammar element and without our metadata is not touched: std::nullopt, and the caller
// passes the same bytes on. In a rewritten one all bytes but those of ports, metadata and our arguments stay as they are.
// What libvirt's XML cannot hold is kept in
//
//   <metadata>
//     <chardev:ports xmlns:chardev='urn:libvirt-chardev:ports:1' version='1'> … </chardev:ports>
//   </metadata>
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "conf/document/metadata.hpp"
#include "conf/document/policy.hpp"
#include "conf/model/result.hpp"

namespace chardev {

/// How documents are shown: each port as it was written, or all of them in one grammar (?chardev= in the URI).
enum class View { written, port, libvirt };

struct Lowered {
    std::string xml;                     ///< for the stock driver
    std::vector<std::string> warnings;   ///< whole sentences for the log
    std::vector<std::string> arguments;  ///< of ours, in the order in which they stand there
    bool waits = false;                  ///< a listen without <nowait/> will hold the start
};

/// Domain, domainsnapshot and domaincheckpoint documents, on their way in. `file` names the source in errors.
[[nodiscard]] Result<std::optional<Lowered>> lower(std::string_view xml, const Policy &policy, std::string_view file);

/// The same documents on their way out, and also documents without our metadata when `view` asks for more.
/// Never fails for a document that the stock driver printed: what cannot be raised is shown as stock shows it.
[[nodiscard]] std::optional<std::string> raise(std::string_view xml, const Policy &policy, View view);

/// True if the stock driver takes `xml` for a port: its root is a <console>, <serial> or <parallel>, in whichever grammar and
/// namespace, but no console of another target type than serial (virtio, xen…). Also if it is beyond our bounds.
[[nodiscard]] bool is_port_fragment(std::string_view xml);
/// True if the root is one in the port grammar.
[[nodiscard]] bool is_port_grammar_fragment(std::string_view xml);
/// True if a domain document carries our metadata, or may do so and is beyond our bounds.
[[nodiscard]] bool has_metadata(std::string_view xml);

/// A device fragment for the stock driver's live attach, update or detach. std::nullopt: not ours, untouched.
/// An option that would need arguments (nodelay, waiting…) is an error: it cannot be given to a running guest.
[[nodiscard]] Result<std::optional<std::string>> lower_fragment(std::string_view xml, const Policy &policy);

/// What the stock driver can do by itself for one port more or less: no argument of ours and no other port changes with it.
struct StockChange {
    Slot slot;
    std::string element;       ///< for its attach or detach; empty: a port without a device, which is only noted
    bool shown = false;        ///< attached: in the port grammar
    std::optional<Note> note;  ///< to be set before a definition's attach
    std::optional<Note>
        empty_note;  ///< to be set before the note is removed, where it would leave an empty <metadata> behind
};

struct Changed {
    Lowered definition;                ///< what to define anew
    bool changes_arguments = false;    ///< of ours
    std::optional<StockChange> stock;  ///< what does the same to the definition that is there
};

/// The stored definition `domain` (as stock shows it: inactive, secure) with one port added, changed or removed;
/// the result is lowered already. A port to change or remove is found by its slot, else the user's alias, else equal contents;
/// several matches or none are errors. Aliases that libvirt assigns when a guest starts are ignored: a definition has none.
[[nodiscard]] Result<Changed> attach(std::string_view domain, std::string_view fragment, const Policy &policy);
[[nodiscard]] Result<Changed> update(std::string_view domain, std::string_view fragment, const Policy &policy);
[[nodiscard]] Result<Changed> detach(std::string_view domain, std::string_view fragment, const Policy &policy);
/// std::nullopt: no port has this alias.
[[nodiscard]] Result<std::optional<Changed>> detach_alias(std::string_view domain, std::string_view alias,
                                                          const Policy &policy);
/// The stored definition with the arguments that its ports need now; std::nullopt: it has them.
[[nodiscard]] Result<std::optional<Changed>> settle(std::string_view domain, const Policy &policy);
/// How the stock driver attaches a port to the running guest whose document `domain` is, and the note to be set then; or detaches one
/// of which all is true that the fragment says. std::nullopt: the port is in arguments, or the document cannot be read.
[[nodiscard]] Result<std::optional<StockChange>> attach_live(std::string_view domain, std::string_view fragment,
                                                             const Policy &policy);
[[nodiscard]] Result<std::optional<StockChange>> detach_live(std::string_view domain, std::string_view fragment,
                                                             const Policy &policy);
/// Notes to be set in the place of those whose ports have left the running guest since.
[[nodiscard]] std::vector<Note> stale_notes(std::string_view domain, const Policy &policy);
/// Whether the stock driver's attach led to what was meant: one port at this slot, and noted as it should be.
[[nodiscard]] bool is_attached(std::string_view domain, const StockChange &change, const Policy &policy);

/// True if a stock document carries arguments of ours that hold the start until a client connects.
[[nodiscard]] bool waits(std::string_view xml, const Policy &policy);
/// Ok unless the stock driver cannot start a domain that it has stored or saved, or that it is sent, without our having seen
/// its ports: an error of kind invalid that says to define it again.
[[nodiscard]] Result<Ok> startable(std::string_view xml, const Policy &policy);

/// The document without those arguments; std::nullopt: there are none.
[[nodiscard]] std::optional<std::string> without_waits(std::string_view xml, const Policy &policy);

}  // namespace chardev
