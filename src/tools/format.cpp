// SPDX-License-Identifier: LGPL-2.1-or-later
// What can be written, and what can be read.
#include "tools/format.hpp"

#include "conf/model/gettext.hpp"
#include "tools/choice.hpp"

namespace chardev::tools {

bool is_xens(Format format)
{
    switch (format) {
    case Format::qemu_argv:
    case Format::qemu_serial: return false;
    case Format::xen_xl:
    case Format::xen_xm: return true;
    }
    return false;
}

namespace {

using Formats = std::vector<Choice<Format>>;

/// The option given that has no meaning here, else null.
const char *stray_option(const Request &request, bool xens)
{
    if (xens && request.qemu_version) return "--qemu-version";
    if (xens && request.host_os) return "--host-os";
    return !xens && request.xen_version ? "--xen-version" : nullptr;
}

Result<Format> chosen_format(const Request &request, const Formats &formats)
{
    const auto picked = chosen("--format", request.format, formats);
    if (!picked) return picked;
    if (const char *stray = stray_option(request, is_xens(*picked)))
        return Error{
            ErrorKind::invalid,
            {},
            format(_("the option '%s' says nothing of '--format %s'; leave it out"), stray, request.format->c_str())};
    return picked;
}

}  // namespace

Result<Format> written_format(const Request &request)
{
    static const Formats formats = {{"qemu-argv", Format::qemu_argv},
                                    {"qemu-serial", Format::qemu_serial},
                                    {"xen-xl", Format::xen_xl},
                                    {"xen-xm", Format::xen_xm}};
    return chosen_format(request, formats);
}

Result<Format> read_format(const Request &request)
{
    static const Formats formats = {
        {"qemu-argv", Format::qemu_argv}, {"xen-xl", Format::xen_xl}, {"xen-xm", Format::xen_xm}};
    return chosen_format(request, formats);
}

}  // namespace chardev::tools
