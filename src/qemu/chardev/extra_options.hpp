// SPDX-License-Identifier: LGPL-2.1-or-later
// The -chardev options of a back end that libvirt's device XML cannot express.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "conf/model/model.hpp"
#include "qemu/release/version.hpp"

namespace chardev::qemu {

struct Option {
    const char *name;
    std::string value;
    std::optional<Feature> needs;  ///< what every release since 0.12 has needs nothing

    friend bool operator==(const Option &, const Option &) = default;
};

/// In a fixed order; empty for a port that libvirt says completely. `delay=off` rather than `nodelay=on`, because every
/// QEMU from 0.12 to 11.1 takes it.
[[nodiscard]] std::vector<Option> extra_options(const Backend &backend);

}  // namespace chardev::qemu
