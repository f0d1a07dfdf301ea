// SPDX-License-Identifier: LGPL-2.1-or-later
// A back end as QEMU's -chardev has it since 0.12: one tree, written as text for the command line and as JSON for QMP.
//
//   socket,id=charserial0,host=127.0.0.1,port=4555,server=on,wait=off
//   {"id":"charserial0","backend":{"type":"socket","data":{"addr":{"type":"inet","data":{…}},"server":true,"wait":false}}}
//
// The defaults of server and wait differ between the two (QMP: on and off), so the tree always says both.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "conf/model/model.hpp"
#include "conf/model/result.hpp"
#include "qemu/chardev/option_list.hpp"
#include "qemu/release/version.hpp"

namespace chardev::qemu {

struct ChardevOption;

/// A nested object of QMP ("addr", "remote"); its options stand in the text's one flat list.
struct Branch {
    std::string type;
    std::vector<ChardevOption> options;
    friend bool operator==(const Branch &, const Branch &);
};

struct ChardevOption {
    std::string text;  ///< name in the text form, empty: not said there
    std::string json;  ///< name in QMP, empty: not said there
    std::variant<bool, unsigned, std::string, Branch> value;
    friend bool operator==(const ChardevOption &, const ChardevOption &);
};

struct Chardev {
    std::string backend;  ///< in the text form: "socket", "serial" or before 1.4 "tty"
    std::string id;
    std::vector<ChardevOption> options;
    friend bool operator==(const Chardev &, const Chardev &) = default;
};

/// In the spelling that `version` wants. Errors of kind unsupported name the feature, the release needed and the one found.
/// None and Foreign have no chardev: an error.
[[nodiscard]] Result<Chardev> chardev_of(const Port &port, Kind kind, std::string id, const Version &version);

/// The id of the TLS credentials that libvirt makes for a chardev. <tls/> is written as tls-creds with this id, and only
/// this id is read as <tls/>: the object itself is libvirt's.
[[nodiscard]] std::string tls_credentials(std::string_view id);

/// Why what is libvirt's own is none of QEMU's options: a whole sentence.
[[nodiscard]] std::string why_foreign(const Foreign &foreign);

/// An option whose value is a number.
struct NamedNumber {
    const char *name;
    unsigned value;
};
/// The options of -chardev vc for its size: width and height, or cols and rows. None if it has no size.
[[nodiscard]] std::vector<NamedNumber> size_options(const decltype(Vc::size) &size);

/// What follows -chardev.
[[nodiscard]] std::string write_chardev(const Chardev &chardev);
/// The arguments of QMP's chardev-add (QEMU 1.4) and chardev-change (2.10), one line.
[[nodiscard]] std::string write_chardev_json(const Chardev &chardev);

/// The inverse of chardev_of and write_chardev, for the spellings of every release. `options` is a parsed -chardev argument.
/// What the model has no word for (mux=on, ringbuf, fd=…, an unknown option) is an error of kind unsupported naming it.
[[nodiscard]] Result<Port> read_chardev(const OptionList &options, Kind kind);

}  // namespace chardev::qemu
