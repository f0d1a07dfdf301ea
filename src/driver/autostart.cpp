// SPDX-License-Identifier: LGPL-2.1-or-later
// Refuses autostart of guests that wait, and definitions that wait of guests that are autostarted.
#include "driver/autostart.hpp"

#include <memory>
#include <optional>

#include <libvirt/virterror.h>
#include <libxml/parser.h>
#include <libxml/tree.h>

#include "conf/gettext.hpp"
#include "driver/guard.hpp"
#include "driver/waiting.hpp"
#include "driver/wrap.hpp"

namespace chardev::driver {

namespace {

using Document = std::unique_ptr<xmlDoc, decltype(&xmlFreeDoc)>;

/// The text of /domain/name.
std::optional<std::string> name_in(const std::string &xml)
{
    constexpr int options = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING;
    const Document document(xmlReadMemory(xml.data(), static_cast<int>(xml.size()), nullptr, nullptr, options),
                            xmlFreeDoc);
    const xmlNode *root = document ? xmlDocGetRootElement(document.get()) : nullptr;
    for (xmlNode *node = root ? root->children : nullptr; node; node = node->next) {
        if (node->type != XML_ELEMENT_NODE || !xmlStrEqual(node->name, reinterpret_cast<const xmlChar *>("name")))
            continue;
        const std::unique_ptr<xmlChar, decltype(xmlFree)> text(xmlNodeGetContent(node), xmlFree);
        return text ? reinterpret_cast<const char *>(text.get()) : "";
    }
    return std::nullopt;
}

using Getter = int (*)(virDomainPtr, int *);

bool is_set(Getter getter, virDomainPtr domain)
{
    int value = 0;
    const bool known = getter && getter(domain, &value) >= 0;
    virResetLastError();
    return known && value;
}

bool started_automatically(const Api &api, virDomainPtr domain)
{
    return is_set(api.domainGetAutostart, domain) || is_set(api.domainGetAutostartOnce, domain);
}

bool refuse()
{
    report({ErrorKind::invalid,
            {},
            _("a guest that is started automatically cannot wait for a client, because the daemon would wait with it; add <nowait/> to its <listen> elements or disable its autostart")});
    return false;
}

/// A running guest is saved with its ports as they are, and the host's next start may begin with what was saved.
bool is_or_was_run_waiting(const Decorated &our, virDomainPtr domain)
{
    return managed_save_waits(our, domain).value_or(false) ||
           stock_text_waits(our, ask(our.api().domainGetXMLDesc, domain, 0U));
}

bool refuse_state()
{
    report({ErrorKind::invalid,
            {},
            _("this guest was started or saved with a port that waits for a client, and the daemon would wait with it if it restored the guest automatically; start the guest anew from its definition before you enable its autostart")});
    return false;
}

int set(int (*setter)(virDomainPtr, int), const Decorated &our, virDomainPtr domain, int value)
{
    if (value && definition_waits(our, domain) && !refuse())
        return -1;
    if (value && is_or_was_run_waiting(our, domain) && !refuse_state())
        return -1;
    return setter(domain, value);
}

int domain_set_autostart(virDomainPtr domain, int value) noexcept
{
    return guarded([&] {
        const Decorated &our = decorated(domain);
        return set(our.api().domainSetAutostart, our, domain, value);
    });
}

int domain_set_autostart_once(virDomainPtr domain, int value) noexcept
{
    return guarded([&] {
        const Decorated &our = decorated(domain);
        return set(our.api().domainSetAutostartOnce, our, domain, value);
    });
}

}  // namespace

bool may_wait(const Decorated &our, virDomainPtr domain)
{
    return !started_automatically(our.api(), domain) || refuse();
}

bool may_wait(const Decorated &our, virConnectPtr conn, const std::string &xml)
{
    const auto name = name_in(xml);
    if (!name || !our.api().domainLookupByName)
        return true;
    const virDomainPtr domain = our.api().domainLookupByName(conn, name->c_str());
    virResetLastError();
    if (!domain)
        return true;
    const bool started = started_automatically(our.api(), domain);
    virDomainFree(domain);  // forgets the last error
    return !started || refuse();
}

void decorate_autostart(Decorated &table)
{
    replace<&Api::domainSetAutostart>(table, domain_set_autostart);
    replace<&Api::domainSetAutostartOnce>(table, domain_set_autostart_once);
}

}  // namespace chardev::driver
