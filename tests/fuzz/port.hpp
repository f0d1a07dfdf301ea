// SPDX-License-Identifier: LGPL-2.1-or-later
// What must hold for one port: in both grammars of XML, and in QEMU's words for every release.
#pragma once

#include "conf/document/port_elements.hpp"
#include "conf/model/model.hpp"
#include "conf/model/result.hpp"
#include "fuzz/target.hpp"
#include "qemu/as_read.hpp"

namespace chardev::fuzz {

using qemu::releases;

[[nodiscard]] Result<Port> read_element(std::string_view text, Grammar grammar);

/// The port grammar writes `port` so that the same is read again.
[[nodiscard]] Finding comes_back(const Port &port);
/// What is written for libvirt is known again.
[[nodiscard]] Finding comes_back_from_libvirt(const Port &port);

/// The port with all that QEMU's words cannot leave out: a peer's address, and that there is no TLS.
[[nodiscard]] Port said(Port port);

/// As -chardev of every release, as QMP's JSON, and as an element: the same port, or a refusal that says why.
[[nodiscard]] Finding is_sayable(const Port &port, Kind kind);

}  // namespace chardev::fuzz
