// SPDX-License-Identifier: LGPL-2.1-or-later
// Turns the words that are given to options into values, or explains which words an option takes.
#include "tools/options.hpp"

#include <string>
#include <vector>

#include "conf/model/gettext.hpp"
#include "conf/xml/reader.hpp"

namespace chardev::tools {

namespace {

template <class T>
struct Choice {
    const char *word;
    T value;
};

Error choice_missing(const char *option, const std::vector<std::string> &words)
{
    return {ErrorKind::invalid,
            {},
            format(_("the option '%s' is missing; it takes one of %s"), option, quoted_list(words).c_str())};
}

Error choice_unknown(const char *option, const std::string &word, const std::vector<std::string> &words)
{
    return {ErrorKind::invalid,
            {},
            format(_("the option '%s' does not take '%s'; it takes one of %s"), option, shown(word).c_str(),
                   quoted_list(words).c_str())};
}

/// The choice that `word`, the value of `option`, names.
template <class T>
Result<T> chosen(const char *option, const std::optional<std::string> &word, const std::vector<Choice<T>> &choices)
{
    std::vector<std::string> words;
    for (const auto &[name, value] : choices) {
        if (word == name) return value;
        words.emplace_back(name);
    }
    return word ? choice_unknown(option, *word, words) : choice_missing(option, words);
}

/// An option that was given and has no meaning for the format, or nullptr.
const char *stray_option(const Request &request, Format format)
{
    const bool is_xen = is_xen_format(format);
    if (is_xen && request.qemu_version) return "--qemu-version";
    if (is_xen && request.host_os) return "--host-os";
    return !is_xen && request.xen_version ? "--xen-version" : nullptr;
}

Result<Format> chosen_format(const Request &request, const std::vector<Choice<Format>> &formats)
{
    const auto picked = chosen("--format", request.format, formats);
    if (!picked) return picked;
    if (const char *stray = stray_option(request, *picked))
        return Error{
            ErrorKind::invalid,
            {},
            format(_("the option '%s' says nothing of '--format %s'; leave it out"), stray, request.format->c_str())};
    return picked;
}

}  // namespace

Result<View> grammar_option(const Request &request)
{
    static const std::vector<Choice<View>> grammars = {{"port", View::port}, {"libvirt", View::libvirt}};
    return chosen("--to", request.to, grammars);
}

bool is_xen_format(Format format)
{
    switch (format) {
    case Format::qemu_argv:
    case Format::qemu_serial: return false;
    case Format::xen_xl:
    case Format::xen_xm: return true;
    }
    return false;
}

Result<Format> written_format_option(const Request &request)
{
    static const std::vector<Choice<Format>> formats = {{"qemu-argv", Format::qemu_argv},
                                                        {"qemu-serial", Format::qemu_serial},
                                                        {"xen-xl", Format::xen_xl},
                                                        {"xen-xm", Format::xen_xm}};
    return chosen_format(request, formats);
}

Result<Format> read_format_option(const Request &request)
{
    static const std::vector<Choice<Format>> formats = {
        {"qemu-argv", Format::qemu_argv}, {"xen-xl", Format::xen_xl}, {"xen-xm", Format::xen_xm}};
    return chosen_format(request, formats);
}

Result<std::optional<qemu::Version>> qemu_version_option(const Request &request)
{
    if (!request.qemu_version) return std::optional<qemu::Version>();
    const auto version = qemu::version_from(*request.qemu_version);
    return version ? std::optional<qemu::Version>(*version) : Result<std::optional<qemu::Version>>(version.error());
}

Result<std::optional<xen::Version>> xen_version_option(const Request &request)
{
    if (!request.xen_version) return std::optional<xen::Version>();
    const auto version = xen::version_from(*request.xen_version);
    return version ? std::optional<xen::Version>(*version) : Result<std::optional<xen::Version>>(version.error());
}

Result<qemu::HostOs> host_os_option(const Request &request)
{
    static const std::vector<Choice<qemu::HostOs>> hosts = {{"linux", qemu::HostOs::linux_},
                                                            {"windows", qemu::HostOs::windows}};
    return request.host_os ? chosen("--host-os", request.host_os, hosts) : qemu::HostOs::linux_;
}

}  // namespace chardev::tools
