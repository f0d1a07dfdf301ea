// SPDX-License-Identifier: LGPL-2.1-or-later
// Attach, update and detach of ports. A change of the stored definition (--config) that concerns ports of ours is made by
// edit_definition; everything else is left to the stock driver.
#include "driver/entries/decorate.hpp"

#include "driver/entries/as_daemon.hpp"
#include "driver/entries/autostart.hpp"
#include "driver/entries/definition_edit.hpp"
#include "driver/entries/start_document.hpp"
#include "driver/entries/wrap.hpp"
#include "driver/exception_boundary.hpp"

namespace chardev::driver {

namespace {

/// `call()` while no definition is replaced.
template <class Call>
int with_writing_lock(virDomainPtr domain, Call &&call)
{
    const WritingLock writing(guest_of(domain));
    return writing ? call() : -1;
}

/// Reports the error, unless the caller may not change the guest: then it gets the stock driver's refusal.
int refuse(virDomainPtr domain, const Error &error)
{
    const EditingLock editing(guest_of(domain));
    if (editing && !is_denied(decorated(domain), domain)) report(error);
    return -1;
}

using ChangePorts = Result<Changed> (*)(std::string_view domain, std::string_view fragment, const Policy &policy);

ChangePorts change_of(EditKind kind)
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
    const bool asks_for_live = (flags & VIR_DOMAIN_AFFECT_LIVE) || !(flags & VIR_DOMAIN_AFFECT_CONFIG);
    return asks_for_live && as_daemon([&] { return decorated(domain).api().domainIsActive(domain); }) == 1;
}

using Entry = int (*)(virDomainPtr, const char *, unsigned);

/// Writes the note of a port of the running guest. A failure is ignored: the port is shown in libvirt's grammar then.
void note_live(virDomainPtr domain, const Note &note)
{
    if (decorated(domain).api().domainSetMetadata && set_note(domain, note, VIR_DOMAIN_AFFECT_LIVE) < 0)
        virResetLastError();
}

/// Removes the notes of detached ports; returns `result`, that of a detach. A port that the guest has not released yet keeps its
/// note until the next detach.
int clean_up_after_detach(virDomainPtr domain, unsigned flags, int result)
{
    if (result >= 0 && affects_running_guest(domain, flags))
        for (const Note &note :
             stale_notes(current_document(decorated(domain), domain).text(), decorated(domain).policy()))
            note_live(domain, note);
    return result;
}

/// `lowered` is the fragment lowered without the guest's document. The note is written last, because most attaches that fail do so
/// in the guest.
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
    const int result = with_writing_lock(domain, [&] { return entry(domain, element.c_str(), flags); });
    if (result >= 0 && *change && (*change)->note) note_live(domain, *(*change)->note);
    return result;
}

int edit(virDomainPtr domain, const char *fragment, unsigned flags, EditKind kind, Entry entry)
{
    const Decorated &our = decorated(domain);
    const auto guest = guest_of(domain);
    if (!guest || !fragment || !is_port_fragment(fragment))
        return with_writing_lock(domain, [&] { return entry(domain, fragment, flags); });
    const auto lowered = lower_fragment(fragment, our.policy());
    if (!lowered && (flags & VIR_DOMAIN_AFFECT_LIVE)) return refuse(domain, lowered.error());
    const bool is_ours = is_port_grammar_fragment(fragment);
    const auto change = [&](unsigned affected) {
        if (lowered && *lowered && kind != EditKind::update && affects_running_guest(domain, affected))
            return edit_live(domain, fragment, **lowered, affected, kind, entry);
        if (lowered)
            return with_writing_lock(
                domain, [&] { return entry(domain, *lowered ? (*lowered)->c_str() : fragment, affected); });
        if (!is_denied(our, domain)) report(lowered.error());
        return -1;
    };
    const StockCall stock = [&](unsigned affected) {
        const int result = change(affected);
        return kind == EditKind::detach ? clean_up_after_detach(domain, affected, result) : result;
    };
    if ((flags & affects) == VIR_DOMAIN_AFFECT_LIVE) {
        const EditingLock editing(*guest);
        return editing ? stock(flags) : -1;
    }
    return edit_definition(domain, *guest, kind, flags, stock, [&](std::string_view definition) -> DefinitionChange {
        if (!is_ours && !has_metadata(definition)) return std::optional<Changed>();
        auto changed = change_of(kind)(definition, fragment, our.policy());
        return changed ? DefinitionChange(*std::move(changed)) : changed.error();
    });
}

/// An older entry that has no flags and concerns the running guest alone.
template <auto Member>
int without_flags(virDomainPtr domain, const char *xml, unsigned)
{
    return (decorated(domain).api().*Member)(domain, xml);
}

int attach_device(virDomainPtr domain, const char *xml) noexcept
{
    return exception_boundary([&] {
        return edit(domain, xml, VIR_DOMAIN_AFFECT_LIVE, EditKind::attach, without_flags<&Api::domainAttachDevice>);
    });
}

int attach_device_flags(virDomainPtr domain, const char *xml, unsigned flags) noexcept
{
    return exception_boundary(
        [&] { return edit(domain, xml, flags, EditKind::attach, decorated(domain).api().domainAttachDeviceFlags); });
}

int update_device_flags(virDomainPtr domain, const char *xml, unsigned flags) noexcept
{
    return exception_boundary(
        [&] { return edit(domain, xml, flags, EditKind::update, decorated(domain).api().domainUpdateDeviceFlags); });
}

int detach_device(virDomainPtr domain, const char *xml) noexcept
{
    return exception_boundary([&] {
        return edit(domain, xml, VIR_DOMAIN_AFFECT_LIVE, EditKind::detach, without_flags<&Api::domainDetachDevice>);
    });
}

int detach_device_flags(virDomainPtr domain, const char *xml, unsigned flags) noexcept
{
    return exception_boundary(
        [&] { return edit(domain, xml, flags, EditKind::detach, decorated(domain).api().domainDetachDeviceFlags); });
}

/// The alias may be that of any device.
int detach_device_alias(virDomainPtr domain, const char *alias, unsigned flags) noexcept
{
    return exception_boundary([&] {
        const Decorated &our = decorated(domain);
        const StockCall stock = [&](unsigned affected) {
            return clean_up_after_detach(domain, affected, with_writing_lock(domain, [&] {
                                             return our.api().domainDetachDeviceAlias(domain, alias, affected);
                                         }));
        };
        const auto guest = guest_of(domain);
        if (!guest || !alias || (flags & affects) == VIR_DOMAIN_AFFECT_LIVE) return stock(flags);
        return edit_definition(domain, *guest, EditKind::detach, flags, stock,
                               [&](std::string_view definition) -> DefinitionChange {
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
        return;  // a definition could not be read, or not be stored
    replace<&Api::domainAttachDevice>(table, attach_device);
    replace<&Api::domainAttachDeviceFlags>(table, attach_device_flags);
    replace<&Api::domainUpdateDeviceFlags>(table, update_device_flags);
    replace<&Api::domainDetachDevice>(table, detach_device);
    replace<&Api::domainDetachDeviceFlags>(table, detach_device_flags);
    replace<&Api::domainDetachDeviceAlias>(table, detach_device_alias);
}

}  // namespace chardev::driver
