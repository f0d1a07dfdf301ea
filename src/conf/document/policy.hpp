// SPDX-License-Identifier: LGPL-2.1-or-later
// What src/conf has to know of a hypervisor in order to rewrite documents for its stock libvirt driver.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "conf/model/model.hpp"
#include "conf/model/result.hpp"

namespace chardev {

/// What a domain document says of its machine; empty means that it does not say.
struct Machine {
    std::string type;      ///< domain/@type
    std::string os;        ///< os/type: hvm, xen, …
    std::string arch;      ///< os/type/@arch
    std::string machine;   ///< os/type/@machine
    std::string emulator;  ///< devices/emulator
};

[[nodiscard]] inline bool is_x86(std::string_view arch)
{
    return arch == "x86_64" || arch == "i686" || arch == "i386";
}

struct PlacedPort {
    Port port;
    Slot slot;
    Place where;
    bool ours = true;  ///< else it is in libvirt's grammar, and what is wrong with it is the stock driver's to say
};

/// How the stock driver is told of a port: by a device element of its own grammar, or, where it has none that works, by
/// arguments for the device model alone.
enum class Route { element, arguments };

/// How many ports a document has in the stock driver's own words, libvirt's mirror of serial 0 left out.
struct PortCount {
    unsigned serials = 0;
    unsigned parallels = 0;
    bool misplaced = false;  ///< the only serial port says another number than 0
};

class Policy {
public:
    Policy() = default;
    Policy(const Policy &) = delete;
    Policy &operator=(const Policy &) = delete;
    virtual ~Policy() = default;

    /// The hypervisor's command-line namespace: prefix "qemu", uri "http://libvirt.org/schemas/domain/qemu/1.0".
    /// Arguments are <prefix:arg value='…'/> in <prefix:commandline>.
    [[nodiscard]] virtual std::string_view prefix() const = 0;
    [[nodiscard]] virtual std::string_view uri() const = 0;

    /// Limits and versions: every port of the domain at once, in document order, in whichever grammar. Only a port that is
    /// ours can be an error.
    [[nodiscard]] virtual Result<Ok> check(const std::vector<PlacedPort> &ports, const Machine &machine) const = 0;

    /// False if the stock driver gives ports of this kind no number, so that the guest counts them as they come.
    [[nodiscard]] virtual bool numbers(Kind kind) const = 0;

    /// Ok: guests like this one can have serial and parallel ports. Else the sentence for a user who writes one; a bare
    /// <console/> and everything in libvirt's grammar is then the stock driver's.
    [[nodiscard]] virtual Result<Ok> has_ports(const Machine &) const { return Ok{}; }

    /// True if the stock driver cannot start such a guest, so that a document is ours even if all of it is in libvirt's grammar.
    [[nodiscard]] virtual bool takes_over(const Machine &, const PortCount &) const { return false; }
    /// False: takes_over() is so for every guest, and nothing has to be read or counted for it.
    [[nodiscard]] virtual bool takes_any_over() const { return false; }

    /// False if the stock driver attaches no ports to a stored definition and detaches none.
    [[nodiscard]] virtual bool attaches_ports() const { return true; }

    [[nodiscard]] virtual Route route(const Port &port, const Slot &slot) const = 0;

    /// The arguments that say of a port with an element what libvirt's XML cannot, e.g. {"-set", "chardev.charserial0.delay=off"}.
    /// Options and values in turn; `alias` is the name libvirt will give the device ("serial0", "ua-name").
    [[nodiscard]] virtual Result<std::vector<std::string>> arguments(const Port &port,
                                                                     std::string_view alias) const = 0;

    /// All of a port that has none, e.g. {"-chardev", "pty,id=serial1", "-device", "isa-serial,…"}. Never empty; not asked
    /// for a port of type none.
    [[nodiscard]] virtual Result<std::vector<std::string>> whole(const PlacedPort &placed,
                                                                 const Machine &machine) const = 0;
    /// The alias of such a port: the user's own, or one made from the slot that libvirt gives to no device.
    [[nodiscard]] virtual std::string alias(const Port &port, const Slot &slot) const = 0;

    /// True for arguments that hold the start of a guest until a client connects ("chardev.charserial0.wait=on").
    [[nodiscard]] virtual bool holds_start(std::string_view argument) const = 0;

    /// The terminals of the ports of the running guest `id` that are known by arguments alone: by slot. Empty if the device
    /// model does not answer.
    [[nodiscard]] virtual std::map<Slot, std::string> terminals(unsigned) const { return {}; }
};

/// The policy of the hypervisor that a machine is for.
using PolicyOf = const Policy &(*)(const Machine &);

}  // namespace chardev
