// SPDX-License-Identifier: LGPL-2.1-or-later
// Each change of a port is made by the stock driver, where it can say all of it, or by us, who define the guest anew. The
// running guest comes first; a definition is only ever changed as it is at that moment, and no earlier one is put back.
#include "driver/edit.hpp"

#include <chrono>
#include <functional>

#include "conf/gettext.hpp"
#include "driver/as_daemon.hpp"
#include "driver/autostart.hpp"
#include "driver/guard.hpp"
#include "driver/guest.hpp"
#include "driver/last_error.hpp"
#include "driver/outline.hpp"
#include "driver/stored.hpp"
#include "driver/wrap.hpp"

namespace chardev::driver {

namespace {

constexpr unsigned affects = VIR_DOMAIN_AFFECT_LIVE | VIR_DOMAIN_AFFECT_CONFIG;

enum class Kind { attach, update, detach };

/// std::nullopt: nothing of the definition is to be changed by us.
using Plan = Result<std::optional<Changed>>;
using Planner = std::function<Plan(std::string_view definition)>;
/// The stock driver's own change, with the flags of what it is to affect.
using StockCall = std::function<int(unsigned flags)>;

bool is_persistent(const Api &api, virDomainPtr domain)
{
    return as_daemon([&] { return api.domainIsPersistent(domain); }) == 1;
}

int set_note(virDomainPtr domain, const Note &note, bool is_there, unsigned flags)
{
    return decorated(domain).api().domainSetMetadata(domain, VIR_DOMAIN_METADATA_ELEMENT, is_there ? note.element.c_str() : nullptr,
                                                     "chardev", note.uri.c_str(), flags);
}

/// One change of one client.
class Edit {
public:
    Edit(virDomainPtr domain, const Guest &guest, Kind kind, StockCall stock)
        : our_(decorated(domain)), domain_(domain), guest_(guest), kind_(kind), stock_(std::move(stock)), editing_(guest)
    {
    }

    int run(unsigned flags, const Planner &planner) const
    {
        if (!editing_)
            return -1;
        const Stored definition = stored_definition(our_, domain_);
        if (!definition)
            return is_gone();
        const Plan plan = changes_definition(flags) ? planner(definition.text()) : std::optional<Changed>();
        if (plan && !*plan)
            return leave_to_stock(flags);
        if (is_denied(our_, domain_))
            return -1;
        if (!plan)
            return fail(plan.error());
        if ((*plan)->definition.waits && !may_wait(our_, domain_))
            return -1;
        if ((flags & VIR_DOMAIN_AFFECT_LIVE) && stock_(flags & ~unsigned{VIR_DOMAIN_AFFECT_CONFIG}) < 0)
            return -1;
        const auto stored = store(planner);
        const int result = stored ? *stored : leave_to_stock(VIR_DOMAIN_AFFECT_CONFIG);
        if (result < 0 && (flags & VIR_DOMAIN_AFFECT_LIVE))
            LastError().put_back_with(_("the running guest was changed, but its definition was not"));
        return result;
    }

private:
    enum class Outcome { done, failed, again };  ///< again: the definition is not the one any more that was looked at

    static int fail(const Error &error)
    {
        report(error);
        return -1;
    }
    static Outcome fail_once(const Error &error)
    {
        report(error);
        return Outcome::failed;
    }

    /// Says so as the stock driver does.
    int is_gone() const
    {
        if (ask(our_.api().domainGetXMLDesc, domain_, unsigned{VIR_DOMAIN_XML_INACTIVE}))
            report(VIR_ERR_OPERATION_FAILED, _("this guest's definition keeps changing; try again later"));
        return -1;
    }

    /// Whether the stored definition is to change. What the guest's state forbids, and flags that we do not know, are the
    /// stock driver's to refuse.
    bool changes_definition(unsigned flags) const
    {
        constexpr unsigned known = affects | VIR_DOMAIN_DEVICE_MODIFY_FORCE;
        if (flags & ~known)
            return false;
        const bool is_active = as_daemon([&] { return our_.api().domainIsActive(domain_); }) == 1;
        const bool fits = flags & VIR_DOMAIN_AFFECT_LIVE ? is_active : (flags & VIR_DOMAIN_AFFECT_CONFIG) || !is_active;
        return fits && is_persistent(our_.api(), domain_);
    }

    /// It decides for itself what "current" means, and others may have given the guest options meanwhile.
    int leave_to_stock(unsigned flags) const
    {
        const int result = stock_(flags);
        return result >= 0 && kind_ == Kind::detach ? settle() : result;
    }

    /// No argument may be left that names a port which is gone or has another name now.
    int settle() const
    {
        const auto planner = [this](std::string_view definition) -> Plan {
            const bool is_ours = has_metadata(definition) && is_persistent(our_.api(), domain_);
            return is_ours ? chardev::settle(definition, our_.policy()) : std::optional<Changed>();
        };
        return store(planner).value_or(0);
    }

    /// std::nullopt: nothing was to be changed.
    std::optional<int> store(const Planner &planner) const
    {
        const auto deadline = std::chrono::steady_clock::now() + patience;
        do {
            const Stored definition = stored_definition(our_, domain_);
            if (!definition)
                return is_gone();
            const Plan plan = planner(definition.text());
            if (!plan)
                return fail(plan.error());
            if (!*plan)
                return std::nullopt;
            const Outcome outcome = change(definition.text(), **plan, planner);
            if (outcome == Outcome::done)
                log_warnings((*plan)->definition.warnings, domain_);
            if (outcome != Outcome::again)
                return outcome == Outcome::done ? 0 : -1;
            virResetLastError();
        } while (std::chrono::steady_clock::now() < deadline);
        report(VIR_ERR_OPERATION_TIMEOUT, _("this guest's definition keeps changing; try again later"));
        return -1;
    }

    [[nodiscard]] Outcome change(std::string_view definition, const Changed &changed, const Planner &planner) const
    {
        const auto &stock = changed.stock;
        if (!stock || (stock->note && !our_.api().domainSetMetadata))
            return define(planner);
        return kind_ == Kind::detach ? detach_by_stock(definition, *stock) : attach_by_stock(definition, *stock);
    }

    [[nodiscard]] Outcome detach_by_stock(std::string_view definition, const StockChange &change) const
    {
        if (call(our_.api().domainDetachDeviceFlags, change) >= 0)
            return settle() < 0 ? Outcome::failed : Outcome::done;
        return failed_at(definition);
    }

    [[nodiscard]] Outcome attach_by_stock(std::string_view definition, const StockChange &change) const
    {
        if (change.note && set_note(*change.note, true) < 0)
            return Outcome::failed;
        const bool attaches = !change.element.empty();
        if (attaches && call(our_.api().domainAttachDeviceFlags, change) < 0) {
            const LastError error;
            remove_note(change);
            error.put_back();
            return failed_at(definition);
        }
        if (is_attached(stored_definition(our_, domain_).text(), change, our_.policy()))
            return Outcome::done;
        // somebody defined the guest meanwhile
        if (attaches && call(our_.api().domainDetachDeviceFlags, change) < 0)
            return Outcome::failed;
        remove_note(change);
        return Outcome::again;
    }

    /// What fails because the definition is another one by now is worth another look.
    [[nodiscard]] Outcome failed_at(std::string_view definition) const
    {
        const LastError error;
        if (stored_definition(our_, domain_).text() != definition)
            return Outcome::again;
        error.put_back();
        return Outcome::failed;
    }

    [[nodiscard]] Outcome define(const Planner &planner) const
    {
        if (!our_.stock->all_writers_locked)
            return fail_once({ErrorKind::unsupported,
                              {},
                              _("with this release of libvirt, changing such a port could undo other changes to the guest; edit the whole definition instead")});
        const Stored before = whole_definition(our_, domain_);
        const Plan plan = before ? planner(before.text()) : std::optional<Changed>();
        if (!before)
            return is_gone() < 0 ? Outcome::failed : Outcome::again;
        if (!plan)
            return fail_once(plan.error());
        if (!*plan)
            return Outcome::again;
        const Replacing replacing(guest_);
        return replacing ? define_if_still(before.text(), (*plan)->definition.xml) : Outcome::failed;
    }

    /// Compares last: a block job may end at any moment.
    [[nodiscard]] Outcome define_if_still(std::string_view before, const std::string &after) const
    {
        if (!is_persistent(our_.api(), domain_))
            return fail_once({ErrorKind::invalid, {}, _("this guest has been undefined; there is no definition to change")});
        if (outline_of(current_document(our_, domain_).text()).has_block_job)
            return fail_once({ErrorKind::invalid,
                              {},
                              _("a block job is copying a disk of this guest and will change its definition; try again when the job has finished")});
        if (whole_definition(our_, domain_).text() != before)
            return Outcome::again;
        const virDomainPtr defined = our_.api().domainDefineXMLFlags(virDomainGetConnect(domain_), after.c_str(), 0);
        if (defined)
            virDomainFree(defined);
        return defined ? Outcome::done : Outcome::failed;
    }

    int call(int (*entry)(virDomainPtr, const char *, unsigned), const StockChange &change) const
    {
        return entry(domain_, change.element.c_str(), VIR_DOMAIN_AFFECT_CONFIG);
    }
    int set_note(const Note &note, bool is_there) const
    {
        return driver::set_note(domain_, note, is_there, VIR_DOMAIN_AFFECT_CONFIG);
    }
    void remove_note(const StockChange &change) const
    {
        if (change.note && change.empty_note)
            set_note(*change.empty_note, true);
        if (change.note)
            set_note(*change.note, false);
    }

    const Decorated &our_;
    virDomainPtr domain_;
    const Guest guest_;
    Kind kind_;
    StockCall stock_;
    const Editing editing_;
};

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
    if (editing && !is_denied(decorated(domain), domain))
        report(error);
    return -1;
}

using Change = Result<Changed> (*)(std::string_view domain, std::string_view fragment, const Policy &policy);

Change change_of(Kind kind)
{
    switch (kind) {
    case Kind::attach:
        return attach;
    case Kind::update:
        return update;
    case Kind::detach:
        return detach;
    }
    return nullptr;
}

bool affects_running_guest_alone(virDomainPtr domain, unsigned flags)
{
    return !(flags & VIR_DOMAIN_AFFECT_CONFIG) && as_daemon([&] { return decorated(domain).api().domainIsActive(domain); }) == 1;
}

using Entry = int (*)(virDomainPtr, const char *, unsigned);

/// Noted once it is there: most attaches that fail do so in the guest.
int attach_live(virDomainPtr domain, const char *fragment, unsigned flags, Entry entry)
{
    const Decorated &our = decorated(domain);
    const auto change = chardev::attach_live(current_document(our, domain).text(), fragment, our.policy());
    if (!change || !*change) {
        if (!change && !is_denied(our, domain))
            report(change.error());
        return -1;
    }
    const auto &[slot, element, shown, note, empty_note] = **change;
    const int result = written(domain, [&] { return entry(domain, element.c_str(), flags); });
    if (result >= 0 && note && our.api().domainSetMetadata && set_note(domain, *note, true, VIR_DOMAIN_AFFECT_LIVE) < 0)
        virResetLastError();  // it is shown in libvirt's grammar
    return result;
}

int edit(virDomainPtr domain, const char *fragment, unsigned flags, Kind kind, Entry entry)
{
    const Decorated &our = decorated(domain);
    const auto guest = guest_of(domain);
    if (!guest || !fragment || !is_port_fragment(fragment))
        return written(domain, [&] { return entry(domain, fragment, flags); });
    const auto lowered = lower_fragment(fragment, our.policy());
    if (!lowered && (flags & VIR_DOMAIN_AFFECT_LIVE))
        return refuse(domain, lowered.error());
    const bool is_ours = is_port_grammar_fragment(fragment);
    const StockCall stock = [&](unsigned affected) {
        if (lowered && is_ours && kind == Kind::attach && affects_running_guest_alone(domain, affected))
            return attach_live(domain, fragment, affected, entry);
        if (lowered)
            return written(domain, [&] { return entry(domain, *lowered ? (*lowered)->c_str() : fragment, affected); });
        if (!is_denied(our, domain))
            report(lowered.error());
        return -1;
    };
    if ((flags & affects) == VIR_DOMAIN_AFFECT_LIVE) {
        const Editing editing(*guest);
        return editing ? stock(flags) : -1;
    }
    return Edit(domain, *guest, kind, stock).run(flags, [&](std::string_view definition) -> Plan {
        if (!is_ours && !has_metadata(definition))
            return std::optional<Changed>();
        auto changed = change_of(kind)(definition, fragment, our.policy());
        return changed ? Plan(*std::move(changed)) : changed.error();
    });
}

int attach_device(virDomainPtr domain, const char *xml) noexcept
{
    return guarded([&] {
        const auto stock = [](virDomainPtr d, const char *x, unsigned) { return decorated(d).api().domainAttachDevice(d, x); };
        return edit(domain, xml, VIR_DOMAIN_AFFECT_LIVE, Kind::attach, stock);
    });
}

int attach_device_flags(virDomainPtr domain, const char *xml, unsigned flags) noexcept
{
    return guarded([&] { return edit(domain, xml, flags, Kind::attach, decorated(domain).api().domainAttachDeviceFlags); });
}

int update_device_flags(virDomainPtr domain, const char *xml, unsigned flags) noexcept
{
    return guarded([&] { return edit(domain, xml, flags, Kind::update, decorated(domain).api().domainUpdateDeviceFlags); });
}

int detach_device(virDomainPtr domain, const char *xml) noexcept
{
    return guarded([&] {
        const auto stock = [](virDomainPtr d, const char *x, unsigned) { return decorated(d).api().domainDetachDevice(d, x); };
        return edit(domain, xml, VIR_DOMAIN_AFFECT_LIVE, Kind::detach, stock);
    });
}

int detach_device_flags(virDomainPtr domain, const char *xml, unsigned flags) noexcept
{
    return guarded([&] { return edit(domain, xml, flags, Kind::detach, decorated(domain).api().domainDetachDeviceFlags); });
}

/// An alias that is no port's is the stock driver's to find.
int detach_device_alias(virDomainPtr domain, const char *alias, unsigned flags) noexcept
{
    return guarded([&] {
        const Decorated &our = decorated(domain);
        const StockCall stock = [&](unsigned affected) {
            return written(domain, [&] { return our.api().domainDetachDeviceAlias(domain, alias, affected); });
        };
        const auto guest = guest_of(domain);
        if (!guest || !alias || (flags & affects) == VIR_DOMAIN_AFFECT_LIVE)
            return stock(flags);
        return Edit(domain, *guest, Kind::detach, stock).run(flags, [&](std::string_view definition) -> Plan {
            return has_metadata(definition) ? detach_alias(definition, alias, our.policy()) : std::optional<Changed>();
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
