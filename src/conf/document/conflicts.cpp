// SPDX-License-Identifier: LGPL-2.1-or-later
// Compares the host resources and numbers of all ports of a domain, and lists the warnings for one port.
#include "conf/document/conflicts.hpp"

#include <map>
#include <optional>
#include <utility>

#include "conf/grammar/value.hpp"
#include "conf/model/gettext.hpp"
#include "conf/model/parts.hpp"

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

/// What a part takes for itself.
struct Taken
    : NoAnswer<Resources, Pixels, Cells, Pty, File, Pipe, Connect, UnixConnect, SocketOptions, SendTo, Foreign> {
    using NoAnswer::operator();

    Kind kind;

    Resources operator()(const Stdio &) const { return {{Space::stdio, {}, {}}}; }
    Resources operator()(const Host &host) const { return {{Space::device, device_path(host, kind), {}}}; }
    Resources operator()(const Listen &listen) const
    {
        const auto &[addr, service, wait] = listen;
        if (!service) return {};
        return {{Space::tcp, *service, one_address(addr)}};
    }
    Resources operator()(const UnixListen &listen) const
    {
        const auto &[path, wait] = listen;
        if (!path) return {};
        return {{Space::socket, *path, {}}};
    }
    Resources operator()(const Bind &bind) const
    {
        const auto &[addr, service] = bind;
        if (service == "0") return {};
        return {{Space::udp, service, one_address(addr)}};
    }
};
static_assert(covers<Taken, Part>::value, "conflicts: this part has no rule");

Resources resources_of(const PlacedPort &placed)
{
    Resources all;
    for (const Part &part : parts_of(placed.port.backend))
        for (Resource &resource : std::visit(Taken{{}, placed.slot.kind}, part)) all.push_back(std::move(resource));
    return all;
}

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

}  // namespace

Result<Ok> check_slots(const std::vector<PlacedPort> &ports, const Policy &policy)
{
    std::map<Kind, unsigned> places;
    std::optional<Error> mistakes;
    for (const auto &placed : ports) {
        if (is_none(placed.port) || policy.route(placed.port, placed.slot) == Route::arguments) continue;
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
    for (const auto &placed : ports)
        for (const auto &resource : resources_of(placed)) {
            if (const auto *other = owner(placed.ours ? all : of_ours, resource))
                join(mistakes, Error{ErrorKind::xml, placed.where, sentence(resource, *other)});
            take(all, resource, placed.slot);
            if (placed.ours) take(of_ours, resource, placed.slot);
        }
    return verdict(mistakes);
}

std::vector<std::string> warnings_about(const PlacedPort &port)
{
    const Facts facts = facts_about(port.port.backend);
    const std::string name = label(port.slot);
    std::vector<std::string> sentences;
    const auto warn = [&](const char *sentence) { sentences.push_back(format(sentence, name.c_str())); };
    if (facts.needs_peer)
        warn(_(
            "port '%s' connects to a peer: while the peer is down the guest refuses to start; add <reconnect delay='1'/> to avoid that"));
    if (facts.waits)
        warn(_("port '%s' holds the start of the guest until a client is connected; add <nowait/> to avoid that"));
    if (facts.listens_everywhere) warn(_("port '%s' listens on all addresses of the host; give an addr to choose one"));
    return sentences;
}

}  // namespace chardev
