// SPDX-License-Identifier: LGPL-2.1-or-later
// Entries that store a definition: it is lowered, and refused if it waits for a client and the guest is autostarted.
#include "driver/entries/decorate.hpp"

#include "driver/entries/autostart.hpp"
#include "driver/entries/definition_lock.hpp"
#include "driver/entries/outline.hpp"
#include "driver/entries/wrap.hpp"
#include "driver/exception_boundary.hpp"

namespace chardev::driver {

namespace {

template <class Call>
virDomainPtr define(virConnectPtr conn, const char *xml, Call &&stock) noexcept
{
    return exception_boundary([&]() -> virDomainPtr {
        const Decorated &our = decorated(conn);
        XmlInput input(our);
        if (!input.lower(xml)) return nullptr;
        const auto guest = xml ? guest_in(conn, xml) : std::nullopt;
        const EditingLock editing(input.waits() ? guest : std::nullopt);
        // without a UUID only a new guest can be defined
        if (!editing || (input.waits() && guest && !may_wait(our, conn, outline_of(xml).name))) return nullptr;
        const WritingLock writing(guest);
        if (!writing) return nullptr;
        const virDomainPtr domain = stock(our.api(), xml);
        if (domain) input.log_warnings(domain);
        return domain;
    });
}

virDomainPtr domain_define_xml(virConnectPtr conn, const char *xml) noexcept
{
    return define(conn, xml, [=](const Api &api, const char *lowered) { return api.domainDefineXML(conn, lowered); });
}

virDomainPtr domain_define_xml_flags(virConnectPtr conn, const char *xml, unsigned flags) noexcept
{
    return define(conn, xml,
                  [=](const Api &api, const char *lowered) { return api.domainDefineXMLFlags(conn, lowered, flags); });
}

/// Checked like a definition, because the daemon starts an autostarted guest from its managed save image.
int domain_managed_save_define_xml(virDomainPtr domain, const char *xml, unsigned flags) noexcept
{
    return exception_boundary([&] {
        const Decorated &our = decorated(domain);
        XmlInput input(our);
        if (!input.lower(xml)) return -1;
        const EditingLock editing(input.waits() ? guest_of(domain) : std::nullopt);
        if (!editing || (input.waits() && !may_wait(our, domain))) return -1;
        const int result = our.api().domainManagedSaveDefineXML(domain, xml, flags);
        if (succeeded(result)) input.log_warnings(domain);
        return result;
    });
}

}  // namespace

void decorate_defines(Decorated &table)
{
    replace<&Api::domainDefineXML>(table, domain_define_xml);
    replace<&Api::domainDefineXMLFlags>(table, domain_define_xml_flags);
    replace<&Api::domainManagedSaveDefineXML>(table, domain_managed_save_define_xml);
}

}  // namespace chardev::driver
