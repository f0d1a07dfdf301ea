// SPDX-License-Identifier: LGPL-2.1-or-later
// A port as -chardev: its back end and its log, as options for a release of QEMU, and back.
#pragma once

#include <string>
#include <string_view>

#include "conf/model/model.hpp"
#include "conf/model/result.hpp"
#include "qemu/chardev/option_list.hpp"
#include "qemu/chardev/option_tree.hpp"
#include "qemu/release/version.hpp"

namespace chardev::qemu {

/// In the spelling that `version` wants. Errors of kind unsupported name the feature, the release needed and the one found.
/// None and Foreign have no chardev: an error.
[[nodiscard]] Result<Chardev> chardev_of(const Port &port, Kind kind, std::string id, const Version &version);

/// The id of the TLS credentials that libvirt makes for a chardev. <tls/> is written as tls-creds with this id, and only
/// this id is read as <tls/>: the object itself is libvirt's.
[[nodiscard]] std::string tls_credentials(std::string_view id);

/// Whether a listener waits for a client.
[[nodiscard]] ChardevOption wait_option(bool wait);

/// Why what is libvirt's own is none of QEMU's options: a whole sentence.
[[nodiscard]] std::string why_foreign(const Foreign &foreign);

/// The inverse of chardev_of and write_chardev, for the spellings of every release. `options` is a parsed -chardev argument.
/// What the model has no word for (mux=on, msmouse, fd=…, an unknown option) is an error of kind unsupported naming it.
[[nodiscard]] Result<Port> read_chardev(const OptionList &options, Kind kind);

}  // namespace chardev::qemu
