// SPDX-License-Identifier: LGPL-2.1-or-later
// Reads the hypervisor from the type of the domain. Nothing here runs a program but emulator_release.
#include "tools/hypervisor.hpp"

#include "conf/model/gettext.hpp"
#include "conf/xml/reader.hpp"
#include "qemu/limits.hpp"
#include "qemu/policy.hpp"
#include "qemu/release/emulator.hpp"
#include "xen/policy.hpp"

namespace chardev::tools {

bool is_xen(const Machine &machine)
{
    return machine.type == "xen";
}

const Policy &policy_of(const Machine &machine)
{
    return is_xen(machine) ? xen::offline_policy() : qemu::offline_policy();
}

const Policy &policy_of(const std::vector<DomainPorts> &domains)
{
    return policy_of(domains.empty() ? Machine{} : domains.front().machine);
}

Result<qemu::Version> emulator_release(const Machine &machine, const std::string &file)
{
    const std::string emulator = qemu::emulator_of(machine);
    if (const auto version = qemu::emulator_version(emulator)) return *version;
    return Error{ErrorKind::unsupported,
                 {file, 0, {}},
                 format(_("'%s --version' does not tell the release of the emulator; say it with '--qemu-version'"),
                        shown(emulator).c_str())};
}

}  // namespace chardev::tools
