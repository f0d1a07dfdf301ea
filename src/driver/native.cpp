// SPDX-License-Identifier: LGPL-2.1-or-later
// virConnectDomainXMLFromNative: checks the caller as the stock driver would, opens no file and runs no program.
#include "driver/native.hpp"

#include <libvirt/virterror.h>

#include "conf/gettext.hpp"
#include "driver/entries.hpp"
#include "driver/guard.hpp"
#include "driver/input.hpp"
#include "driver/libvirt_private.hpp"
#include "driver/text.hpp"
#include "qemu/import.hpp"
#include "qemu/live.hpp"

namespace chardev::driver {

namespace {

constexpr std::string_view our_format = "qemu-argv";

/// The document as the connection shows documents. A command line must not make the daemon run a program.
Result<std::string> in_view(const Decorated &our, std::string xml)
{
    if (our.view != View::libvirt)
        return xml;
    auto lowered = chardev::lower(xml, qemu::WithoutEmulator(our.policy()), {});
    if (!lowered)
        return lowered.error();
    return *lowered ? (*lowered)->xml : xml;
}

/// What no client sees in the log stands before the document; defining it forgets that. XML has no "--" in a comment.
std::string comment_of(const std::vector<std::string> &warnings)
{
    std::string text;
    for (const std::string &warning : warnings)
        text += "\n  " + warning;
    std::string out;
    for (const char c : text) {
        if (c == '-' && out.ends_with('-'))
            out += ' ';
        out += c;
    }
    return out.empty() ? out : "<!--" + out + "\n-->\n";
}

bool is_allowed(virConnectPtr conn, const char *format_name, unsigned flags)
{
    if (flags != 0) {
        report_argument(format(_("the flags 0x%x are not supported here; give none"), flags));
        return false;
    }
    if (libvirt_private().may_read_native(conn) < 0)
        return false;
    if (format_name == our_format)
        return true;
    report_argument(format(_("the format '%s' is not known; it is 'qemu-argv'"), format_name));
    return false;
}

char *from_native(virConnectPtr conn, const char *format_name, const char *native, unsigned flags) noexcept
{
    return guarded([&]() -> char * {
        const Decorated &our = decorated(conn);
        if (!is_allowed(conn, format_name, flags))
            return nullptr;
        const auto imported = qemu::import_command_line(native);
        if (!imported) {
            report(imported.error());
            return nullptr;
        }
        const auto xml = in_view(our, imported->xml);
        if (!xml) {
            report(xml.error());
            return nullptr;
        }
        log_warnings(imported->warnings, nullptr);
        return copy_for_libvirt(comment_of(imported->warnings) + *xml).release();
    });
}

}  // namespace

void decorate_native(Decorated &table)
{
    const auto word = table.stock->word_of(&id_of_entry<&Api::connectDomainXMLFromNative>);
    if (word && !table.words[word] && libvirt_private().may_read_native)
        table.words[word] = reinterpret_cast<void *>(from_native);
}

}  // namespace chardev::driver
