// SPDX-License-Identifier: LGPL-2.1-or-later
// Which Xen release can do what, and which QEMU its device model is.
#pragma once

#include <string_view>

#include "conf/model/result.hpp"
#include "qemu/release/version.hpp"

namespace chardev::xen {

using Version = qemu::Version;

/// The two programs that start guests, each with configuration files of its own.
enum class ConfigFormat { xl, xm };

enum class Feature {
    serial_list,  ///< more than one entry in serial = [ … ]
    arguments,    ///< device_model_args_hvm of xl
};

/// An error of kind unsupported that names the feature, the release it needs and the one found.
[[nodiscard]] Result<Ok> require(Feature feature, const Version &found, const Place &where);

/// Reads what a user writes for a release of Xen: "4.17", "3.1.0".
[[nodiscard]] Result<Version> version_from(std::string_view text);

/// The QEMU that came with the release: that of xl, or qemu-dm, which xm has and xl had before 4.3.
[[nodiscard]] qemu::Version device_model_of(const Version &xen, ConfigFormat form);

}  // namespace chardev::xen
