// SPDX-License-Identifier: LGPL-2.1-or-later
// Finds the -chardev options of a back end that libvirt's device XML cannot express.
#include "qemu/chardev/extra_options.hpp"

#include "qemu/chardev/backend.hpp"

namespace chardev::qemu {

namespace {

using Options = std::vector<Option>;

void add_nodelay(Options &options, bool nodelay)
{
    if (nodelay) options.push_back({"delay", "off"});
}

void add_wait(Options &options, bool wait)
{
    if (wait) options.push_back({"wait", "on"});
}

Options of_stream(const Stream &stream)
{
    const auto &[end, nodelay, tls] = stream;
    (void)tls;  // libvirt's
    Options options;
    add_nodelay(options, nodelay);
    if (const auto *listen = std::get_if<Listen>(&end)) add_wait(options, listen->wait);
    return options;
}

struct ExtraOptions {
    Options operator()(const Vc &vc) const
    {
        const auto &[size] = vc;
        Options options;
        for (const auto &[name, value] : size_options(size)) options.push_back({name, std::to_string(value)});
        return options;
    }
    Options operator()(const Pty &pty) const
    {
        const auto &[link] = pty;
        return link ? Options{{"path", *link}} : Options{};
    }
    Options operator()(const Null &) const { return {}; }
    Options operator()(const None &) const { return {}; }
    Options operator()(const Stdio &) const { return {}; }
    Options operator()(const Host &) const { return {}; }
    Options operator()(const File &) const { return {}; }
    Options operator()(const Pipe &) const { return {}; }
    Options operator()(const Udp &) const { return {}; }
    Options operator()(const Tcp &tcp) const
    {
        const auto &[stream] = tcp;
        return of_stream(stream);
    }
    Options operator()(const Telnet &telnet) const
    {
        const auto &[stream] = telnet;
        return of_stream(stream);
    }
    Options operator()(const Unix &unix_socket) const
    {
        const auto &[end] = unix_socket;
        Options options;
        if (const auto *listen = std::get_if<UnixListen>(&end)) add_wait(options, listen->wait);
        return options;
    }
    Options operator()(const Websocket &websocket) const
    {
        const auto &[listen, nodelay, tls] = websocket;
        (void)tls;  // libvirt's
        Options options{{"websocket", "on"}};
        add_nodelay(options, nodelay);
        add_wait(options, listen.wait);
        return options;
    }
    Options operator()(const Foreign &) const { return {}; }
};
static_assert(covers<ExtraOptions, Backend>::value, "extra options: this back end has no rule");

}  // namespace

std::vector<Option> extra_options(const Backend &backend)
{
    return std::visit(ExtraOptions{}, backend);
}

}  // namespace chardev::qemu
