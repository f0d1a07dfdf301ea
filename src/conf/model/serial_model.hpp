// SPDX-License-Identifier: LGPL-2.1-or-later
// The port grammar's model='…' in libvirt's words: <target type='…'> <model name='…'/>.
#pragma once

#include <string>
#include <string_view>

#include "conf/model/model.hpp"

namespace chardev {

struct SerialModel {
    const char *name;   ///< the port grammar's
    const char *type;   ///< libvirt's <target type=…>
    const char *model;  ///< libvirt's <model name=…>
};

/// A null pointer if there is no such model.
[[nodiscard]] const SerialModel *find_serial_model(std::string_view name);
/// What libvirt's <target> says; a null pointer if it says neither a type nor a model of the table.
[[nodiscard]] const SerialModel *serial_model_of(const Target &target);
/// True if the target says a type of device; a console's 'serial' is none.
[[nodiscard]] bool says_device_type(const Port &port);
[[nodiscard]] bool is_serial_target_type(std::string_view type);
/// The names that a port of `kind` may have, for messages: 'isa', 'pci', …
[[nodiscard]] std::string serial_model_names(Kind kind);

}  // namespace chardev
