// SPDX-License-Identifier: LGPL-2.1-or-later
// virt-chardev from-native: a command line of QEMU as a domain document, or only its ports.
#include "conf/gettext.hpp"
#include "qemu/import.hpp"
#include "tools/choice.hpp"
#include "tools/console.hpp"
#include "tools/release.hpp"
#include "tools/source.hpp"

namespace chardev::tools {

namespace {

enum class Format { qemu_argv };

Result<qemu::Imported> imported(const Request &request, qemu::HostOs host)
{
    const auto text = read_source(request.files.front());
    if (!text)
        return text.error();
    if (!request.devices)
        return qemu::import_command_line(*text, host);
    auto ports = qemu::import_ports(*text, host);
    return ports ? qemu::Imported{*std::move(ports), {}} : Result<qemu::Imported>(ports.error());
}

Exit translate(const Request &request, qemu::HostOs host)
{
    const auto domain = imported(request, host);
    if (!domain) {
        Error error = domain.error();
        error.where.file = request.files.front();
        return bad_input(error);
    }
    warn(request.files.front(), domain->warnings);
    if (!domain->xml.empty())
        print_line(domain->xml);
    return Exit::fine;
}

Exit from_native(const Request &request)
{
    static const std::vector<Choice<Format>> formats = {{"qemu-argv", Format::qemu_argv}};
    const auto format = chosen("--format", request.format, formats);
    if (!format)
        return bad_usage(format.error().what);
    const auto host = said_host(request);
    return host ? translate(request, *host) : bad_usage(host.error().what);
}

const char *summary()
{
    return _("Write the domain document that a command line of QEMU means");
}

}  // namespace

const Command &from_native_command()
{
    static const Command command{"from-native", "--format qemu-argv [--devices] [--host-os linux|windows] FILE", false,
                                 {Option::read_format, Option::devices, Option::host_os}, summary, from_native};
    return command;
}

}  // namespace chardev::tools
