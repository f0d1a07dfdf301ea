// SPDX-License-Identifier: LGPL-2.1-or-later
// virt-chardev to-native: writes the ports of a document as options or configuration lines for one release of QEMU or Xen.
#include "conf/document/domain_ports.hpp"
#include "conf/model/gettext.hpp"
#include "import/command_line.hpp"
#include "qemu/arguments.hpp"
#include "tools/hypervisor.hpp"
#include "tools/input_output.hpp"
#include "tools/options.hpp"
#include "xen/config.hpp"

namespace chardev::tools {

namespace {

/// How the ports are to be written, and for which release if the user names one.
struct Target {
    Format format;
    qemu::HostOs host;
    std::optional<qemu::Version> qemu;
    std::optional<xen::Version> xen;
};

/// One option with its value on each line.
Result<std::string> options(const DomainPorts &domain, const std::string &file, const Target &target,
                            qemu::ArgumentForm form)
{
    const auto release = target.qemu ? Result<qemu::Version>(*target.qemu) : emulator_release(domain.machine, file);
    if (!release) return release.error();
    const auto words = qemu::arguments_of(domain, *release, form, target.host);
    if (!words) return words.error();
    std::string lines;
    for (std::size_t i = 0; i + 1 < words->size(); i += 2)
        lines += (*words)[i] + " " + qemu::quoted((*words)[i + 1]) + "\n";
    return lines;
}

Result<std::string> native(const DomainPorts &domain, const std::string &file, const Target &target)
{
    constexpr xen::Version newest_xl{4, 20, 0}, newest_xm{4, 4, 0};
    switch (target.format) {
    case Format::qemu_argv: return options(domain, file, target, qemu::ArgumentForm::native);
    case Format::qemu_serial: return options(domain, file, target, qemu::ArgumentForm::legacy);
    case Format::xen_xl: return xen::write_config(domain, target.xen.value_or(newest_xl), xen::ConfigFormat::xl);
    case Format::xen_xm: return xen::write_config(domain, target.xen.value_or(newest_xm), xen::ConfigFormat::xm);
    }
    return std::string();
}

Result<std::string> translated(const std::string &file, const Target &target)
{
    const auto text = read_source(file);
    if (!text) return text.error();
    const auto domain = ports_of(*text, file, policy_of);
    return domain ? native(*domain, file, target) : Result<std::string>(domain.error());
}

Exit translate(const std::string &file, const Target &target)
{
    const auto text = translated(file, target);
    if (!text) {
        Error error = text.error();
        error.where.file = file;
        return bad_input(error);
    }
    print(*text);
    return Exit::fine;
}

Exit to_native(const Request &request)
{
    const auto format = written_format_option(request);
    if (!format) return bad_usage(format.error().what);
    const auto host = host_os_option(request);
    if (!host) return bad_usage(host.error().what);
    const auto qemu = qemu_version_option(request);
    if (!qemu) return bad_usage(qemu.error().what);
    const auto xen = xen_version_option(request);
    return xen ? translate(request.files.front(), {*format, *host, *qemu, *xen}) : bad_usage(xen.error().what);
}

const char *summary()
{
    return _("Write what QEMU or Xen is told of the ports of a domain document");
}

}  // namespace

const Command &to_native_command()
{
    static const Command command{
        "to-native",
        "--format qemu-argv|qemu-serial [--qemu-version VERSION] [--host-os linux|windows] FILE\n"
        "  virt-chardev to-native --format xen-xl|xen-xm [--xen-version VERSION] FILE",
        false,
        {Option::written_format, Option::qemu_version, Option::xen_version, Option::host_os},
        summary,
        to_native};
    return command;
}

}  // namespace chardev::tools
