// SPDX-License-Identifier: LGPL-2.1-or-later
// Decides for each change of a port who makes it: the stock driver, where it can say all of it, or we, by defining the guest
// anew. Nothing is ever put back: the running guest comes first, and a definition is changed only as it is at that moment.
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

/// std::nullopt: what is meant is no port.
using Plan = Result<std::optional<Changed>>;
using Planner = std::function<Plan(std::string_view definition)>;
/// The stock driver's own change, with the flags of what it is to affect.
using StockCall = std::function<int(unsigned flags)>;
/// An entry that attaches or detaches one element.
using ElementEntry = int (*)(virDomainPtr, const char *, unsigned);

class Edit {
public:
    /// `stock`: the change as the client asked for it. `attach` or `detach` say which of the two it is; neither: it is an update.
    Edit(virDomainPtr domain, const Guest &guest, Planner plan, StockCall stock, ElementEntry attach, ElementEntry detach)
        : our_(decorated(domain)), domain_(domain), guest_(guest), plan_(std::move(plan)), stock_(std::move(stock)),
          attach_(attach), detach_(detach), editing_(guest)
    {
    }

    int run(unsigned flags)
    {
        if (!editing_)
            return -1;
        const Stored definition = stored_definition(our_, domain_);
        if (!definition)
            return fail_as_stock();
        const Plan plan = plan_(definition.text());
        if (!plan)
            return refuse(plan.error());
        if (!*plan)
            return stock_(flags);
        if ((*plan)->definition.waits && !may_wait(our_, domain_))
            return -1;
        if ((flags & VIR_DOMAIN_AFFECT_LIVE) && stock_(flags & ~unsigned{VIR_DOMAIN_AFFECT_CONFIG}) < 0)
            return -1;
        const int result = store();
        if (result < 0 && (flags & VIR_DOMAIN_AFFECT_LIVE))
            LastError().put_back_with(_("the running guest was changed, but its definition was not"));
        return result;
    }

private:
    enum class Outcome { done, failed, again };  ///< again: the definition is not the one any more that was looked at

    /// A definition that the daemon cannot see is none any more: the stock driver says so.
    int fail_as_stock() const
    {
        const Text shown = ask(our_.api().domainGetXMLDesc, domain_, unsigned{VIR_DOMAIN_XML_INACTIVE});
        if (shown)
            report_internal("the definition comes and goes");
        return -1;
    }

    /// Who may not change the guest is told so, and nothing of its ports.
    int refuse(const Error &error) const
    {
        if (!is_denied(our_, domain_))
            report(error);
        return -1;
    }

    int store() const
    {
        const auto deadline = std::chrono::steady_clock::now() + patience;
        do {
            const Stored definition = stored_definition(our_, domain_);
            if (!definition)
                return fail_as_stock();
            const Plan plan = plan_(definition.text());
            if (!plan)
                return refuse(plan.error());
            if (!*plan)
                return stock_(VIR_DOMAIN_AFFECT_CONFIG);
            const Outcome outcome = change_once(**plan);
            if (outcome == Outcome::done)
                log_warnings((*plan)->definition.warnings, domain_);
            if (outcome != Outcome::again)
                return outcome == Outcome::done ? 0 : -1;
            virResetLastError();
        } while (std::chrono::steady_clock::now() < deadline);
        report(VIR_ERR_OPERATION_TIMEOUT, _("this guest's definition keeps changing; try again later"));
        return -1;
    }

    [[nodiscard]] Outcome change_once(const Changed &changed) const
    {
        const auto &stock = changed.stock;
        if (!stock || (stock->note && !our_.api().domainSetMetadata))
            return define_anew();
        return detach_ ? detach_by_stock(*stock) : attach_by_stock(*stock);
    }

    [[nodiscard]] Outcome detach_by_stock(const StockChange &change) const
    {
        const auto writes = editing_.writes();
        if (call(detach_, change) >= 0)
            return Outcome::done;
        return editing_.writes() == writes ? Outcome::failed : Outcome::again;
    }

    [[nodiscard]] Outcome attach_by_stock(const StockChange &change) const
    {
        const auto writes = editing_.writes();
        if (change.note && set_note(change.note->uri, change.note->element.c_str()) < 0)
            return Outcome::failed;
        if (!change.element.empty() && call(attach_, change) < 0) {
            const LastError error;
            take_back_note(change);
            error.put_back();
            return Outcome::failed;
        }
        if (editing_.writes() == writes || is_attached(stored_definition(our_, domain_).text(), change, our_.policy()))
            return Outcome::done;
        call(our_.api().domainDetachDeviceFlags, change);
        take_back_note(change);
        return Outcome::again;
    }

    [[nodiscard]] Outcome define_anew() const
    {
        const Stored before = whole_definition(our_, domain_);
        const Plan plan = before ? plan_(before.text()) : std::optional<Changed>();
        if (!plan || !*plan)
            return Outcome::again;
        if (!our_.stock->all_writers_locked) {
            report({ErrorKind::unsupported,
                    {},
                    _("with this release of libvirt, changing such a port could undo other changes to the guest; edit the whole definition instead")});
            return Outcome::failed;
        }
        const Replacing replacing(guest_);
        if (!replacing)
            return Outcome::failed;
        if (whole_definition(our_, domain_).text() != before.text())
            return Outcome::again;
        if (outline_of(current_document(our_, domain_).text()).has_block_job) {
            report({ErrorKind::invalid,
                    {},
                    _("a block job is copying a disk of this guest and will change its definition; try again when the job has finished")});
            return Outcome::failed;
        }
        const std::string &xml = (*plan)->definition.xml;
        const virDomainPtr defined = our_.api().domainDefineXMLFlags(virDomainGetConnect(domain_), xml.c_str(), 0);
        if (defined)
            virDomainFree(defined);
        return defined ? Outcome::done : Outcome::failed;
    }

    int call(ElementEntry entry, const StockChange &change) const
    {
        return entry(domain_, change.element.c_str(), VIR_DOMAIN_AFFECT_CONFIG);
    }
    int set_note(const std::string &uri, const char *element) const
    {
        return our_.api().domainSetMetadata(domain_, VIR_DOMAIN_METADATA_ELEMENT, element, "chardev", uri.c_str(),
                                            VIR_DOMAIN_AFFECT_CONFIG);
    }
    void take_back_note(const StockChange &change) const
    {
        if (change.note)
            set_note(change.note->uri, change.undo_note ? change.undo_note->element.c_str() : nullptr);
    }

    const Decorated &our_;
    virDomainPtr domain_;
    const Guest guest_;
    Planner plan_;
    StockCall stock_;
    ElementEntry attach_, detach_;
    const Editing editing_;
};

/// Whether the stored definition is to change. What the guest's state forbids, and flags that we do not know, are the
/// stock driver's to refuse.
bool changes_definition(const Api &api, virDomainPtr domain, unsigned flags)
{
    constexpr unsigned known = affects | VIR_DOMAIN_DEVICE_MODIFY_FORCE;
    if ((flags & ~known) || (flags & affects) == VIR_DOMAIN_AFFECT_LIVE)
        return false;
    if ((flags & affects) != VIR_DOMAIN_AFFECT_CONFIG) {
        const bool needs_running = flags & VIR_DOMAIN_AFFECT_LIVE;
        if ((as_daemon([&] { return api.domainIsActive(domain); }) == 1) != needs_running)
            return false;
    }
    return as_daemon([&] { return api.domainIsPersistent(domain); }) != 0;
}

/// `call()` while no definition is stored anew.
template <class Call>
int written(virDomainPtr domain, Call &&call)
{
    const Writing writing(guest_of(domain));
    return writing ? call() : -1;
}

using Change = Result<Changed> (*)(std::string_view domain, std::string_view fragment, const Policy &policy);

int edit(virDomainPtr domain, const char *fragment, unsigned flags, Change change, ElementEntry entry)
{
    const Decorated &our = decorated(domain);
    const Api &api = our.api();
    if (!fragment || !is_port_fragment(fragment))
        return written(domain, [&] { return entry(domain, fragment, flags); });
    const auto lowered = lower_fragment(fragment, our.policy());
    const StockCall stock = [&](unsigned affected) {
        if (lowered)
            return written(domain, [&] { return entry(domain, *lowered ? (*lowered)->c_str() : fragment, affected); });
        report(lowered.error());
        return -1;
    };
    const auto guest = guest_of(domain);
    if (!guest || !changes_definition(api, domain, flags) || ((flags & VIR_DOMAIN_AFFECT_LIVE) && !lowered))
        return stock(flags);
    const bool ours = is_port_grammar_fragment(fragment);
    const Planner plan = [&](std::string_view definition) -> Plan {
        if (!ours && !has_metadata(definition))
            return std::optional<Changed>();
        auto changed = change(definition, fragment, our.policy());
        return changed ? Plan(*std::move(changed)) : changed.error();
    };
    const auto entry_for = [change](Change which, ElementEntry of_which) { return change == which ? of_which : nullptr; };
    return Edit(domain, *guest, plan, stock, entry_for(attach, api.domainAttachDeviceFlags),
                entry_for(detach, api.domainDetachDeviceFlags))
        .run(flags);
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

/// An alias that is no port's is the stock driver's to find.
int detach_by_alias(virDomainPtr domain, const char *alias, unsigned flags)
{
    const Decorated &our = decorated(domain);
    const Api &api = our.api();
    const StockCall stock = [&](unsigned affected) {
        return written(domain, [&] { return api.domainDetachDeviceAlias(domain, alias, affected); });
    };
    const auto guest = guest_of(domain);
    if (!guest || !alias || !changes_definition(api, domain, flags))
        return stock(flags);
    const Planner plan = [&](std::string_view definition) -> Plan {
        return has_metadata(definition) ? detach_alias(definition, alias, our.policy()) : std::optional<Changed>();
    };
    return Edit(domain, *guest, plan, stock, nullptr, api.domainDetachDeviceFlags).run(flags);
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
