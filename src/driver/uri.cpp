// SPDX-License-Identifier: LGPL-2.1-or-later
// Reads parameters from a URI that libvirt has parsed and printed again: plain values have no escapes left.
#include "driver/uri.hpp"

#include <string>

#include "conf/model/gettext.hpp"

namespace chardev::driver {

namespace {

Result<View> view_named(std::string_view value)
{
    if (value == "port") return View::port;
    if (value == "libvirt") return View::libvirt;
    return Error{
        ErrorKind::unsupported,
        {},
        format(
            _("the connection URI asks for 'chardev=%s', which is not known; ask for 'chardev=port' or 'chardev=libvirt', or leave it out to see each port as it was written"),
            std::string(value).c_str())};
}

}  // namespace

std::optional<std::string_view> parameter_of(std::string_view uri, std::string_view name)
{
    uri = uri.substr(0, uri.find('#'));
    const auto question = uri.find('?');
    auto query = question == uri.npos ? std::string_view() : uri.substr(question + 1);
    while (!query.empty()) {
        const auto end = query.find_first_of("&;");
        const auto pair = query.substr(0, end);
        if (pair.starts_with(name) && pair.substr(name.size()).starts_with('=')) return pair.substr(name.size() + 1);
        query.remove_prefix(end == query.npos ? query.size() : end + 1);
    }
    return std::nullopt;
}

Result<View> view_in(std::string_view uri)
{
    const auto value = parameter_of(uri, "chardev");
    return value ? view_named(*value) : View::written;
}

}  // namespace chardev::driver
