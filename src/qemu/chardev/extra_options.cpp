// SPDX-License-Identifier: LGPL-2.1-or-later
// Finds the -chardev options of a back end that libvirt's device XML cannot express.
#include "qemu/chardev/extra_options.hpp"

#include "conf/model/parts.hpp"

namespace chardev::qemu {

namespace {

using Options = std::vector<Option>;

Options waiting(bool wait)
{
    return wait ? Options{{"wait", "on", {}}} : Options{};
}

struct ExtraOptions : NoAnswer<Options, Stdio, Host, File, Pipe, Connect, UnixConnect, SendTo, Bind, Foreign> {
    using NoAnswer::operator();
    Options operator()(const Pixels &pixels) const
    {
        const auto &[width, height] = pixels;
        return {{"width", std::to_string(width), {}}, {"height", std::to_string(height), {}}};
    }
    Options operator()(const Cells &cells) const
    {
        const auto &[cols, rows] = cells;
        return {{"cols", std::to_string(cols), {}}, {"rows", std::to_string(rows), {}}};
    }
    Options operator()(const Pty &pty) const
    {
        const auto &[link] = pty;
        return link ? Options{{"path", *link, Feature::pty_link}} : Options{};
    }
    Options operator()(const Listen &listen) const
    {
        const auto &[addr, service, wait] = listen;
        return waiting(wait);
    }
    Options operator()(const UnixListen &listen) const
    {
        const auto &[path, wait] = listen;
        return waiting(wait);
    }
    Options operator()(const SocketOptions &options) const
    {
        const auto &[nodelay, tls] = options;
        (void)tls;  // libvirt's
        return nodelay ? Options{{"delay", "off", {}}} : Options{};
    }
};
static_assert(covers<ExtraOptions, Part>::value, "extra options: this part has no rule");

}  // namespace

// Stored metadata have them in this order.
std::vector<Option> extra_options(const Backend &backend)
{
    Options all;
    if (std::holds_alternative<Websocket>(backend)) all.push_back({"websocket", "on", Feature::websocket});
    const auto parts = parts_of(backend);
    for (auto part = parts.rbegin(); part != parts.rend(); ++part)
        for (Option &option : std::visit(ExtraOptions{}, *part)) all.push_back(std::move(option));
    return all;
}

}  // namespace chardev::qemu
