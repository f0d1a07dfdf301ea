// SPDX-License-Identifier: LGPL-2.1-or-later
// Refuses autostart of guests that wait, and definitions that wait of guests that are autostarted.
#include "driver/autostart.hpp"

#include <libvirt/virterror.h>

#include "conf/gettext.hpp"
#include "driver/guard.hpp"
#include "driver/outline.hpp"
#include "driver/stored.hpp"
#include "driver/wrap.hpp"

namespace chardev::driver {

namespace {

using Getter = int (*)(virDomainPtr, int *);

bool is_set(Getter getter, virDomainPtr domain)
{
    int value = 0;
    const bool known = getter && getter(domain, &value) >= 0;
    virResetLastError();
    return known && value;
}

bool started_automatically(const Api &api, virDomainPtr domain)
{
    return is_set(api.domainGetAutostart, domain) || is_set(api.domainGetAutostartOnce, domain);
}

bool refuse()
{
    report({ErrorKind::invalid,
            {},
            _("a guest that is started automatically cannot wait for a client, because the daemon would wait with it; add <nowait/> to its <listen> elements or disable its autostart")});
    return false;
}

bool refuse_state()
{
    report({ErrorKind::invalid,
            {},
            _("this guest was started or saved with a port that waits for a client, and the daemon would wait with it if it restored the guest automatically; start the guest anew from its definition before you enable its autostart")});
    return false;
}

/// What the daemon would start at its own start; a running guest is saved with its ports as they are, and the host's next
/// start may begin with what was saved.
bool may_start_by_itself(const Decorated &our, virDomainPtr domain)
{
    const Stored definition = stored_definition(our, domain);
    if (!definition.is_startable() || (definition.waits() && !refuse()))
        return false;
    const auto saved = stored_managed_save(our, domain);
    if (saved && (!saved->is_startable() || (saved->waits() && !refuse_state())))
        return false;
    return !current_document(our, domain).waits() || refuse_state();
}

int set(int (*setter)(virDomainPtr, int), const Decorated &our, virDomainPtr domain, int value)
{
    return !value || may_start_by_itself(our, domain) ? setter(domain, value) : -1;
}

int domain_set_autostart(virDomainPtr domain, int value) noexcept
{
    return guarded([&] {
        const Decorated &our = decorated(domain);
        return set(our.api().domainSetAutostart, our, domain, value);
    });
}

int domain_set_autostart_once(virDomainPtr domain, int value) noexcept
{
    return guarded([&] {
        const Decorated &our = decorated(domain);
        return set(our.api().domainSetAutostartOnce, our, domain, value);
    });
}

}  // namespace

bool may_wait(const Decorated &our, virDomainPtr domain)
{
    return !started_automatically(our.api(), domain) || refuse();
}

bool may_wait(const Decorated &our, virConnectPtr conn, const std::string &xml)
{
    const auto name = outline_of(xml).name;
    if (!name || !our.api().domainLookupByName)
        return true;
    const virDomainPtr domain = our.api().domainLookupByName(conn, name->c_str());
    virResetLastError();
    if (!domain)
        return true;
    const bool started = started_automatically(our.api(), domain);
    virDomainFree(domain);  // forgets the last error
    return !started || refuse();
}

void decorate_autostart(Decorated &table)
{
    replace<&Api::domainSetAutostart>(table, domain_set_autostart);
    replace<&Api::domainSetAutostartOnce>(table, domain_set_autostart_once);
}

}  // namespace chardev::driver
