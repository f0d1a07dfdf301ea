// SPDX-License-Identifier: LGPL-2.1-or-later
// Asks the stock driver for documents, and reads the images of one that shows none.
#include "driver/stored.hpp"

#include <filesystem>
#include <system_error>

#include "driver/as_daemon.hpp"
#include "driver/outline.hpp"
#include "driver/saved_image.hpp"

namespace chardev::driver {

namespace {

Text text_of_image(const std::string &file)
{
    const auto document = document_in_image(file);
    return document ? copy_for_libvirt(*document) : nullptr;
}

/// What is written into a pipe can be read once, and that is the stock driver's to do.
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

/// The image that the stock driver would start the guest from. It goes by the name that it knows the guest by, whatever the
/// client calls it, and takes any file of that name, whatever the file says of itself.
Text shown_managed_save(const Files &files, const Stored &definition)
{
    const auto name = outline_of(definition.text()).name;
    return name && name->find('/') == name->npos ? text_of_image(std::string(files.images) + '/' + *name + ".save") : nullptr;
}

}  // namespace

Stored::Stored(const Decorated &our, Text answer) : our_(our), text_(std::move(answer))
{
}

bool Stored::waits() const
{
    return text_ && chardev::waits(text_.get(), our_.policy());
}

bool Stored::is_startable() const
{
    const auto startable = text_ ? chardev::startable(text_.get(), our_.policy()) : Ok{};
    if (!startable)
        report(startable.error());
    return bool(startable);
}

Stored stored_definition(const Decorated &our, virDomainPtr domain)
{
    return {our, look(our.api().domainGetXMLDesc, domain, unsigned{VIR_DOMAIN_XML_INACTIVE})};
}

Stored whole_definition(const Decorated &our, virDomainPtr domain)
{
    return {our, look(our.api().domainGetXMLDesc, domain, unsigned{VIR_DOMAIN_XML_INACTIVE | VIR_DOMAIN_XML_SECURE})};
}

Stored current_document(const Decorated &our, virDomainPtr domain)
{
    return {our, look(our.api().domainGetXMLDesc, domain, 0U)};
}

std::optional<Stored> stored_managed_save(const Decorated &our, virDomainPtr domain)
{
    if (const Files *files = our.stock->hypervisor->files) {
        Text text = shown_managed_save(*files, stored_definition(our, domain));
        return text ? std::optional<Stored>(std::in_place, our, std::move(text)) : std::nullopt;
    }
    const Api &api = our.api();
    const bool has_image = api.domainHasManagedSaveImage &&
                           as_daemon([&] { return api.domainHasManagedSaveImage(domain, 0); }) > 0;
    if (!has_image)
        return std::nullopt;
    return std::optional<Stored>(std::in_place, our, look(api.domainManagedSaveGetXMLDesc, domain, 0U));
}

Stored stored_image(const Decorated &our, virConnectPtr conn, const char *file)
{
    if (!file || is_pipe(file))
        return {our, nullptr};
    return {our, our.stock->hypervisor->files ? text_of_image(file)
                                              : look(our.api().domainSaveImageGetXMLDesc, conn, file, 0U)};
}

Stored stored_snapshot(const Decorated &our, virDomainSnapshotPtr snapshot)
{
    return {our, look(our.api().domainSnapshotGetXMLDesc, snapshot, 0U)};
}

}  // namespace chardev::driver
