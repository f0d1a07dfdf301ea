// SPDX-License-Identifier: LGPL-2.1-or-later
// virt-chardev to-native: the ports of a document in the words of one release of QEMU.
#include "conf/gettext.hpp"
#include "conf/ports.hpp"
#include "qemu/arguments.hpp"
#include "qemu/command_line.hpp"
#include "tools/choice.hpp"
#include "tools/console.hpp"
#include "tools/release.hpp"
#include "tools/source.hpp"

namespace chardev::tools {

namespace {

/// How the ports are to be written, and for which QEMU if that was said.
struct Wish {
    qemu::Form form;
    qemu::HostOs host;
    std::optional<qemu::Version> release;
};

using Words = Result<std::vector<std::string>>;

Words translated(const std::string &file, const Wish &wish)
{
    const auto text = read_source(file);
    if (!text)
        return text.error();
    const auto domain = ports_of(*text, file);
    if (!domain)
        return domain.error();
    const auto release = wish.release ? Result<qemu::Version>(*wish.release) : asked_release(domain->machine, file);
    return release ? qemu::arguments_of(*domain, *release, wish.form, wish.host) : Words(release.error());
}

Exit translate(const std::string &file, const Wish &wish)
{
    const auto words = translated(file, wish);
    if (!words) {
        Error error = words.error();
        error.where.file = file;
        return bad_input(error);
    }
    for (std::size_t i = 0; i + 1 < words->size(); i += 2)
        print_line((*words)[i] + " " + qemu::quoted((*words)[i + 1]));
    return Exit::fine;
}

Exit to_native(const Request &request)
{
    static const std::vector<Choice<qemu::Form>> formats = {{"qemu-argv", qemu::Form::native}, {"qemu-serial", qemu::Form::legacy}};
    const auto form = chosen("--format", request.format, formats);
    if (!form)
        return bad_usage(form.error().what);
    const auto host = said_host(request);
    if (!host)
        return bad_usage(host.error().what);
    const auto release = said_release(request);
    if (!release)
        return bad_usage(release.error().what);
    return translate(request.files.front(), {*form, *host, *release});
}

const char *summary()
{
    return _("Write the options that QEMU has for the ports of a domain document");
}

}  // namespace

const Command &to_native_command()
{
    static const Command command{"to-native", "--format qemu-argv|qemu-serial [--qemu-version VERSION] [--host-os linux|windows] FILE", false,
                                 {Option::written_format, Option::qemu_version, Option::host_os}, summary, to_native};
    return command;
}

}  // namespace chardev::tools
