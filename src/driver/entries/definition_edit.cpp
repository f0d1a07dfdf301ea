// SPDX-License-Identifier: LGPL-2.1-or-later
// Changes a stored definition while other clients may change it too: looks again whenever it is not the one that was looked at.
#include "driver/entries/definition_edit.hpp"

#include <chrono>

#include "conf/model/gettext.hpp"
#include "driver/entries/as_daemon.hpp"
#include "driver/entries/autostart.hpp"
#include "driver/entries/last_error.hpp"
#include "driver/entries/outline.hpp"
#include "driver/entries/start_document.hpp"
#include "driver/entries/wrap.hpp"

namespace chardev::driver {

namespace {

bool is_persistent(const Api &api, virDomainPtr domain)
{
    return as_daemon([&] { return api.domainIsPersistent(domain); }) == 1;
}

/// One change of one client.
class Edit {
public:
    Edit(virDomainPtr domain, const Guest &guest, EditKind kind, const StockCall &stock)
        : our_(decorated(domain)), domain_(domain), guest_(guest), kind_(kind), stock_(stock), editing_(guest)
    {
    }

    int run(unsigned flags, const FindChange &find_change) const
    {
        if (!editing_) return -1;
        const StartDocument definition = stored_definition(our_, domain_);
        if (!definition) return is_gone();
        const DefinitionChange needed =
            changes_definition(flags) ? find_change(definition.text()) : std::optional<Changed>();
        if (needed && !*needed) return leave_to_stock(flags);
        if (is_denied(our_, domain_)) return -1;
        if (!needed) return fail(needed.error());
        if ((*needed)->definition.waits && !may_wait(our_, domain_)) return -1;
        if ((flags & VIR_DOMAIN_AFFECT_LIVE) && stock_(flags & ~unsigned{VIR_DOMAIN_AFFECT_CONFIG}) < 0) return -1;
        const auto stored = store(find_change);
        const int result = stored ? *stored : leave_to_stock(VIR_DOMAIN_AFFECT_CONFIG);
        if (result < 0 && (flags & VIR_DOMAIN_AFFECT_LIVE))
            LastError().put_back_with(_("the running guest was changed, but its definition was not"));
        return result;
    }

private:
    enum class Outcome { done, failed, again };  ///< again: somebody else changed the definition meanwhile

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

    /// Reports why there is no definition, with the stock driver's own error if it has one.
    int is_gone() const
    {
        if (ask(our_.api().domainGetXMLDesc, domain_, unsigned{VIR_DOMAIN_XML_INACTIVE}))
            report(VIR_ERR_OPERATION_FAILED, _("this guest's definition keeps changing; try again later"));
        return -1;
    }

    /// Whether the stored definition is to change. False also for unknown flags and for what the guest's state forbids: the
    /// stock driver refuses those.
    bool changes_definition(unsigned flags) const
    {
        constexpr unsigned known = affects | VIR_DOMAIN_DEVICE_MODIFY_FORCE;
        if (flags & ~known) return false;
        const bool is_active = as_daemon([&] { return our_.api().domainIsActive(domain_); }) == 1;
        const bool fits = flags & VIR_DOMAIN_AFFECT_LIVE ? is_active : (flags & VIR_DOMAIN_AFFECT_CONFIG) || !is_active;
        return fits && is_persistent(our_.api(), domain_);
    }

    /// The stock driver decides what "current" means. A detach is settled afterwards, because others may have given the guest
    /// options meanwhile.
    int leave_to_stock(unsigned flags) const
    {
        const int result = stock_(flags);
        return result >= 0 && kind_ == EditKind::detach ? settle() : result;
    }

    /// Removes arguments of ports that are gone, and renames those of ports that have another alias now.
    int settle() const
    {
        const auto find_change = [this](std::string_view definition) -> DefinitionChange {
            const bool is_ours = has_metadata(definition) && is_persistent(our_.api(), domain_);
            return is_ours ? chardev::settle(definition, our_.policy()) : std::optional<Changed>();
        };
        return store(find_change).value_or(0);
    }

    /// Tries again while others change the definition, for as long as a lock is waited for. std::nullopt: nothing to change.
    std::optional<int> store(const FindChange &find_change) const
    {
        const auto deadline = std::chrono::steady_clock::now() + patience;
        do {
            const StartDocument definition = stored_definition(our_, domain_);
            if (!definition) return is_gone();
            const DefinitionChange needed = find_change(definition.text());
            if (!needed) return fail(needed.error());
            if (!*needed) return std::nullopt;
            const Outcome outcome = change(definition.text(), **needed, find_change);
            if (outcome == Outcome::done) log_warnings((*needed)->definition.warnings, domain_);
            if (outcome != Outcome::again) return outcome == Outcome::done ? 0 : -1;
            virResetLastError();
        } while (std::chrono::steady_clock::now() < deadline);
        report(VIR_ERR_OPERATION_TIMEOUT, _("this guest's definition keeps changing; try again later"));
        return -1;
    }

    [[nodiscard]] Outcome change(std::string_view definition, const Changed &changed,
                                 const FindChange &find_change) const
    {
        const auto &stock = changed.stock;
        if (!stock || (stock->note && !our_.api().domainSetMetadata)) return define(find_change);
        return kind_ == EditKind::detach ? detach_by_stock(definition, *stock) : attach_by_stock(definition, *stock);
    }

    [[nodiscard]] Outcome detach_by_stock(std::string_view definition, const StockChange &change) const
    {
        if (call(our_.api().domainDetachDeviceFlags, change) >= 0)
            return settle() < 0 ? Outcome::failed : Outcome::done;
        return failed_at(definition);
    }

    [[nodiscard]] Outcome attach_by_stock(std::string_view definition, const StockChange &change) const
    {
        if (change.note && set_note(domain_, *change.note, VIR_DOMAIN_AFFECT_CONFIG) < 0) return Outcome::failed;
        const bool attaches = !change.element.empty();
        if (attaches && call(our_.api().domainAttachDeviceFlags, change) < 0) {
            const LastError error;
            take_back_note(change);
            error.put_back();
            return failed_at(definition);
        }
        if (is_attached(stored_definition(our_, domain_).text(), change, our_.policy())) return Outcome::done;
        // somebody defined the guest meanwhile
        if (attaches && call(our_.api().domainDetachDeviceFlags, change) < 0) return Outcome::failed;
        take_back_note(change);
        return Outcome::again;
    }

    /// Again if the definition is another one by now, which may be why the call failed.
    [[nodiscard]] Outcome failed_at(std::string_view definition) const
    {
        const LastError error;
        if (stored_definition(our_, domain_).text() != definition) return Outcome::again;
        error.put_back();
        return Outcome::failed;
    }

    [[nodiscard]] Outcome define(const FindChange &find_change) const
    {
        if (!our_.stock->all_writers_locked)
            return fail_once(
                {ErrorKind::unsupported,
                 {},
                 _("with this release of libvirt, changing such a port could undo other changes to the guest; edit the whole definition instead")});
        const StartDocument before = definition_with_secrets(our_, domain_);
        const DefinitionChange needed = before ? find_change(before.text()) : std::optional<Changed>();
        if (!before) return is_gone() < 0 ? Outcome::failed : Outcome::again;
        if (!needed) return fail_once(needed.error());
        if (!*needed) return Outcome::again;
        const ReplacingLock replacing(guest_);
        return replacing ? define_if_still(before.text(), (*needed)->definition.xml) : Outcome::failed;
    }

    /// The comparison comes last, because a block job may end, and change the definition, at any moment.
    [[nodiscard]] Outcome define_if_still(std::string_view before, const std::string &after) const
    {
        if (!is_persistent(our_.api(), domain_))
            return fail_once(
                {ErrorKind::invalid, {}, _("this guest has been undefined; there is no definition to change")});
        if (outline_of(current_document(our_, domain_).text()).has_block_job)
            return fail_once(
                {ErrorKind::invalid,
                 {},
                 _("a block job is copying a disk of this guest and will change its definition; try again when the job has finished")});
        if (definition_with_secrets(our_, domain_).text() != before) return Outcome::again;
        const virDomainPtr defined = our_.api().domainDefineXMLFlags(virDomainGetConnect(domain_), after.c_str(), 0);
        if (defined) virDomainFree(defined);
        return defined ? Outcome::done : Outcome::failed;
    }

    int call(int (*entry)(virDomainPtr, const char *, unsigned), const StockChange &change) const
    {
        return entry(domain_, change.element.c_str(), VIR_DOMAIN_AFFECT_CONFIG);
    }
    void take_back_note(const StockChange &change) const
    {
        if (change.note && change.empty_note) set_note(domain_, *change.empty_note, VIR_DOMAIN_AFFECT_CONFIG);
        if (change.note) driver::remove_note(domain_, *change.note, VIR_DOMAIN_AFFECT_CONFIG);
    }

    const Decorated &our_;
    virDomainPtr domain_;
    const Guest guest_;
    EditKind kind_;
    const StockCall &stock_;
    const EditingLock editing_;
};

}  // namespace

int edit_definition(virDomainPtr domain, const Guest &guest, EditKind kind, unsigned flags, const StockCall &stock,
                    const FindChange &find_change)
{
    return Edit(domain, guest, kind, stock).run(flags, find_change);
}

int set_note(virDomainPtr domain, const Note &note, unsigned flags)
{
    return decorated(domain).api().domainSetMetadata(domain, VIR_DOMAIN_METADATA_ELEMENT, note.element.c_str(),
                                                     "chardev", note.uri.c_str(), flags);
}

int remove_note(virDomainPtr domain, const Note &note, unsigned flags)
{
    return decorated(domain).api().domainSetMetadata(domain, VIR_DOMAIN_METADATA_ELEMENT, nullptr, "chardev",
                                                     note.uri.c_str(), flags);
}

}  // namespace chardev::driver
