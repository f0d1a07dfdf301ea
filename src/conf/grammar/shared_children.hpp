// SPDX-License-Identifier: LGPL-2.1-or-later
// The parts of an element that both grammars write alike: <target>, and what is carried without being interpreted.
#pragma once

#include "conf/model/model.hpp"
#include "conf/xml/reader.hpp"

namespace chardev {

/// "console" → Tag::console; names that are no port's never come here.
[[nodiscard]] Tag tag_named(std::string_view name);

/// <target>, <alias>, <address> and <acpi>, each at most once.
void read_carried(Reader &in, Port &port);
/// All <seclabel> children, into port.verbatim_source.
void read_labels(Reader &in, Port &port);

void write_target(const Target &target, Element &out);
void write_raw(const std::vector<std::string> &verbatim, Element &out);

/// In Port::verbatim_source: said, and so kept, but with no meaning beyond its absence.
inline constexpr const char *no_reconnect = "<reconnect enabled='no'/>";

}  // namespace chardev
