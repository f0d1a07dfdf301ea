// SPDX-License-Identifier: LGPL-2.1-or-later
// Decides what a guest of Xen is refused: a further port, and any device that is not ISA.
#include "xen/limits.hpp"

#include "conf/model/gettext.hpp"
#include "conf/model/serial_model.hpp"
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
        if (std::holds_alternative<None>(placed.port.backend)) continue;
        join(mistakes, device_for(placed));
        join(mistakes, check_number(placed));
    }
    return verdict(mistakes);
}

}  // namespace chardev::xen
