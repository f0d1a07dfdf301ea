// SPDX-License-Identifier: LGPL-2.1-or-later
// A back end as QEMU's -chardev has it since 0.12: one tree, written as text for the command line and as JSON for QMP.
//
//   socket,id=charserial0,host=127.0.0.1,port=4555,server=on,wait=off
//   {"id":"charserial0","backend":{"type":"socket","data":{"addr":{"type":"inet","data":{…}},"server":true,"wait":false}}}
//
// The defaults of server and wait differ between the two (QMP: on and off), so the tree always says both.
#pragma once

#include <string>
#include <variant>
#include <vector>

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

/// What follows -chardev.
[[nodiscard]] std::string write_chardev(const Chardev &chardev);
/// The arguments of QMP's chardev-add (QEMU 1.4) and chardev-change (2.10), one line.
[[nodiscard]] std::string write_chardev_json(const Chardev &chardev);

}  // namespace chardev::qemu
