// SPDX-License-Identifier: LGPL-2.1-or-later
// Decides what Xen's device model is told of a port, and what it cannot be told.
#include "xen/device_model.hpp"

#include "conf/model/gettext.hpp"
#include "qemu/chardev/backend.hpp"
#include "qemu/chardev/device_address.hpp"
#include "qemu/chardev/option_list.hpp"
#include "xen/limits.hpp"

namespace chardev::xen {

namespace {

/// `wait` as it was; from now on the port does not wait.
bool take(bool &wait)
{
    return std::exchange(wait, false);
}

bool take_wait(Stream &stream)
{
    auto *listen = std::get_if<Listen>(&stream.end);
    return listen && take(listen->wait);
}

/// True for a back end that waited; it does no longer.
bool take_wait(Backend &backend)
{
    if (auto *tcp = std::get_if<Tcp>(&backend)) return take_wait(tcp->stream);
    if (auto *telnet = std::get_if<Telnet>(&backend)) return take_wait(telnet->stream);
    if (auto *websocket = std::get_if<Websocket>(&backend)) return take(websocket->listen.wait);
    auto *socket = std::get_if<Unix>(&backend);
    auto *listen = socket ? std::get_if<UnixListen>(&socket->end) : nullptr;
    return listen && take(listen->wait);
}

bool has_tls(const Backend &backend)
{
    if (const auto *tcp = std::get_if<Tcp>(&backend)) return tcp->stream.tls.value_or(false);
    if (const auto *telnet = std::get_if<Telnet>(&backend)) return telnet->stream.tls.value_or(false);
    const auto *websocket = std::get_if<Websocket>(&backend);
    return websocket && websocket->tls.value_or(false);
}

Result<std::string> device_of(const PlacedPort &placed, const Machine &machine)
{
    const auto front = device_for(placed);
    if (!front) return front.error();
    auto address = qemu::address_options(placed.port.uninterpreted, (*front)->address, machine);
    if (!address) return address.error().at(placed.where);
    qemu::OptionList list{(*front)->driver,
                          {{"chardev", chardev_id(placed.slot)}, {"index", std::to_string(placed.slot.index)}}};
    list.options.insert(list.options.end(), address->begin(), address->end());
    return qemu::write_option_list(list);
}

}  // namespace

std::string chardev_id(const Slot &slot)
{
    return (slot.kind == Kind::serial ? "serial" : "parallel") + std::to_string(slot.index);
}

Result<std::vector<std::string>> device_model_arguments(const PlacedPort &placed, const Machine &machine,
                                                        const qemu::Version &version)
{
    if (has_tls(placed.port.backend))
        return Error{
            ErrorKind::unsupported, placed.where,
            _("a port of a Xen guest cannot use TLS, because nobody gives its device model the credentials; take <tls/> away")};
    const auto device = device_of(placed, machine);
    if (!device) return device.error();
    auto port = placed.port;
    const bool waits = take_wait(port.backend);
    const auto id = chardev_id(placed.slot);
    const auto chardev = qemu::chardev_of(port, placed.slot.kind, id, version);
    if (!chardev) return chardev.error().at(placed.where);
    std::vector<std::string> words{"-chardev", qemu::write_chardev(*chardev)};
    if (waits) words.insert(words.end(), {"-set", "chardev." + id + ".wait=on"});
    words.insert(words.end(), {"-device", *device});
    return words;
}

}  // namespace chardev::xen
