// SPDX-License-Identifier: LGPL-2.1-or-later
// The parameters of a connection URI; ?chardev=port|libvirt says how documents are shown on this connection.
#pragma once

#include <optional>
#include <string_view>

#include "conf/document/document.hpp"
#include "conf/model/result.hpp"

namespace chardev::driver {

/// std::nullopt: the URI does not say it.
[[nodiscard]] std::optional<std::string_view> parameter_of(std::string_view uri, std::string_view name);

/// View::written if the URI does not say; an unknown value is an error.
[[nodiscard]] Result<View> view_in(std::string_view uri);

}  // namespace chardev::driver
