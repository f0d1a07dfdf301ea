// SPDX-License-Identifier: LGPL-2.1-or-later
// Parses a command's options and files with GLib, which neither prints nor exits here, and describes each option.
#include "tools/request.hpp"

#include <algorithm>
#include <memory>

#include <glib.h>

#include "conf/model/gettext.hpp"

namespace chardev::tools {

namespace {

/// Where GLib stores the values of options.
struct Raw {
    char *to = nullptr, *format = nullptr, *qemu_version = nullptr, *xen_version = nullptr, *host_os = nullptr;
    char **files = nullptr;
    gboolean devices = FALSE, help = FALSE;

    Raw() = default;
    Raw(const Raw &) = delete;
    Raw &operator=(const Raw &) = delete;
    ~Raw()
    {
        for (char *text : {to, format, qemu_version, xen_version, host_os}) g_free(text);
        g_strfreev(files);
    }
};

GOptionEntry valued(const char *name, char **value, const char *explanation, const char *placeholder)
{
    return {name, 0, 0, G_OPTION_ARG_STRING, value, explanation, placeholder};
}

GOptionEntry flag(const char *name, char letter, gboolean *value, const char *explanation)
{
    return {name, letter, 0, G_OPTION_ARG_NONE, value, explanation, nullptr};
}

GOptionEntry entry_of(Option option, Raw &raw)
{
    switch (option) {
    case Option::to: return valued("to", &raw.to, _("The grammar to write the ports in"), "port|libvirt");
    case Option::read_format:
        return valued("format", &raw.format,
                      _("The words to read: QEMU's command line, or a configuration of xl or xm"),
                      "qemu-argv|xen-xl|xen-xm");
    case Option::written_format:
        return valued("format", &raw.format,
                      _("The words to write: QEMU's options, its -serial and -parallel alone, or lines for xl or xm"),
                      "qemu-argv|qemu-serial|xen-xl|xen-xm");
    case Option::qemu_version:
        return valued("qemu-version", &raw.qemu_version, _("QEMU's release, instead of asking the guest's emulator"),
                      "7.2.22");
    case Option::xen_version: return valued("xen-version", &raw.xen_version, _("Xen's release"), "4.17");
    case Option::host_os:
        return valued("host-os", &raw.host_os, _("How serial ports of the host are named: /dev/ttyS0 or COM1"),
                      "linux|windows");
    case Option::devices: return flag("devices", 0, &raw.devices, _("Write the port elements alone, and no <domain>"));
    }
    return {};
}

std::vector<GOptionEntry> entries_of(const Command &command, Raw &raw)
{
    std::vector<GOptionEntry> entries;
    for (const Option option : command.options) entries.push_back(entry_of(option, raw));
    entries.push_back(flag("help", 'h', &raw.help, _("Show this help")));
    entries.push_back({G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &raw.files, nullptr, nullptr});
    entries.push_back({});
    return entries;
}

using Context = std::unique_ptr<GOptionContext, decltype(&g_option_context_free)>;

Context context_of(const Command &command, const std::vector<GOptionEntry> &entries)
{
    g_set_prgname((std::string("virt-chardev ") + command.name).c_str());
    Context context(g_option_context_new(command.several_files ? "FILE…" : "FILE"), g_option_context_free);
    g_option_context_set_help_enabled(context.get(), FALSE);
    g_option_context_set_summary(context.get(), command.summary());
    g_option_context_add_main_entries(context.get(), entries.data(), nullptr);
    return context;
}

std::optional<Error> parse(GOptionContext *context, const Command &command, const std::vector<std::string> &words)
{
    std::vector<char *> arguments = {const_cast<char *>(command.name)};
    for (const std::string &word : words) arguments.push_back(const_cast<char *>(word.c_str()));
    arguments.push_back(nullptr);
    char **array = g_strdupv(arguments.data());  // GLib removes the options from it
    GError *problem = nullptr;
    std::optional<Error> error;
    if (!g_option_context_parse_strv(context, &array, &problem))
        error = Error{ErrorKind::invalid, {}, problem->message};
    g_clear_error(&problem);
    g_strfreev(array);
    return error;
}

std::optional<std::string> text_of(const char *value)
{
    return value ? std::optional<std::string>(value) : std::nullopt;
}

Request request_of(const Command &command, const Raw &raw)
{
    Request request{command.name,
                    text_of(raw.to),
                    text_of(raw.format),
                    text_of(raw.qemu_version),
                    text_of(raw.xen_version),
                    text_of(raw.host_os),
                    raw.devices != FALSE,
                    {}};
    for (char **file = raw.files; file && *file; ++file) request.files.emplace_back(*file);
    return request;
}

std::optional<Error> wrong_files(const Command &command, const std::vector<std::string> &files)
{
    if (files.empty()) return Error{ErrorKind::invalid, {}, _("there is no FILE; name one, or '-' for standard input")};
    if (!command.several_files && files.size() > 1)
        return Error{
            ErrorKind::invalid, {}, format(_("'%s' is one FILE too many; this command reads one"), files[1].c_str())};
    if (std::count(files.begin(), files.end(), "-") > 1)
        return Error{ErrorKind::invalid, {}, _("standard input can be read only once; write '-' once")};
    return std::nullopt;
}

}  // namespace

std::variant<Request, Help, Error> read_request(const Command &command, const std::vector<std::string> &words)
{
    Raw raw;
    const auto entries = entries_of(command, raw);
    const Context context = context_of(command, entries);
    if (auto error = parse(context.get(), command, words)) return *error;
    if (raw.help) {
        const std::unique_ptr<char, decltype(&g_free)> text(g_option_context_get_help(context.get(), TRUE, nullptr),
                                                            g_free);
        return Help{text.get()};
    }
    Request request = request_of(command, raw);
    if (auto error = wrong_files(command, request.files)) return *error;
    return request;
}

}  // namespace chardev::tools
