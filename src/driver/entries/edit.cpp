// SPDX-License-Identifier: LGPL-2.1-or-later
// What is left to the stock driver, and what an edit of the definition has to do.
#include "driver/entries/decorate.hpp"

#include "driver/entries/as_daemon.hpp"
#include "driver/entries/autostart.hpp"
#include "driver/entries/definition_edit.hpp"
#include "driver/entries/start_document.hpp"
#include "driver/entries/wrap.hpp"
#include "driver/exception_boundary.hpp"

namespace chardev::driver {

namespace {

/// `call()` while no definition is stored anew.
template <class Call>
int written(virDomainPtr domain, Call &&call)
{
    const Writing writing(guest_of(domain));
    return writing ? call() : -1;
}

/// Who may not change the guest is told that alone.
int refuse(virDomainPtr domain, const Error &error)
{
    const Editing editing(guest_of(domain));
    if (editing && !is_denied(decorated(domain), domain)) report(error);
    return -1;
}

using Change = Result<Changed> (*)(std::string_view domain, std::string_view fragment, const Policy &policy);

Change change_of(EditKind kind)
{
    switch (kind) {
    case EditKind::attach: return attach;
    case EditKind::update: return update;
    case EditKind::detach: return detach;
    }
    return nullptr;
}

bool affects_running_guest(virDomainPtr domain, unsigned flags)
{
    const bool is_meant = (flags & VIR_DOMAIN_AFFECT_LIVE) || !(flags & VIR_DOMAIN_AFFECT_CONFIG);
    return is_meant && as_daemon([&] { return decorated(domain).api().domainIsActive(domain); }) == 1;
}

using Entry = int (*)(virDomainPtr, const char *, unsigned);

/// Without the note, the port is shown in libvirt's grammar.
void note_live(virDomainPtr domain, const Note &note)
{
    if (decorated(domain).api().domainSetMetadata && set_note(domain, note, true, VIR_DOMAIN_AFFECT_LIVE) < 0)
        virResetLastError();
}

/// `result` of a detach. What the guest is still letting go of keeps its note until the next one.
int detached(virDomainPtr domain, unsigned flags, int result)
{
    if (result >= 0 && affects_running_guest(domain, flags))
        for (const Note &note :
             stale_notes(current_document(decorated(domain), domain).text(), decorated(domain).policy()))
            note_live(domain, note);
    return result;
}

/// `lowered` is the fragment as far as it can be said without the guest's document. A note comes last: an attach that fails does so
/// in the guest most often.
int edit_live(virDomainPtr domain, const char *fragment, const std::string &lowered, unsigned flags, EditKind kind,
              Entry entry)
{
    const Decorated &our = decorated(domain);
    const auto change_for = kind == EditKind::attach ? attach_live : detach_live;
    const auto change = change_for(current_document(our, domain).text(), fragment, our.policy());
    if (!change) {
        if (!is_denied(our, domain)) report(change.error());
        return -1;
    }
    const std::string &element = *change ? (*change)->element : lowered;
    const int result = written(domain, [&] { return entry(domain, element.c_str(), flags); });
    if (result >= 0 && *change && (*change)->note) note_live(domain, *(*change)->note);
    return result;
}

int edit(virDomainPtr domain, const char *fragment, unsigned flags, EditKind kind, Entry entry)
{
    const Decorated &our = decorated(domain);
    const auto guest = guest_of(domain);
    if (!guest || !fragment || !is_port_fragment(fragment))
        return written(domain, [&] { return entry(domain, fragment, flags); });
    const auto lowered = lower_fragment(fragment, our.policy());
    if (!lowered && (flags & VIR_DOMAIN_AFFECT_LIVE)) return refuse(domain, lowered.error());
    const bool is_ours = is_port_grammar_fragment(fragment);
    const auto change = [&](unsigned affected) {
        if (lowered && *lowered && kind != EditKind::update && affects_running_guest(domain, affected))
            return edit_live(domain, fragment, **lowered, affected, kind, entry);
        if (lowered)
            return written(domain, [&] { return entry(domain, *lowered ? (*lowered)->c_str() : fragment, affected); });
        if (!is_denied(our, domain)) report(lowered.error());
        return -1;
    };
    const StockCall stock = [&](unsigned affected) {
        const int result = change(affected);
        return kind == EditKind::detach ? detached(domain, affected, result) : result;
    };
    if ((flags & affects) == VIR_DOMAIN_AFFECT_LIVE) {
        const Editing editing(*guest);
        return editing ? stock(flags) : -1;
    }
    return edit_definition(domain, *guest, kind, flags, stock, [&](std::string_view definition) -> Plan {
        if (!is_ours && !has_metadata(definition)) return std::optional<Changed>();
        auto changed = change_of(kind)(definition, fragment, our.policy());
        return changed ? Plan(*std::move(changed)) : changed.error();
    });
}

int attach_device(virDomainPtr domain, const char *xml) noexcept
{
    return guarded([&] {
        const auto stock = [](virDomainPtr d, const char *x, unsigned) {
            return decorated(d).api().domainAttachDevice(d, x);
        };
        return edit(domain, xml, VIR_DOMAIN_AFFECT_LIVE, EditKind::attach, stock);
    });
}

int attach_device_flags(virDomainPtr domain, const char *xml, unsigned flags) noexcept
{
    return guarded(
        [&] { return edit(domain, xml, flags, EditKind::attach, decorated(domain).api().domainAttachDeviceFlags); });
}

int update_device_flags(virDomainPtr domain, const char *xml, unsigned flags) noexcept
{
    return guarded(
        [&] { return edit(domain, xml, flags, EditKind::update, decorated(domain).api().domainUpdateDeviceFlags); });
}

int detach_device(virDomainPtr domain, const char *xml) noexcept
{
    return guarded([&] {
        const auto stock = [](virDomainPtr d, const char *x, unsigned) {
            return decorated(d).api().domainDetachDevice(d, x);
        };
        return edit(domain, xml, VIR_DOMAIN_AFFECT_LIVE, EditKind::detach, stock);
    });
}

int detach_device_flags(virDomainPtr domain, const char *xml, unsigned flags) noexcept
{
    return guarded(
        [&] { return edit(domain, xml, flags, EditKind::detach, decorated(domain).api().domainDetachDeviceFlags); });
}

/// An alias that is no port's is the stock driver's to find.
int detach_device_alias(virDomainPtr domain, const char *alias, unsigned flags) noexcept
{
    return guarded([&] {
        const Decorated &our = decorated(domain);
        const StockCall stock = [&](unsigned affected) {
            return detached(domain, affected, written(domain, [&] {
                                return our.api().domainDetachDeviceAlias(domain, alias, affected);
                            }));
        };
        const auto guest = guest_of(domain);
        if (!guest || !alias || (flags & affects) == VIR_DOMAIN_AFFECT_LIVE) return stock(flags);
        return edit_definition(domain, *guest, EditKind::detach, flags, stock,
                               [&](std::string_view definition) -> Plan {
                                   return has_metadata(definition) ? detach_alias(definition, alias, our.policy())
                                                                   : std::optional<Changed>();
                               });
    });
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
