// SPDX-License-Identifier: LGPL-2.1-or-later
// Decides what a user is told of a port that is right as it is.
#include "conf/document/conflicts.hpp"
#include "conf/document/inventory.hpp"
#include "conf/model/gettext.hpp"

namespace chardev {

namespace {

using Sentences = std::vector<std::string>;

struct Warnings {
    std::string port;

    Sentences operator()(const Vc &) const { return {}; }
    Sentences operator()(const Pty &) const { return {}; }
    Sentences operator()(const Null &) const { return {}; }
    Sentences operator()(const None &) const { return {}; }
    Sentences operator()(const Stdio &) const { return {}; }
    Sentences operator()(const Host &) const { return {}; }
    Sentences operator()(const File &) const { return {}; }
    Sentences operator()(const Pipe &) const { return {}; }
    Sentences operator()(const Udp &) const { return {}; }
    Sentences operator()(const Foreign &) const { return {}; }
    Sentences operator()(const Tcp &tcp) const { return stream(tcp.stream); }
    Sentences operator()(const Telnet &telnet) const { return stream(telnet.stream); }
    Sentences operator()(const Websocket &websocket) const { return listen(websocket.listen); }
    Sentences operator()(const Unix &socket) const
    {
        if (const auto *end = std::get_if<UnixConnect>(&socket.end)) return connect(end->reconnect.has_value());
        return std::get<UnixListen>(socket.end).wait ? Sentences{waits()} : Sentences{};
    }

private:
    Sentences stream(const Stream &stream) const
    {
        if (const auto *end = std::get_if<Connect>(&stream.end)) return connect(end->reconnect.has_value());
        return listen(std::get<Listen>(stream.end));
    }
    Sentences connect(bool reconnects) const
    {
        if (reconnects) return {};
        return {format(
            _("port '%s' connects to a peer: while the peer is down the guest refuses to start; add <reconnect delay='1'/> to avoid that"),
            port.c_str())};
    }
    Sentences listen(const Listen &listen) const
    {
        Sentences sentences;
        if (listen.wait) sentences.push_back(waits());
        if (!listen.addr || listen.addr->empty())
            sentences.push_back(
                format(_("port '%s' listens on all addresses of the host; give an addr to choose one"), port.c_str()));
        return sentences;
    }
    std::string waits() const
    {
        return format(
            _("port '%s' holds the start of the guest until a client is connected; add <nowait/> to avoid that"),
            port.c_str());
    }
};
static_assert(covers<Warnings, Backend>::value);

}  // namespace

std::vector<std::string> warnings_about(const PlacedPort &port)
{
    return std::visit(Warnings{label(port.slot)}, port.port.backend);
}

}  // namespace chardev
