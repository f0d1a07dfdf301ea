// SPDX-License-Identifier: LGPL-2.1-or-later
// Why a text is no document, for those who have no stock driver to ask.
#pragma once

#include <string_view>

#include "conf/model/result.hpp"

namespace chardev {

/// For a text that Dom::parse made nothing of: the parser's own words, and its line.
[[nodiscard]] Error malformed(std::string_view xml, std::string_view file);

}  // namespace chardev
