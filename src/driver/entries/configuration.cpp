// SPDX-License-Identifier: LGPL-2.1-or-later
// virConnectDomainXMLToNative and …FromNative for Xen. A format that is not Xen's is the stock driver's to refuse.
#include "driver/entries/configuration.hpp"

#include <optional>
#include <string_view>

#include <libvirt/virterror.h>

#include "driver/entries/imported.hpp"
#include "driver/entries/wrap.hpp"
#include "driver/exception_boundary.hpp"
#include "driver/load/libvirt_private.hpp"
#include "driver/text.hpp"
#include "xen/native.hpp"

namespace chardev::driver {

namespace {

/// What is written for a host that does not say its release.
constexpr xen::Version usual_release{4, 17, 0};

std::optional<xen::Form> form_named(std::string_view format_name)
{
    if (format_name == "xen-xl") return xen::Form::xl;
    if (format_name == "xen-xm") return xen::Form::xm;
    return std::nullopt;
}

xen::Version release_of_host(virConnectPtr conn)
{
    unsigned long version = 0;
    if (virConnectGetVersion(conn, &version) < 0) virResetLastError();
    if (version == 0) return usual_release;
    const auto part = [version](unsigned long unit) { return static_cast<unsigned>(version / unit % 1000); };
    return {part(1'000'000), part(1000), part(1)};
}

using Convert = char *(*)(virConnectPtr, const char *format_name, const char *text, unsigned flags);

xen::Conversion by_stock(Convert entry, virConnectPtr conn, const char *format_name, unsigned flags)
{
    return [=](const std::string &text) -> std::optional<std::string> {
        const Text converted(entry(conn, format_name, text.c_str(), flags));
        return converted ? std::optional(std::string(converted.get())) : std::nullopt;
    };
}

char *to_configuration(virConnectPtr conn, const char *format_name, const char *xml, unsigned flags, xen::Form form)
{
    const auto stock = by_stock(decorated(conn).api().connectDomainXMLToNative, conn, format_name, flags);
    const auto text = xen::to_config(xml, release_of_host(conn), form, stock);
    if (!text) {
        report(text.error());
        return nullptr;
    }
    return *text ? copy_for_libvirt(**text).release() : nullptr;
}

char *to_native(virConnectPtr conn, const char *format_name, const char *xml, unsigned flags) noexcept
{
    return guarded([&] {
        if (const auto form = form_named(format_name)) return to_configuration(conn, format_name, xml, flags, *form);
        return LowerCall<&Api::connectDomainXMLToNative, Xml<2>>::call<false>(conn, format_name, xml, flags);
    });
}

/// The stock driver asks too, but only once the ports have been read.
bool may_read(virConnectPtr conn)
{
    const auto ask = libvirt_private().may_read_native;
    return !ask || ask(conn) >= 0;
}

char *from_configuration(const Decorated &our, const char *native, xen::Form form, const xen::Conversion &stock)
{
    const auto imported = xen::from_config(native, form, stock);
    if (!imported) {
        report(imported.error());
        return nullptr;
    }
    return *imported ? show_imported(our, (*imported)->xml, (*imported)->warnings).release() : nullptr;
}

char *from_native(virConnectPtr conn, const char *format_name, const char *native, unsigned flags) noexcept
{
    return guarded([&]() -> char * {
        const Decorated &our = decorated(conn);
        const Convert entry = our.api().connectDomainXMLFromNative;
        const auto form = form_named(format_name);
        if (!form) return entry(conn, format_name, native, flags);
        return may_read(conn) ? from_configuration(our, native, *form, by_stock(entry, conn, format_name, flags))
                              : nullptr;
    });
}

}  // namespace

void decorate_configurations(Decorated &table)
{
    replace<&Api::connectDomainXMLToNative>(table, to_native);
    replace<&Api::connectDomainXMLFromNative>(table, from_native);
}

}  // namespace chardev::driver
