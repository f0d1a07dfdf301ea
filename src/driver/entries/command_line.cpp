// SPDX-License-Identifier: LGPL-2.1-or-later
// virConnectDomainXMLFromNative for QEMU: checks the caller as the stock driver would, opens no file and runs no program.
#include "driver/entries/command_line.hpp"

#include <string_view>

#include "conf/model/gettext.hpp"
#include "driver/entries/imported.hpp"
#include "driver/exception_boundary.hpp"
#include "driver/load/entries.hpp"
#include "driver/load/libvirt_private.hpp"
#include "driver/text.hpp"
#include "import/import.hpp"

namespace chardev::driver {

namespace {

constexpr std::string_view our_format = "qemu-argv";

bool is_allowed(virConnectPtr conn, const char *format_name, unsigned flags)
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

char *from_native(virConnectPtr conn, const char *format_name, const char *native, unsigned flags) noexcept
{
    return guarded([&]() -> char * {
        const Decorated &our = decorated(conn);
        if (!is_allowed(conn, format_name, flags)) return nullptr;
        const auto imported = qemu::import_command_line(native);
        if (imported) return show_imported(our, imported->xml, imported->warnings).release();
        report(imported.error());
        return nullptr;
    });
}

}  // namespace

void decorate_command_lines(Decorated &table)
{
    const auto word = table.stock->word_of(&id_of_entry<&Api::connectDomainXMLFromNative>);
    if (word && !table.words[word] && libvirt_private().may_read_native)
        table.words[word] = reinterpret_cast<void *>(from_native);
}

}  // namespace chardev::driver
