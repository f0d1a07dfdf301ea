// SPDX-License-Identifier: LGPL-2.1-or-later
// An element of libvirt's grammar made the port that it is meant to be: a <console> becomes a <serial>, because beside another
// <serial> libvirt would take it for a mirror, and it says its number. All its other bytes stay, understood or not.
#pragma once

#include <string>
#include <string_view>

#include "conf/model/model.hpp"
#include "conf/xml/dom.hpp"
#include "conf/xml/text_edits.hpp"

namespace chardev {

void become_port(Edits &edits, const SourceText &source, xmlNode *element, const Slot &slot);
/// The same of a device fragment.
[[nodiscard]] Result<std::string> as_port(std::string_view fragment, const Slot &slot);

}  // namespace chardev
