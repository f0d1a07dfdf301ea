// SPDX-License-Identifier: LGPL-2.1-or-later
// Reads documents as the daemon: from the stock driver, or from save images.
#include "driver/entries/start_document.hpp"

#include <cerrno>
#include <filesystem>
#include <system_error>
#include <utility>

#include <unistd.h>

#include "conf/document/stored_start.hpp"
#include "driver/entries/as_daemon.hpp"
#include "driver/entries/outline.hpp"
#include "driver/entries/saved_image.hpp"

namespace chardev::driver {

namespace {

/// A pipe can be read only once, and it is the stock driver that must read it.
bool is_pipe(const char *file)
{
    std::error_code unknown;
    return std::filesystem::is_fifo(file, unknown);
}

template <class... A>
Text look(char *(*entry)(A...), A... arguments)
{
    return as_daemon([&] { return ask(entry, arguments...); });
}

/// An image that the daemon can open is read by us, because the stock driver would log what it cannot read. Any other is left
/// to the stock driver, which may open it as another user.
template <class Look>
Text text_of_image(const std::string &file, Look &&look)
{
    if (::access(file.c_str(), R_OK) != 0) return std::forward<Look>(look)();
    const auto document = document_in_image(file);
    return document ? copy_for_libvirt(*document) : nullptr;
}

/// The path of the managed save image. The guest's name is that in its definition: a client's object may have another one.
std::string managed_save_of(const Decorated &our, virDomainPtr domain)
{
    const Text uri(virConnectGetURI(virDomainGetConnect(domain)));
    const Hypervisor &hypervisor = *our.stock->hypervisor;
    const auto name = outline_of(stored_definition(our, domain).text()).name;
    const std::string directory = hypervisor.saved_images(hypervisor, uri ? uri.get() : "");
    return name && name->find('/') == name->npos ? directory + '/' + *name + ".save" : "";
}

}  // namespace

StartDocument::StartDocument(const Decorated &our, Text answer) : our_(our), text_(std::move(answer)) {}

bool StartDocument::waits() const
{
    return text_ && chardev::waits(text_.get(), our_.policy());
}

bool StartDocument::is_startable() const
{
    const auto startable = text_ ? chardev::startable(text_.get(), our_.policy()) : Ok{};
    if (!startable) report(startable.error());
    return bool(startable);
}

StartDocument stored_definition(const Decorated &our, virDomainPtr domain)
{
    return {our, look(our.api().domainGetXMLDesc, domain, unsigned{VIR_DOMAIN_XML_INACTIVE})};
}

StartDocument definition_with_secrets(const Decorated &our, virDomainPtr domain)
{
    return {our, look(our.api().domainGetXMLDesc, domain, unsigned{VIR_DOMAIN_XML_INACTIVE | VIR_DOMAIN_XML_SECURE})};
}

StartDocument current_document(const Decorated &our, virDomainPtr domain)
{
    return {our, look(our.api().domainGetXMLDesc, domain, 0U)};
}

std::optional<StartDocument> stored_managed_save(const Decorated &our, virDomainPtr domain)
{
    const Api &api = our.api();
    Text text = text_of_image(managed_save_of(our, domain), [&] {
        const bool has_image =
            api.domainHasManagedSaveImage && as_daemon([&] { return api.domainHasManagedSaveImage(domain, 0); }) > 0;
        return has_image ? look(api.domainManagedSaveGetXMLDesc, domain, 0U) : nullptr;
    });
    return text ? std::optional<StartDocument>(std::in_place, our, std::move(text)) : std::nullopt;
}

StartDocument stored_image(const Decorated &our, virConnectPtr conn, const char *file)
{
    if (!file || is_pipe(file)) return {our, nullptr};
    return {our, text_of_image(file, [&] {
                return errno == EACCES ? look(our.api().domainSaveImageGetXMLDesc, conn, file, 0U) : nullptr;
            })};
}

StartDocument stored_snapshot(const Decorated &our, virDomainSnapshotPtr snapshot)
{
    return {our, look(our.api().domainSnapshotGetXMLDesc, snapshot, 0U)};
}

}  // namespace chardev::driver
