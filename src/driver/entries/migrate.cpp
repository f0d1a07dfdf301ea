// SPDX-License-Identifier: LGPL-2.1-or-later
// Migration: XML that comes in is lowered, nothing is raised (the other side may be a stock libvirt), and a guest that arrives
// never waits for clients. The destination's entries need only generated wrappers.
#include "driver/entries/decorate.hpp"

#include <libvirt/virterror.h>

#include "driver/entries/wrap.hpp"
#include "driver/exception_boundary.hpp"

namespace chardev::driver {

namespace {

/// The document that Begin returns goes to the destination, which may be a stock libvirt: there too, it must not wait.
char *without_waits_for_libvirt(const Decorated &our, Text stock, unsigned long flags)
{
    if (!stock || !guest_arrives(flags)) return stock.release();
    const auto free = without_waits(stock.get(), our.policy());
    return free ? copy_for_libvirt(*free).release() : stock.release();
}

char *begin(virDomainPtr domain, const char *xml, char **cookieout, int *cookieoutlen, unsigned long flags,
            const char *dname, unsigned long resource) noexcept
{
    return exception_boundary([&]() -> char * {
        const Decorated &our = decorated(domain);
        XmlInput input(our);
        if (!input.lower(xml)) return nullptr;
        return without_waits_for_libvirt(
            our, Text(our.api().domainMigrateBegin3(domain, xml, cookieout, cookieoutlen, flags, dname, resource)),
            flags);
    });
}

char *begin_params(virDomainPtr domain, virTypedParameterPtr params, int nparams, char **cookieout, int *cookieoutlen,
                   unsigned flags) noexcept
{
    return exception_boundary([&]() -> char * {
        const Decorated &our = decorated(domain);
        ParameterInput input(our);
        if (!input.lower(params, nparams)) return nullptr;
        return without_waits_for_libvirt(
            our, Text(our.api().domainMigrateBegin3Params(domain, params, nparams, cookieout, cookieoutlen, flags)),
            flags);
    });
}

/// In a peer-to-peer migration the daemon calls the stock Begin itself: this is the document that it would send, without waiting.
std::optional<std::string> destination_document(const Decorated &our, virDomainPtr domain, unsigned long flags)
{
    if (!(flags & VIR_MIGRATE_PEER2PEER) || !guest_arrives(flags)) return std::nullopt;
    const Text stock =
        ask(our.api().domainGetXMLDesc, domain, unsigned{VIR_DOMAIN_XML_SECURE | VIR_DOMAIN_XML_MIGRATABLE});
    virResetLastError();
    return stock ? without_waits(stock.get(), our.policy()) : std::nullopt;
}

int perform(virDomainPtr domain, const char *xml, const char *cookiein, int cookieinlen, char **cookieout,
            int *cookieoutlen, const char *dconnuri, const char *uri, unsigned long flags, const char *dname,
            unsigned long resource) noexcept
{
    return exception_boundary([&] {
        const Decorated &our = decorated(domain);
        const auto added = xml ? std::nullopt : destination_document(our, domain, flags);
        if (added) xml = added->c_str();
        XmlInput input(our);
        if (!input.lower_migrated(xml, flags)) return -1;
        return our.api().domainMigratePerform3(domain, xml, cookiein, cookieinlen, cookieout, cookieoutlen, dconnuri,
                                               uri, flags, dname, resource);
    });
}

int perform_params(virDomainPtr domain, const char *dconnuri, virTypedParameterPtr params, int nparams,
                   const char *cookiein, int cookieinlen, char **cookieout, int *cookieoutlen, unsigned flags) noexcept
{
    return exception_boundary([&] {
        const Decorated &our = decorated(domain);
        const bool given = ParameterInput::find(params, nparams, VIR_MIGRATE_PARAM_DEST_XML) != nullptr;
        const auto added = given ? std::nullopt : destination_document(our, domain, flags);
        ParameterInput input(our);
        if (added) input.add(VIR_MIGRATE_PARAM_DEST_XML, *added);
        if (!input.lower_migrated(params, nparams, flags)) return -1;
        return our.api().domainMigratePerform3Params(domain, dconnuri, params, nparams, cookiein, cookieinlen,
                                                     cookieout, cookieoutlen, flags);
    });
}

}  // namespace

void decorate_migration(Decorated &table)
{
    replace<&Api::domainMigrateBegin3>(table, begin);
    replace<&Api::domainMigrateBegin3Params>(table, begin_params);
    replace<&Api::domainMigratePerform3>(table, perform);
    replace<&Api::domainMigratePerform3Params>(table, perform_params);
    lowers<&Api::domainMigratePrepare2, ArrivedXml<8, 5>>(table);
    lowers<&Api::domainMigratePrepare3, ArrivedXml<10, 7>>(table);
    lowers<&Api::domainMigratePrepare3Params, ArrivedParameters<1, 8>>(table);
    lowers<&Api::domainMigratePrepareTunnel, ArrivedXml<5, 2>>(table);
    lowers<&Api::domainMigratePrepareTunnel3, ArrivedXml<9, 6>>(table);
    lowers<&Api::domainMigratePrepareTunnel3Params, ArrivedParameters<2, 8>>(table);
}

}  // namespace chardev::driver
