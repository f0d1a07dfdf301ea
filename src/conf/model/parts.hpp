// SPDX-License-Identifier: LGPL-2.1-or-later
// Back ends are made of parts, and a part means the same in each of them. Ask the parts, not the back ends: a back end made of
// known parts then needs no rule of its own.
#pragma once

#include <variant>
#include <vector>

#include "conf/model/model.hpp"

namespace chardev {

/// A part is a field of a back end, or the whole of it.
using Part = std::variant<Pixels, Cells, Pty, Stdio, Host, File, Pipe, Listen, Connect, UnixListen, UnixConnect,
                          SocketOptions, SendTo, Bind, Foreign>;

/// In the order of the fields. Null and None have no parts.
[[nodiscard]] std::vector<Part> parts_of(const Backend &backend);

/// The parts for which a rule set answers Answer(). Each is listed, so that a new part does not compile until somebody has
/// thought of it.
template <class Answer, class... Parts>
struct NoAnswer {
    template <class Part>
    requires(std::is_same_v<Part, Parts> || ...) Answer operator()(const Part &) const { return Answer(); }
};

/// What is true of a back end because it is true of one of its parts.
struct Facts {
    bool waits = false;               ///< holds the guest's start until a client is connected
    bool has_automatic_port = false;  ///< its port number is still to be chosen
    bool listens_everywhere = false;  ///< on all addresses, because none is given
    bool needs_peer = false;          ///< the guest does not start while the peer is down
    bool has_tls = false;             ///< says that it uses TLS
    bool may_have_labels = false;     ///< is a path of the host: libvirt keeps security labels for no other
    bool is_terminal = false;         ///< has a terminal while the guest runs
    bool only_libvirt_starts_it = false;
};

[[nodiscard]] Facts facts_about(const Backend &backend);

}  // namespace chardev
