// SPDX-License-Identifier: LGPL-2.1-or-later
// The parts of an element that are the same in both grammars: <target>, and what is passed on without being interpreted.
#pragma once

#include "conf/model/model.hpp"
#include "conf/xml/reader.hpp"

namespace chardev {

/// "console" → Tag::console; names that are no port's never come here.
[[nodiscard]] Tag tag_named(std::string_view name);

/// <target>, <alias>, <address> and <acpi>, each at most once.
void read_common_children(Reader &in, Port &port);
/// All <seclabel> children, into port.labels.
void read_labels(Reader &in, Port &port);

void write_target(const Target &target, Element &out);
/// Adds each of `elements` as it is, on one line.
void write_uninterpreted(const std::vector<Element> &elements, Element &out);
/// Adds <reconnect enabled='no'/>.
void write_reconnect_off(Element &out);

}  // namespace chardev
