// SPDX-License-Identifier: LGPL-2.1-or-later
// Starts from stored documents: all that is decided here is whether one that waits for clients finds a place.
#include "driver/start.hpp"

#include <filesystem>
#include <system_error>

#include "driver/autostart.hpp"
#include "driver/guard.hpp"
#include "driver/input.hpp"
#include "driver/waiting.hpp"
#include "driver/wrap.hpp"

namespace chardev::driver {

namespace {

bool start_waits(const Decorated &our, virDomainPtr domain, unsigned flags)
{
    const auto saved = flags & VIR_DOMAIN_START_FORCE_BOOT ? std::nullopt : managed_save_waits(our, domain);
    return saved ? *saved : definition_waits(our, domain);
}

/// What is written into a pipe can be read once, and that is the stock driver's to do.
bool image_is_pipe(const char *file)
{
    std::error_code unknown;
    return std::filesystem::is_fifo(file, unknown);
}

bool image_waits(const Decorated &our, virConnectPtr conn, const char *file)
{
    return file && !image_is_pipe(file) && stock_text_waits(our, ask(our.api().domainSaveImageGetXMLDesc, conn, file, 0U));
}

int domain_create(virDomainPtr domain) noexcept
{
    return guarded([&] {
        const Decorated &our = decorated(domain);
        WaitingPlace place;
        return place.take_if(start_waits(our, domain, 0)) ? our.api().domainCreate(domain) : -1;
    });
}

int domain_create_with_flags(virDomainPtr domain, unsigned flags) noexcept
{
    return guarded([&] {
        const Decorated &our = decorated(domain);
        WaitingPlace place;
        return place.take_if(start_waits(our, domain, flags)) ? our.api().domainCreateWithFlags(domain, flags) : -1;
    });
}

int domain_create_with_files(virDomainPtr domain, unsigned nfiles, int *files, unsigned flags) noexcept
{
    return guarded([&] {
        const Decorated &our = decorated(domain);
        WaitingPlace place;
        return place.take_if(start_waits(our, domain, flags))
                   ? our.api().domainCreateWithFiles(domain, nfiles, files, flags)
                   : -1;
    });
}

int domain_restore(virConnectPtr conn, const char *from) noexcept
{
    return guarded([&] {
        const Decorated &our = decorated(conn);
        WaitingPlace place;
        return place.take_if(image_waits(our, conn, from)) ? our.api().domainRestore(conn, from) : -1;
    });
}

int domain_restore_flags(virConnectPtr conn, const char *from, const char *xml, unsigned flags) noexcept
{
    return guarded([&] {
        const Decorated &our = decorated(conn);
        Input input(our);
        WaitingPlace place;
        if (!input.lower(xml) || !place.take_if(xml ? input.waits() : image_waits(our, conn, from)))
            return -1;
        const int result = our.api().domainRestoreFlags(conn, from, xml, flags);
        if (succeeded(result))
            input.log_warnings(nullptr);
        return result;
    });
}

int domain_restore_params(virConnectPtr conn, virTypedParameterPtr params, int nparams, unsigned flags) noexcept
{
    return guarded([&] {
        const Decorated &our = decorated(conn);
        const char *image = ParameterInput::find(params, nparams, "file");
        const bool has_xml = ParameterInput::find(params, nparams, "dxml") != nullptr;
        ParameterInput input(our);
        WaitingPlace place;
        if (!input.lower(params, nparams) ||
            !place.take_if(has_xml ? input.waits() : image_waits(our, conn, image)))
            return -1;
        const int result = our.api().domainRestoreParams(conn, params, nparams, flags);
        if (succeeded(result))
            input.log_warnings(nullptr);
        return result;
    });
}

int domain_revert_to_snapshot(virDomainSnapshotPtr snapshot, unsigned flags) noexcept
{
    return guarded([&] {
        const Decorated &our = decorated(snapshot);
        WaitingPlace place;
        const bool waits = stock_text_waits(our, ask(our.api().domainSnapshotGetXMLDesc, snapshot, 0U));
        // its document becomes the definition
        if (waits && !may_wait(our, virDomainSnapshotGetDomain(snapshot)))
            return -1;
        return place.take_if(waits) ? our.api().domainRevertToSnapshot(snapshot, flags) : -1;
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
