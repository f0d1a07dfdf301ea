// SPDX-License-Identifier: LGPL-2.1-or-later
// Refuses ports beyond those that a guest of Xen can have, and devices that are not ISA, and tells which ports libvirt's
// libxl driver starts as they are meant.
#include "xen/limits.hpp"

#include <algorithm>

#include "conf/model/gettext.hpp"
#include "conf/model/parts.hpp"
#include "conf/model/serial_model.hpp"
#include "qemu/chardev/extra_options.hpp"
#include "qemu/legacy/grammar.hpp"
#include "qemu/limits.hpp"

namespace chardev::xen {

namespace {

constexpr std::string_view isa = "isa";

/// Full virtualisation is x86, whatever a document says or leaves out.
Machine any_guest()
{
    Machine machine;
    machine.arch = "x86_64";
    return machine;
}

/// The stock driver refuses a target that it does not know, and sees nothing of a port that stands in arguments.
bool is_known(const Port &port)
{
    return port.tag == Tag::parallel || !(says_device_type(port) || port.target.model) || serial_model_of(port.target);
}

Result<Ok> check_number(const PlacedPort &placed)
{
    const auto &[kind, index] = placed.slot;
    if (kind == Kind::serial && index >= qemu::isa_serial_limit)
        return Error{ErrorKind::unsupported, placed.where,
                     format(_("serial port %u does not exist: a Xen guest has serial ports 0 to 3"), index)};
    if (kind == Kind::parallel && index >= qemu::isa_parallel_limit)
        return Error{ErrorKind::unsupported, placed.where,
                     format(_("parallel port %u does not exist: a Xen guest has parallel ports 0 to 2"), index)};
    return Ok{};
}

// libvirt's libxl driver makes strings for -serial out of ports, without escapes, always with ",server,nowait", and drops what it
// cannot express: read and seen in 9.0.

/// True if the driver drops something of the part, beyond what write_legacy refuses and extra_options finds.
struct Loses
    : NoAnswer<bool, Pixels, Cells, Pty, Stdio, Host, File, Pipe, Listen, SocketOptions, SendTo, Bind, Foreign> {
    using NoAnswer::operator();
    bool operator()(const Connect &connect) const
    {
        const auto &[addr, service, reconnect] = connect;
        return reconnect.has_value();
    }
    bool operator()(const UnixListen &listen) const
    {
        const auto &[path, wait] = listen;
        return path && !is_literal(*path);
    }
    bool operator()(const UnixConnect &connect) const
    {
        const auto &[path, reconnect] = connect;
        return reconnect || !is_literal(path);
    }

private:
    static bool is_literal(const std::string &path) { return path.find_first_of(",=") == std::string::npos; }
};
static_assert(covers<Loses, Part>::value, "Xen: this part has no rule");

/// The release plays no part: what a string could not always say, the driver does not say at all.
constexpr qemu::Version any_release{7, 2, 0};

}  // namespace

Result<const qemu::FrontEnd *> device_for(const PlacedPort &placed)
{
    const auto *front = qemu::front_end_of(placed.port, placed.slot.kind, any_guest());
    if (front && front->model == isa && is_known(placed.port)) return front;
    return Error{ErrorKind::unsupported, placed.where,
                 _("a port of a Xen guest is an ISA device; leave the model out, or write model='isa'")};
}

Result<Ok> check_limits(const std::vector<PlacedPort> &ports)
{
    std::optional<Error> mistakes;
    for (const PlacedPort &placed : ports) {
        if (is_none(placed.port)) continue;
        join(mistakes, device_for(placed));
        join(mistakes, check_number(placed));
    }
    return verdict(mistakes);
}

bool stock_starts(const Port &port)
{
    if (is_foreign(port)) return true;  // libvirt's own, for the stock driver to judge
    const auto parts = parts_of(port.backend);
    const auto is_lost = [](const Part &part) { return std::visit(Loses{}, part); };
    return qemu::extra_options(port.backend).empty() && std::none_of(parts.begin(), parts.end(), is_lost) &&
           qemu::write_legacy(port, Kind::serial, any_release);
}

}  // namespace chardev::xen
