// SPDX-License-Identifier: LGPL-2.1-or-later
// Tells which ports libvirt's libxl driver starts as they are meant. It makes strings for -serial out of them, without escapes,
// always with ",server,nowait", and drops what it cannot express: read and seen in 9.0.
#include "qemu/legacy/grammar.hpp"
#include "xen/device_model.hpp"

namespace chardev::xen {

namespace {

struct StartsEnd {
    bool operator()(const Listen &listen) const
    {
        const auto &[addr, service, wait] = listen;
        return !wait;
    }
    bool operator()(const Connect &connect) const
    {
        const auto &[addr, service, reconnect] = connect;
        return !reconnect;
    }
    bool operator()(const UnixListen &listen) const
    {
        const auto &[path, wait] = listen;
        return path && is_literal(*path) && !wait;
    }
    bool operator()(const UnixConnect &connect) const
    {
        const auto &[path, reconnect] = connect;
        return is_literal(path) && !reconnect;
    }

private:
    static bool is_literal(const std::string &path) { return path.find_first_of(",=") == std::string::npos; }
};
static_assert(covers<StartsEnd, decltype(Stream::end)>::value && covers<StartsEnd, decltype(Unix::end)>::value);

/// Beyond what the string itself can say (qemu/legacy/grammar.hpp).
struct StartsBackend {
    bool operator()(const Vc &vc) const
    {
        const auto &[size] = vc;
        return !size;
    }
    bool operator()(const Pty &pty) const
    {
        const auto &[link] = pty;
        return !link;
    }
    bool operator()(const Null &) const { return true; }
    bool operator()(const None &) const { return true; }
    bool operator()(const Stdio &) const { return true; }
    bool operator()(const Host &) const { return true; }
    bool operator()(const File &) const { return true; }
    bool operator()(const Pipe &) const { return true; }
    bool operator()(const Udp &) const { return true; }
    bool operator()(const Tcp &tcp) const { return stream(tcp.stream); }
    bool operator()(const Telnet &telnet) const { return stream(telnet.stream); }
    bool operator()(const Unix &socket) const
    {
        const auto &[end] = socket;
        return std::visit(StartsEnd{}, end);
    }
    bool operator()(const Websocket &) const { return false; }
    bool operator()(const Foreign &) const { return true; }

private:
    static bool stream(const Stream &stream)
    {
        const auto &[end, nodelay, tls] = stream;
        return !nodelay && !tls.value_or(false) && std::visit(StartsEnd{}, end);
    }
};
static_assert(covers<StartsBackend, Backend>::value);

/// The release plays no part: what a string could not always say, the driver does not say at all.
constexpr qemu::Version any_release{7, 2, 0};

}  // namespace

bool stock_says(const Port &port)
{
    if (std::holds_alternative<Foreign>(port.backend)) return true;  // libvirt's own, for the stock driver to judge
    return qemu::write_legacy(port, Kind::serial, any_release) && std::visit(StartsBackend{}, port.backend);
}

}  // namespace chardev::xen
