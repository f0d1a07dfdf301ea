// SPDX-License-Identifier: LGPL-2.1-or-later
// Parameters of a connection URI. ?chardev=port|libvirt selects how documents are shown on the connection.
#pragma once

#include <optional>
#include <string_view>

#include "conf/document/raise.hpp"
#include "conf/model/result.hpp"

namespace chardev::driver {

/// std::nullopt: the URI has no such parameter.
[[nodiscard]] std::optional<std::string_view> parameter_of(std::string_view uri, std::string_view name);

/// View::written if the URI has no such parameter; an unknown value is an error.
[[nodiscard]] Result<View> view_in(std::string_view uri);

}  // namespace chardev::driver
