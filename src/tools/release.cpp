// SPDX-License-Identifier: LGPL-2.1-or-later
// Decides what counts as a release's number, and whom to ask without one.
#include "tools/release.hpp"

#include "conf/model/gettext.hpp"
#include "conf/xml/reader.hpp"
#include "qemu/limits.hpp"
#include "qemu/release/emulator.hpp"
#include "tools/choice.hpp"

namespace chardev::tools {

Result<std::optional<qemu::Version>> said_release(const Request &request)
{
    if (!request.qemu_version) return std::optional<qemu::Version>();
    const auto version = qemu::version_from(*request.qemu_version);
    return version ? std::optional<qemu::Version>(*version) : Result<std::optional<qemu::Version>>(version.error());
}

Result<std::optional<xen::Version>> said_xen_release(const Request &request)
{
    if (!request.xen_version) return std::optional<xen::Version>();
    const auto version = xen::version_from(*request.xen_version);
    return version ? std::optional<xen::Version>(*version) : Result<std::optional<xen::Version>>(version.error());
}

Result<qemu::HostOs> said_host(const Request &request)
{
    static const std::vector<Choice<qemu::HostOs>> hosts = {{"linux", qemu::HostOs::linux_},
                                                            {"windows", qemu::HostOs::windows}};
    return request.host_os ? chosen("--host-os", request.host_os, hosts) : qemu::HostOs::linux_;
}

Result<qemu::Version> asked_release(const Machine &machine, const std::string &file)
{
    const std::string emulator = qemu::emulator_of(machine);
    if (const auto version = qemu::emulator_version(emulator)) return *version;
    return Error{ErrorKind::unsupported,
                 {file, 0, {}},
                 format(_("'%s --version' does not tell the release of the emulator; say it with '--qemu-version'"),
                        shown(emulator).c_str())};
}

}  // namespace chardev::tools
