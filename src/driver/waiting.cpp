// SPDX-License-Identifier: LGPL-2.1-or-later
// Counts the starts that wait, and finds out which would.
#include "driver/waiting.hpp"

#include <atomic>

#include <libvirt/virterror.h>

#include "conf/gettext.hpp"
#include "driver/daemon.hpp"
#include "driver/report.hpp"

namespace chardev::driver {

namespace {

std::atomic<unsigned> waiting{0};

bool take_place(unsigned limit)
{
    unsigned now = waiting.load();
    while (now < limit)
        if (waiting.compare_exchange_weak(now, now + 1))
            return true;
    return false;
}

}  // namespace

WaitingPlace::~WaitingPlace()
{
    if (taken_)
        waiting.fetch_sub(1);
}

bool WaitingPlace::take_if(bool waits)
{
    if (!waits || taken_)
        return true;
    const unsigned limit = waiting_limit();
    taken_ = take_place(limit);
    if (!taken_)
        report({ErrorKind::denied,
                {},
                format(_("'%u' guests are waiting for clients of their listening ports already, and more could block the daemon; connect to one of them, destroy one, or add <nowait/> to the <listen> elements of this guest"),
                       limit)});
    return taken_;
}

unsigned waiting_limit()
{
    static const unsigned limit = allowed_waiting();
    return limit;
}

bool stock_text_waits(const Decorated &our, const Text &stock)
{
    if (stock)
        return waits(stock.get(), our.policy());
    const bool hidden = virGetLastErrorCode() == VIR_ERR_ACCESS_DENIED;
    virResetLastError();
    return hidden;
}

bool definition_waits(const Decorated &our, virDomainPtr domain)
{
    return stock_text_waits(our, ask(our.api().domainGetXMLDesc, domain, unsigned{VIR_DOMAIN_XML_INACTIVE}));
}

std::optional<bool> managed_save_waits(const Decorated &our, virDomainPtr domain)
{
    const Api &api = our.api();
    const bool has_image = api.domainHasManagedSaveImage && api.domainHasManagedSaveImage(domain, 0) > 0;
    virResetLastError();
    if (!has_image)
        return std::nullopt;
    return stock_text_waits(our, ask(api.domainManagedSaveGetXMLDesc, domain, 0U));
}

}  // namespace chardev::driver
