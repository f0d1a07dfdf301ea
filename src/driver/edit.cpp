// SPDX-License-Identifier: LGPL-2.1-or-later
// Decides for each change of a device who makes it, and keeps definition and running guest together.
#include "driver/edit.hpp"

#include <functional>

#include "driver/autostart.hpp"
#include "driver/guard.hpp"
#include "driver/last_error.hpp"
#include "driver/turn.hpp"
#include "driver/wrap.hpp"

namespace chardev::driver {

namespace {

constexpr unsigned affects = VIR_DOMAIN_AFFECT_LIVE | VIR_DOMAIN_AFFECT_CONFIG;

using Change = Result<Lowered> (*)(std::string_view domain, std::string_view fragment, const Policy &policy);
/// The stock driver's own change, with the flags of what it is to affect.
using StockCall = std::function<int(unsigned flags)>;

Text stored_definition(const Api &api, virDomainPtr domain)
{
    return ask(api.domainGetXMLDesc, domain, unsigned{VIR_DOMAIN_XML_INACTIVE | VIR_DOMAIN_XML_SECURE});
}

/// Asked without secrets: who may not see them may still change guests without ports of ours, as the stock driver lets
/// them. A definition that cannot be shown at all may have some.
bool may_have_ports_of_ours(const Api &api, virDomainPtr domain)
{
    const Text shown = ask(api.domainGetXMLDesc, domain, unsigned{VIR_DOMAIN_XML_INACTIVE});
    return !shown || has_metadata(shown.get());
}

/// Whether the stored definition is to change. What the guest's state forbids, and flags that we do not know, are the
/// stock driver's to refuse.
bool changes_definition(const Api &api, virDomainPtr domain, unsigned flags)
{
    constexpr unsigned known = affects | VIR_DOMAIN_DEVICE_MODIFY_FORCE;
    if ((flags & ~known) || (flags & affects) == VIR_DOMAIN_AFFECT_LIVE)
        return false;
    if ((flags & affects) != VIR_DOMAIN_AFFECT_CONFIG) {
        const bool needs_running = flags & VIR_DOMAIN_AFFECT_LIVE;
        if ((api.domainIsActive(domain) == 1) != needs_running)
            return false;
    }
    return api.domainIsPersistent(domain) != 0;
}

bool define(const Api &api, virDomainPtr domain, const char *xml)
{
    const virDomainPtr defined = api.domainDefineXMLFlags(virDomainGetConnect(domain), xml, 0);
    if (defined)
        virDomainFree(defined);
    return defined != nullptr;
}

/// Puts the old definition back and keeps the error that made it necessary.
void restore(const Api &api, virDomainPtr domain, const char *before)
{
    const LastError error;
    define(api, domain, before);
    error.put_back();
}

int change_definition(const Decorated &our, virDomainPtr domain, const char *before, const Lowered &after,
                      unsigned flags, const StockCall &live)
{
    if (after.waits && !may_wait(our, domain))
        return -1;
    if (!define(our.api(), domain, after.xml.c_str()))
        return -1;
    log_warnings(after.warnings, domain);
    if (!(flags & VIR_DOMAIN_AFFECT_LIVE))
        return 0;
    const int result = live(flags & ~unsigned{VIR_DOMAIN_AFFECT_CONFIG});
    if (result < 0)
        restore(our.api(), domain, before);
    return result;
}

int edit(virDomainPtr domain, const char *fragment, unsigned flags, Change change,
         int (*stock)(virDomainPtr, const char *, unsigned))
{
    const Decorated &our = decorated(domain);
    if (!fragment || !is_port_fragment(fragment))
        return stock(domain, fragment, flags);
    const auto lowered = lower_fragment(fragment, our.policy());
    const StockCall call = [&](unsigned affected) {
        if (lowered)
            return stock(domain, *lowered ? (*lowered)->c_str() : fragment, affected);
        report(lowered.error());
        return -1;
    };
    if (!changes_definition(our.api(), domain, flags) || ((flags & VIR_DOMAIN_AFFECT_LIVE) && !lowered))
        return call(flags);
    if (!is_port_grammar_fragment(fragment) && !may_have_ports_of_ours(our.api(), domain))
        return call(flags);
    Turn turn;
    const Text before = turn.take(domain) ? stored_definition(our.api(), domain) : nullptr;
    if (!before)
        return -1;
    const auto after = change(before.get(), fragment, our.policy());
    if (after)
        return change_definition(our, domain, before.get(), *after, flags, call);
    report(after.error());
    return -1;
}

int attach_device(virDomainPtr domain, const char *xml) noexcept
{
    return guarded([&] {
        const auto stock = [](virDomainPtr d, const char *x, unsigned) { return decorated(d).api().domainAttachDevice(d, x); };
        return edit(domain, xml, VIR_DOMAIN_AFFECT_LIVE, attach, stock);
    });
}

int attach_device_flags(virDomainPtr domain, const char *xml, unsigned flags) noexcept
{
    return guarded([&] { return edit(domain, xml, flags, attach, decorated(domain).api().domainAttachDeviceFlags); });
}

int update_device_flags(virDomainPtr domain, const char *xml, unsigned flags) noexcept
{
    return guarded([&] { return edit(domain, xml, flags, update, decorated(domain).api().domainUpdateDeviceFlags); });
}

int detach_device(virDomainPtr domain, const char *xml) noexcept
{
    return guarded([&] {
        const auto stock = [](virDomainPtr d, const char *x, unsigned) { return decorated(d).api().domainDetachDevice(d, x); };
        return edit(domain, xml, VIR_DOMAIN_AFFECT_LIVE, detach, stock);
    });
}

int detach_device_flags(virDomainPtr domain, const char *xml, unsigned flags) noexcept
{
    return guarded([&] { return edit(domain, xml, flags, detach, decorated(domain).api().domainDetachDeviceFlags); });
}

/// An alias that names no port of the stored definition is the stock driver's to find.
int detach_by_alias(virDomainPtr domain, const char *alias, unsigned flags)
{
    const Decorated &our = decorated(domain);
    const StockCall call = [&](unsigned affected) { return our.api().domainDetachDeviceAlias(domain, alias, affected); };
    if (!alias || !changes_definition(our.api(), domain, flags) || !may_have_ports_of_ours(our.api(), domain))
        return call(flags);
    Turn turn;
    const Text before = turn.take(domain) ? stored_definition(our.api(), domain) : nullptr;
    if (!before)
        return -1;
    const auto after = detach_alias(before.get(), alias, our.policy());
    return after ? change_definition(our, domain, before.get(), *after, flags, call) : call(flags);
}

int detach_device_alias(virDomainPtr domain, const char *alias, unsigned flags) noexcept
{
    return guarded([&] { return detach_by_alias(domain, alias, flags); });
}

}  // namespace

void decorate_edits(Decorated &table)
{
    const Api &api = table.api();
    if (!api.domainIsActive || !api.domainIsPersistent || !api.domainGetXMLDesc || !api.domainDefineXMLFlags)
        return;  // a definition can neither be read nor stored
    replace<&Api::domainAttachDevice>(table, attach_device);
    replace<&Api::domainAttachDeviceFlags>(table, attach_device_flags);
    replace<&Api::domainUpdateDeviceFlags>(table, update_device_flags);
    replace<&Api::domainDetachDevice>(table, detach_device);
    replace<&Api::domainDetachDeviceFlags>(table, detach_device_flags);
    replace<&Api::domainDetachDeviceAlias>(table, detach_device_alias);
}

}  // namespace chardev::driver
