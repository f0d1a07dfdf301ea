// SPDX-License-Identifier: LGPL-2.1-or-later
// virt-chardev from-native: writes a QEMU command line as a domain document or as port elements, and an xl or xm
// configuration as port elements only, because the rest of it can be read only by libvirt's Xen driver.
#include "conf/model/gettext.hpp"
#include "import/import.hpp"
#include "tools/input_output.hpp"
#include "tools/options.hpp"
#include "xen/native.hpp"

namespace chardev::tools {

namespace {

using Imported = Result<qemu::Imported>;

Imported xen_ports(const std::string &text, xen::ConfigFormat form, const std::string &file)
{
    const auto config = xen::read_config(text, form, file);
    if (!config) return config.error();
    auto ports = xen::config_ports(text, form, file);
    return ports ? qemu::Imported{*std::move(ports), config->warnings} : Imported(ports.error());
}

Imported read_as(Format format, const std::string &text, const Request &request, qemu::HostOs host)
{
    switch (format) {
    case Format::qemu_argv:
    case Format::qemu_serial:
        return request.devices ? qemu::import_ports(text, host) : qemu::import_command_line(text, host);
    case Format::xen_xl: return xen_ports(text, xen::ConfigFormat::xl, request.files.front());
    case Format::xen_xm: return xen_ports(text, xen::ConfigFormat::xm, request.files.front());
    }
    return qemu::Imported{};
}

Exit translate(Format format, const Request &request, qemu::HostOs host)
{
    const auto text = read_source(request.files.front());
    if (!text) return bad_input(text.error());
    const auto domain = read_as(format, *text, request, host);
    if (!domain) {
        Error error = domain.error();
        error.where.file = request.files.front();
        return bad_input(error);
    }
    warn(request.files.front(), domain->warnings);
    if (!domain->xml.empty()) print_line(domain->xml);
    return Exit::fine;
}

Exit from_native(const Request &request)
{
    const auto form = read_format_option(request);
    if (!form) return bad_usage(form.error().what);
    if (is_xen_format(*form) && !request.devices)
        return bad_usage(format(
            _("a whole configuration of Xen is read by 'virsh -c xen:///system domxml-from-native %s'; say '--devices' for its ports alone"),
            request.format->c_str()));
    const auto host = host_os_option(request);
    return host ? translate(*form, request, *host) : bad_usage(host.error().what);
}

const char *summary()
{
    return _("Write the domain document that a command line of QEMU means, or the ports of a guest of xl or xm");
}

}  // namespace

const Command &from_native_command()
{
    static const Command command{"from-native",
                                 "--format qemu-argv [--devices] [--host-os linux|windows] FILE\n"
                                 "  virt-chardev from-native --format xen-xl|xen-xm --devices FILE",
                                 false,
                                 {Option::read_format, Option::devices, Option::host_os},
                                 summary,
                                 from_native};
    return command;
}

}  // namespace chardev::tools
