// SPDX-License-Identifier: LGPL-2.1-or-later
// Asks libvirt for the UUID of an object, a text or a name.
#include "driver/entries/guest.hpp"

#include "driver/as_daemon.hpp"
#include "driver/entries/outline.hpp"
#include "driver/load/table.hpp"

namespace chardev::driver {

std::optional<Guest> guest_of(virDomainPtr domain)
{
    Guest guest{decorated(domain).stock, {}};
    return virDomainGetUUID(domain, guest.uuid.data()) < 0 ? std::nullopt : std::optional(guest);
}

std::optional<Guest> guest_in(virConnectPtr conn, const char *xml)
{
    Guest guest{decorated(conn).stock, {}};
    const auto uuid = uuid_in(xml);
    const auto parse = libvirt_private().parse_uuid;
    return !uuid || !parse || parse(uuid->c_str(), guest.uuid.data()) < 0 ? std::nullopt : std::optional(guest);
}

std::optional<Guest> guest_named(virConnectPtr conn, const char *name)
{
    const auto look_up = decorated(conn).api().domainLookupByName;
    const virDomainPtr domain = name && look_up ? as_daemon([&] { return look_up(conn, name); }) : nullptr;
    if (!domain) return std::nullopt;
    const auto guest = guest_of(domain);
    virDomainFree(domain);
    return guest;
}

}  // namespace chardev::driver
