// SPDX-License-Identifier: LGPL-2.1-or-later
// Takes back ends apart, and collects what is true of their parts.
#include "conf/model/parts.hpp"

#include "conf/model/fields.hpp"

namespace chardev {

namespace {

/// Visits what is held: itself, if it is a part; what is there, if it may be missing or be one of several; or else its fields.
template <class Visitor>
struct EachPart {
    const Visitor &visitor;

    template <class Held>
    void operator()(const Held &held) const
    {
        if constexpr (is_alternative<Held, Part>)
            visitor(held);
        else if constexpr (std::is_aggregate_v<Held>)
            visit_fields(held, *this);
        else
            static_assert(sizeof(Held) == 0,
                          "a field of this back end is in none of its parts: make it one (parts.hpp)");
    }
    template <class Held>
    void operator()(const std::optional<Held> &held) const
    {
        if (held) (*this)(*held);
    }
    template <class... Alternatives>
    void operator()(const std::variant<Alternatives...> &held) const
    {
        std::visit(*this, held);
    }
};

template <class Visitor>
void visit_parts(const Backend &backend, const Visitor &visitor)
{
    EachPart<Visitor>{visitor}(backend);
}

struct AddFacts : NoAnswer<void, Pixels, Cells, Stdio, SendTo, Bind> {
    using NoAnswer::operator();

    Facts &facts;

    void operator()(const Pty &) const { facts.is_terminal = true; }
    void operator()(const Host &) const { facts.may_have_labels = true; }
    void operator()(const File &) const { facts.may_have_labels = true; }
    void operator()(const Pipe &) const { facts.may_have_labels = true; }
    void operator()(const Listen &listen) const
    {
        const auto &[addr, service, wait] = listen;
        facts.waits |= wait;
        facts.has_automatic_port |= !service;
        facts.listens_everywhere |= !addr || addr->empty();
    }
    void operator()(const Connect &connect) const
    {
        const auto &[addr, service, reconnect] = connect;
        facts.needs_peer |= !reconnect;
    }
    void operator()(const UnixListen &listen) const
    {
        const auto &[path, wait] = listen;
        facts.may_have_labels = true;
        facts.waits |= wait;
        facts.only_libvirt_starts_it |= !path;
    }
    void operator()(const UnixConnect &connect) const
    {
        const auto &[path, reconnect] = connect;
        facts.may_have_labels = true;
        facts.needs_peer |= !reconnect;
    }
    void operator()(const SocketOptions &options) const
    {
        const auto &[nodelay, tls] = options;
        facts.has_tls |= tls.value_or(false);
    }
    void operator()(const Foreign &) const { facts.only_libvirt_starts_it = true; }
};
static_assert(covers<AddFacts, Part>::value, "facts: this part has no rule");

}  // namespace

std::vector<Part> parts_of(const Backend &backend)
{
    std::vector<Part> parts;
    visit_parts(backend, [&parts]<class OnePart>(const OnePart &part) { parts.emplace_back(part); });
    return parts;
}

Facts facts_about(const Backend &backend)
{
    Facts facts;
    visit_parts(backend, AddFacts{{}, facts});
    return facts;
}

}  // namespace chardev
