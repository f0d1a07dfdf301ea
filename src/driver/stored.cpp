// SPDX-License-Identifier: LGPL-2.1-or-later
// Asks the stock driver for documents, and reads the images of one that shows none.
#include "driver/stored.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

#include <libvirt/virterror.h>

#include "driver/outline.hpp"
#include "driver/saved_image.hpp"

namespace chardev::driver {

namespace {

bool access_was_denied()
{
    const bool denied = virGetLastErrorCode() == VIR_ERR_ACCESS_DENIED;
    virResetLastError();
    return denied;
}

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

Text shown_image(const Decorated &our, virConnectPtr conn, const char *file)
{
    if (!file || is_pipe(file))
        return nullptr;
    return our.stock->hypervisor->files ? text_of_image(file)
                                        : ask(our.api().domainSaveImageGetXMLDesc, conn, file, 0U);
}

Text inactive_document(const Decorated &our, virDomainPtr domain)
{
    return ask(our.api().domainGetXMLDesc, domain, unsigned{VIR_DOMAIN_XML_INACTIVE});
}

/// As the stock driver knows the guest, if it shows that: it goes by the UUID, and the name is what the client says.
std::string name_of(const Decorated &our, virDomainPtr domain)
{
    const Text shown = inactive_document(our, domain);
    const auto name = shown ? outline_of(shown.get()).name : std::nullopt;
    const char *said = virDomainGetName(domain);
    return name ? *name : said ? said : "";
}

/// Empty for a name that no guest can have.
std::string file_of(const std::string &name, const char *directory, const char *suffix)
{
    return name.find('/') == name.npos ? std::string(directory) + '/' + name + suffix : std::string();
}

Text text_of_definition(const std::string &file)
{
    std::ifstream stream(file, std::ios::binary);
    return stream ? copy_for_libvirt(std::string(std::istreambuf_iterator<char>(stream), {})) : nullptr;
}

}  // namespace

Stored::Stored(const Decorated &our, Text answer)
    : our_(our), text_(std::move(answer)), hidden_(!text_ && access_was_denied())
{
}

bool Stored::waits() const
{
    return text_ ? chardev::waits(text_.get(), our_.policy()) : hidden_;
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
    Stored stored(our, inactive_document(our, domain));
    if (const Files *files = our.stock->hypervisor->files; files && stored.is_hidden())
        return {our, text_of_definition(file_of(name_of(our, domain), files->definitions, ".xml"))};
    return stored;
}

Stored current_document(const Decorated &our, virDomainPtr domain)
{
    return {our, ask(our.api().domainGetXMLDesc, domain, 0U)};
}

std::optional<Stored> stored_managed_save(const Decorated &our, virDomainPtr domain)
{
    if (const Files *files = our.stock->hypervisor->files) {
        // the stock driver starts from any file of that name, whatever it says of itself
        Text text = text_of_image(file_of(name_of(our, domain), files->images, ".save"));
        return text ? std::optional<Stored>(std::in_place, our, std::move(text)) : std::nullopt;
    }
    const Api &api = our.api();
    const bool has_image = api.domainHasManagedSaveImage && api.domainHasManagedSaveImage(domain, 0) > 0;
    virResetLastError();
    if (!has_image)
        return std::nullopt;
    return std::optional<Stored>(std::in_place, our, ask(api.domainManagedSaveGetXMLDesc, domain, 0U));
}

Stored stored_image(const Decorated &our, virConnectPtr conn, const char *file)
{
    return {our, shown_image(our, conn, file)};
}

Stored stored_snapshot(const Decorated &our, virDomainSnapshotPtr snapshot)
{
    return {our, ask(our.api().domainSnapshotGetXMLDesc, snapshot, 0U)};
}

}  // namespace chardev::driver
