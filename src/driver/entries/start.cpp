// SPDX-License-Identifier: LGPL-2.1-or-later
// Entries that start a guest from what the stock driver has stored: a definition, an image or a snapshot. A start is refused if it
// would crash the daemon, or if it waits for clients and too many others wait already.
#include "driver/entries/decorate.hpp"

#include <optional>

#include "driver/entries/autostart.hpp"
#include "driver/entries/definition_lock.hpp"
#include "driver/entries/start_document.hpp"
#include "driver/entries/waiting.hpp"
#include "driver/entries/wrap.hpp"
#include "driver/entries/xml_input.hpp"
#include "driver/exception_boundary.hpp"

namespace chardev::driver {

namespace {

/// Lasts as long as the call that starts the guest.
class Start {
public:
    explicit Start(const Decorated &our) : our_(our) {}

    /// False: an error was reported. `waits`: the start waits for a client.
    [[nodiscard]] bool may_begin(bool waits) { return place_.take_if(waits); }
    [[nodiscard]] bool may_begin(const StartDocument &stored)
    {
        return stored.is_startable() && place_.take_if(stored.waits());
    }
    [[nodiscard]] bool may_begin(virDomainPtr domain, unsigned flags)
    {
        const auto saved = flags & VIR_DOMAIN_START_FORCE_BOOT ? std::nullopt : stored_managed_save(our_, domain);
        return saved ? may_begin(*saved) : may_begin(stored_definition(our_, domain));
    }

private:
    const Decorated &our_;
    WaitingPlace place_;
};

int domain_create(virDomainPtr domain) noexcept
{
    return exception_boundary([&] {
        const Decorated &our = decorated(domain);
        Start start(our);
        return start.may_begin(domain, 0) ? our.api().domainCreate(domain) : -1;
    });
}

int domain_create_with_flags(virDomainPtr domain, unsigned flags) noexcept
{
    return exception_boundary([&] {
        const Decorated &our = decorated(domain);
        Start start(our);
        return start.may_begin(domain, flags) ? our.api().domainCreateWithFlags(domain, flags) : -1;
    });
}

int domain_create_with_files(virDomainPtr domain, unsigned nfiles, int *files, unsigned flags) noexcept
{
    return exception_boundary([&] {
        const Decorated &our = decorated(domain);
        Start start(our);
        return start.may_begin(domain, flags) ? our.api().domainCreateWithFiles(domain, nfiles, files, flags) : -1;
    });
}

int domain_restore(virConnectPtr conn, const char *from) noexcept
{
    return exception_boundary([&] {
        const Decorated &our = decorated(conn);
        Start start(our);
        return start.may_begin(stored_image(our, conn, from)) ? our.api().domainRestore(conn, from) : -1;
    });
}

int domain_restore_flags(virConnectPtr conn, const char *from, const char *xml, unsigned flags) noexcept
{
    return exception_boundary([&] {
        const Decorated &our = decorated(conn);
        XmlInput input(our);
        Start start(our);
        if (!input.lower(xml) ||
            !(xml ? start.may_begin(input.waits()) : start.may_begin(stored_image(our, conn, from))))
            return -1;
        const int result = our.api().domainRestoreFlags(conn, from, xml, flags);
        if (succeeded(result)) input.log_warnings(nullptr);
        return result;
    });
}

int domain_restore_params(virConnectPtr conn, virTypedParameterPtr params, int nparams, unsigned flags) noexcept
{
    return exception_boundary([&] {
        const Decorated &our = decorated(conn);
        const char *image = ParameterInput::find(params, nparams, "file");
        const bool has_xml = ParameterInput::find(params, nparams, "dxml") != nullptr;
        ParameterInput input(our);
        Start start(our);
        if (!input.lower(params, nparams) ||
            !(has_xml ? start.may_begin(input.waits()) : start.may_begin(stored_image(our, conn, image))))
            return -1;
        const int result = our.api().domainRestoreParams(conn, params, nparams, flags);
        if (succeeded(result)) input.log_warnings(nullptr);
        return result;
    });
}

int domain_revert_to_snapshot(virDomainSnapshotPtr snapshot, unsigned flags) noexcept
{
    return exception_boundary([&] {
        const Decorated &our = decorated(snapshot);
        const StartDocument stored = stored_snapshot(our, snapshot);
        Start start(our);
        // its document becomes the definition
        const virDomainPtr domain = virDomainSnapshotGetDomain(snapshot);
        const auto guest = guest_of(domain);
        const EditingLock editing(stored.waits() ? guest : std::nullopt);
        if (!editing || (stored.waits() && !may_wait(our, domain)) || !start.may_begin(stored)) return -1;
        const WritingLock writing(guest);
        return writing ? our.api().domainRevertToSnapshot(snapshot, flags) : -1;
    });
}

}  // namespace

void decorate_starts(Decorated &table)
{
    replace<&Api::domainCreate>(table, domain_create);
    replace<&Api::domainCreateWithFlags>(table, domain_create_with_flags);
    replace<&Api::domainCreateWithFiles>(table, domain_create_with_files);
    replace<&Api::domainRestore>(table, domain_restore);
    replace<&Api::domainRestoreFlags>(table, domain_restore_flags);
    replace<&Api::domainRestoreParams>(table, domain_restore_params);
    replace<&Api::domainRevertToSnapshot>(table, domain_revert_to_snapshot);
}

}  // namespace chardev::driver
