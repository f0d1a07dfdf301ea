// SPDX-License-Identifier: LGPL-2.1-or-later
// Compares the host resources and numbers of all ports of a domain, and lists the warnings for one port.
#include "conf/document/conflicts.hpp"

#include <map>
#include <optional>
#include <utility>

#include "conf/grammar/value.hpp"
#include "conf/model/gettext.hpp"

namespace chardev {

namespace {

enum class Space { tcp, udp, socket, device, stdio };

/// Something of the host. `addr` is used with tcp and udp alone; none there: all addresses.
struct Resource {
    Space space;
    std::string name;
    std::optional<std::string> addr;
};
using Resources = std::vector<Resource>;

/// Nothing for what means all addresses.
std::optional<std::string> one_address(const std::optional<std::string> &addr)
{
    const bool any = !addr || addr->empty() || *addr == "*" || *addr == "0.0.0.0" || *addr == "::";
    return any ? std::nullopt : addr;
}

Resources of_listen(const Listen &listen)
{
    const auto &[addr, service, wait] = listen;
    if (!service) return {};
    return {{Space::tcp, *service, one_address(addr)}};
}

Resources of_stream(const Stream &stream)
{
    const auto *listen = std::get_if<Listen>(&stream.end);
    return listen ? of_listen(*listen) : Resources();
}

struct Rules {
    Kind kind;

    Resources operator()(const Vc &) const { return {}; }
    Resources operator()(const Pty &) const { return {}; }
    Resources operator()(const Null &) const { return {}; }
    Resources operator()(const None &) const { return {}; }
    Resources operator()(const File &) const { return {}; }
    Resources operator()(const Pipe &) const { return {}; }
    Resources operator()(const Foreign &) const { return {}; }
    Resources operator()(const Stdio &) const { return {{Space::stdio, {}, {}}}; }
    Resources operator()(const Host &host) const { return {{Space::device, device_path(host, kind), {}}}; }
    Resources operator()(const Udp &udp) const
    {
        const auto &[sendto, bind] = udp;
        if (!bind || bind->service == "0") return {};
        return {{Space::udp, bind->service, one_address(bind->addr)}};
    }
    Resources operator()(const Tcp &tcp) const { return of_stream(tcp.stream); }
    Resources operator()(const Telnet &telnet) const { return of_stream(telnet.stream); }
    Resources operator()(const Websocket &websocket) const { return of_listen(websocket.listen); }
    Resources operator()(const Unix &socket) const
    {
        const auto *listen = std::get_if<UnixListen>(&socket.end);
        if (!listen || !listen->path) return {};
        return {{Space::socket, *listen->path, {}}};
    }
};
static_assert(covers<Rules, Backend>::value);

/// Who has what, by space and name; by address below that, with "" for all addresses.
using Owners = std::map<std::pair<Space, std::string>, std::map<std::string, Slot>>;

const Slot *owner(const Owners &owners, const Resource &resource)
{
    const auto named = owners.find({resource.space, resource.name});
    if (named == owners.end()) return nullptr;
    const auto &by_addr = named->second;
    if (!resource.addr) return &by_addr.begin()->second;
    auto at = by_addr.find("");
    if (at == by_addr.end()) at = by_addr.find(*resource.addr);
    return at == by_addr.end() ? nullptr : &at->second;
}

void take(Owners &owners, const Resource &resource, const Slot &slot)
{
    owners[{resource.space, resource.name}].emplace(resource.addr.value_or(""), slot);
}

std::string sentence(const Resource &resource, const Slot &other)
{
    const auto by = label(other);
    const auto *name = resource.name.c_str();
    switch (resource.space) {
    case Space::tcp:
        return format(
            _("TCP port '%s' is listened on already by port '%s' of this domain; choose another port or address"), name,
            by.c_str());
    case Space::udp:
        return format(_("UDP port '%s' is bound already by port '%s' of this domain; choose another port or address"),
                      name, by.c_str());
    case Space::socket:
        return format(_("socket '%s' is listened on already by port '%s' of this domain; choose another path"), name,
                      by.c_str());
    case Space::device:
        return format(_("host device '%s' is used already by port '%s' of this domain; choose another device"), name,
                      by.c_str());
    case Space::stdio:
        return format(
            _("standard input and output is used already by port '%s' of this domain; choose another type than 'stdio'"),
            by.c_str());
    }
    return {};
}

Error misplaced(const PlacedPort &port, unsigned place)
{
    return {
        ErrorKind::unsupported, port.where,
        format(
            _("port '%s' would be number %u in the guest, which counts these ports as they come; write them in order, without a gap and without type='none' before another"),
            label(port.slot).c_str(), place)};
}

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

Result<Ok> check_slots(const std::vector<PlacedPort> &ports, const Policy &policy)
{
    std::map<Kind, unsigned> places;
    std::optional<Error> mistakes;
    for (const auto &placed : ports) {
        if (std::holds_alternative<None>(placed.port.backend)) continue;
        const auto place = places[placed.slot.kind]++;
        if (placed.ours && !policy.numbers(placed.slot.kind) && placed.slot.index != place)
            join(mistakes, misplaced(placed, place));
    }
    return verdict(mistakes);
}

Result<Ok> check_conflicts(const std::vector<PlacedPort> &ports)
{
    Owners all, of_ours;
    std::optional<Error> mistakes;
    for (const auto &[port, slot, where, ours] : ports)
        for (const auto &resource : std::visit(Rules{slot.kind}, port.backend)) {
            if (const auto *other = owner(ours ? all : of_ours, resource))
                join(mistakes, Error{ErrorKind::xml, where, sentence(resource, *other)});
            take(all, resource, slot);
            if (ours) take(of_ours, resource, slot);
        }
    return verdict(mistakes);
}

std::vector<std::string> warnings_about(const PlacedPort &port)
{
    return std::visit(Warnings{label(port.slot)}, port.port.backend);
}

}  // namespace chardev
