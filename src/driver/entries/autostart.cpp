// SPDX-License-Identifier: LGPL-2.1-or-later
// Refuses autostart for guests that wait for a client, and waiting for guests that are autostarted.
#include "driver/entries/autostart.hpp"

#include <libvirt/virterror.h>

#include "conf/model/gettext.hpp"
#include "driver/entries/as_daemon.hpp"
#include "driver/entries/decorate.hpp"
#include "driver/entries/definition_lock.hpp"
#include "driver/entries/last_error.hpp"
#include "driver/entries/start_document.hpp"
#include "driver/entries/wrap.hpp"
#include "driver/exception_boundary.hpp"

namespace chardev::driver {

namespace {

using Getter = int (*)(virDomainPtr, int *);

/// std::nullopt: not known.
std::optional<int> value_of(Getter getter, virDomainPtr domain)
{
    int value = 0;
    const bool known = getter && as_daemon([&] { return getter(domain, &value); }) >= 0;
    return known ? std::optional(value) : std::nullopt;
}

bool refuse(const Decorated &our, virDomainPtr domain, const char *sentence)
{
    if (!is_denied(our, domain)) report({ErrorKind::invalid, {}, sentence});
    return false;
}

bool refuse_waiting(const Decorated &our, virDomainPtr domain)
{
    return refuse(
        our, domain,
        _("a guest that is started automatically cannot wait for a client, because the daemon would wait with it; add <nowait/> to its <listen> elements or disable its autostart"));
}

bool refuse_state(const Decorated &our, virDomainPtr domain)
{
    return refuse(
        our, domain,
        _("this guest was started or saved with a port that waits for a client, and the daemon would wait with it if it restored the guest automatically; start the guest anew from its definition before you enable its autostart"));
}

/// Checks everything that the daemon might start when it is started: the definition, the managed save image, and the running
/// guest, which may be saved when the host shuts down and restored when it boots.
bool may_start_by_itself(const Decorated &our, virDomainPtr domain)
{
    const StartDocument definition = stored_definition(our, domain);
    if (!definition.is_startable() || (definition.waits() && !refuse_waiting(our, domain))) return false;
    const auto saved = stored_managed_save(our, domain);
    if (saved && (!saved->is_startable() || (saved->waits() && !refuse_state(our, domain)))) return false;
    return !current_document(our, domain).waits() || refuse_state(our, domain);
}

int set(int (*setter)(virDomainPtr, int), const Decorated &our, virDomainPtr domain, int value)
{
    const EditingLock editing(guest_of(domain));
    return editing && (!value || may_start_by_itself(our, domain)) ? setter(domain, value) : -1;
}

int domain_set_autostart(virDomainPtr domain, int value) noexcept
{
    return exception_boundary([&] {
        const Decorated &our = decorated(domain);
        return set(our.api().domainSetAutostart, our, domain, value);
    });
}

int domain_set_autostart_once(virDomainPtr domain, int value) noexcept
{
    return exception_boundary([&] {
        const Decorated &our = decorated(domain);
        return set(our.api().domainSetAutostartOnce, our, domain, value);
    });
}

}  // namespace

bool may_wait(const Decorated &our, virDomainPtr domain)
{
    const Api &api = our.api();
    const bool started = value_of(api.domainGetAutostart, domain).value_or(0) ||
                         value_of(api.domainGetAutostartOnce, domain).value_or(0);
    return !started || refuse_waiting(our, domain);
}

bool may_wait(const Decorated &our, virConnectPtr conn, const std::optional<std::string> &name)
{
    const auto look_up = our.api().domainLookupByName;
    const virDomainPtr domain = name && look_up ? as_daemon([&] { return look_up(conn, name->c_str()); }) : nullptr;
    if (!domain) return true;
    const bool may = may_wait(our, domain);
    const LastError error;
    virDomainFree(domain);  // forgets the last error
    error.put_back();
    return may;
}

bool is_denied(const Decorated &our, virDomainPtr domain)
{
    // setting the value that is set changes nothing, but the stock driver checks the caller's rights first
    const Api &api = our.api();
    const auto value = value_of(api.domainGetAutostart, domain);
    return value && api.domainSetAutostart && api.domainSetAutostart(domain, *value) < 0 &&
           virGetLastErrorCode() == VIR_ERR_ACCESS_DENIED;
}

void decorate_autostart(Decorated &table)
{
    replace<&Api::domainSetAutostart>(table, domain_set_autostart);
    replace<&Api::domainSetAutostartOnce>(table, domain_set_autostart_once);
}

}  // namespace chardev::driver
