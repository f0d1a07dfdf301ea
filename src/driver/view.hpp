// SPDX-License-Identifier: LGPL-2.1-or-later
// ?chardev=port|libvirt in a connection URI: how documents are shown on this connection.
#pragma once

#include <string_view>

#include "conf/document.hpp"
#include "conf/result.hpp"

namespace chardev::driver {

/// View::written if the URI does not say; an unknown value is an error.
[[nodiscard]] Result<View> view_in(std::string_view uri);

}  // namespace chardev::driver
