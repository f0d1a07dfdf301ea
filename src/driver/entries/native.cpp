// SPDX-License-Identifier: LGPL-2.1-or-later
// virConnectDomainXMLFromNative and …ToNative. QEMU's command lines are read here, because the stock driver has not read them
// since libvirt 5.5; of Xen's configuration files only the ports are converted here, because the stock driver gets them wrong.
#include <optional>
#include <string_view>

#include <libvirt/virterror.h>

#include "conf/model/gettext.hpp"
#include "driver/entries/decorate.hpp"
#include "driver/entries/text.hpp"
#include "driver/entries/wrap.hpp"
#include "driver/exception_boundary.hpp"
#include "driver/load/libvirt_private.hpp"
#include "import/import.hpp"
#include "xen/native.hpp"

namespace chardev::driver {

namespace {

/// The offline policy, because a document that a client gives to be read must not make the daemon run a program.
Result<std::string> in_view(const Decorated &our, const std::string &xml)
{
    if (our.view != View::libvirt) return xml;
    auto lowered = chardev::lower(xml, our.stock->hypervisor->offline(), {});
    if (!lowered) return lowered.error();
    return *lowered ? (*lowered)->xml : xml;
}

/// The comment is gone once the document is defined. A comment of XML cannot have "--" in it.
std::string comment_of(const std::vector<std::string> &warnings)
{
    std::string text;
    for (const std::string &warning : warnings) text += "\n  " + warning;
    std::string out;
    for (const char c : text) {
        if (c == '-' && out.ends_with('-')) out += ' ';
        out += c;
    }
    return out.empty() ? out : "<!--" + out + "\n-->\n";
}

/// `xml`, in the port grammar, as the connection shows documents, with `warnings` in a comment before it and in the log.
/// Empty: an error was reported.
Text show_imported(const Decorated &our, const std::string &xml, const std::vector<std::string> &warnings)
{
    const auto shown = in_view(our, xml);
    if (!shown) {
        report(shown.error());
        return nullptr;
    }
    log_warnings(warnings, nullptr);
    return copy_for_libvirt(comment_of(warnings) + *shown);
}

constexpr std::string_view our_format = "qemu-argv";

bool may_read_command_line(virConnectPtr conn, const char *format_name, unsigned flags)
{
    if (flags != 0) {
        report(VIR_ERR_INVALID_ARG, format(_("the flags 0x%x are not supported here; give none"), flags));
        return false;
    }
    if (libvirt_private().may_read_native(conn) < 0) return false;
    if (format_name == our_format) return true;
    report(VIR_ERR_NO_SUPPORT, format(_("the format '%s' is not known; it is 'qemu-argv'"), format_name));
    return false;
}

char *from_native_of_qemu(virConnectPtr conn, const char *format_name, const char *native, unsigned flags) noexcept
{
    return exception_boundary([&]() -> char * {
        const Decorated &our = decorated(conn);
        if (!may_read_command_line(conn, format_name, flags)) return nullptr;
        const auto imported = qemu::import_command_line(native);
        if (imported) return show_imported(our, imported->xml, imported->warnings).release();
        report(imported.error());
        return nullptr;
    });
}

/// The release for which a configuration is written if the host's is not known.
constexpr xen::Version usual_release{4, 17, 0};

std::optional<xen::ConfigFormat> form_named(std::string_view format_name)
{
    if (format_name == "xen-xl") return xen::ConfigFormat::xl;
    if (format_name == "xen-xm") return xen::ConfigFormat::xm;
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

char *to_configuration(virConnectPtr conn, const char *format_name, const char *xml, unsigned flags,
                       xen::ConfigFormat form)
{
    const auto stock = by_stock(decorated(conn).api().connectDomainXMLToNative, conn, format_name, flags);
    const auto text = xen::to_config(xml, release_of_host(conn), form, stock);
    if (!text) {
        report(text.error());
        return nullptr;
    }
    return *text ? copy_for_libvirt(**text).release() : nullptr;
}

char *to_native_of_xen(virConnectPtr conn, const char *format_name, const char *xml, unsigned flags) noexcept
{
    return exception_boundary([&] {
        if (const auto form = form_named(format_name)) return to_configuration(conn, format_name, xml, flags, *form);
        return LowerCall<&Api::connectDomainXMLToNative, Xml<2>>::call<false>(conn, format_name, xml, flags);
    });
}

/// Asked before the ports are read; the stock driver asks it too, but only after that.
bool may_read_configuration(virConnectPtr conn)
{
    const auto ask = libvirt_private().may_read_native;
    return !ask || ask(conn) >= 0;
}

char *from_configuration(const Decorated &our, const char *native, xen::ConfigFormat form, const xen::Conversion &stock)
{
    const auto imported = xen::from_config(native, form, stock);
    if (!imported) {
        report(imported.error());
        return nullptr;
    }
    return *imported ? show_imported(our, (*imported)->xml, (*imported)->warnings).release() : nullptr;
}

char *from_native_of_xen(virConnectPtr conn, const char *format_name, const char *native, unsigned flags) noexcept
{
    return exception_boundary([&]() -> char * {
        const Decorated &our = decorated(conn);
        const Convert entry = our.api().connectDomainXMLFromNative;
        const auto form = form_named(format_name);
        if (!form) return entry(conn, format_name, native, flags);
        return may_read_configuration(conn)
                   ? from_configuration(our, native, *form, by_stock(entry, conn, format_name, flags))
                   : nullptr;
    });
}

}  // namespace

void decorate_command_lines(Decorated &table)
{
    const auto index = table.stock->index_of(&id_of_entry<&Api::connectDomainXMLFromNative>);
    if (index && !table.entries[index] && libvirt_private().may_read_native)
        table.entries[index] = reinterpret_cast<void *>(from_native_of_qemu);
}

void decorate_configurations(Decorated &table)
{
    replace<&Api::connectDomainXMLToNative>(table, to_native_of_xen);
    replace<&Api::connectDomainXMLFromNative>(table, from_native_of_xen);
}

}  // namespace chardev::driver
