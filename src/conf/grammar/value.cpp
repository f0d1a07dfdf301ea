// SPDX-License-Identifier: LGPL-2.1-or-later
// Checks numbers, switches, paths and devices of the host; its messages say what to write instead.
#include "conf/grammar/value.hpp"

#include <algorithm>
#include <cstdint>

#include <glib.h>

#include "conf/model/gettext.hpp"
#include "conf/model/number.hpp"

namespace chardev {

namespace {

constexpr std::size_t path_limit = 4095;  // PATH_MAX without its NUL
constexpr unsigned port_limit = 65535;

bool has_control(const std::string &text)
{
    return std::any_of(text.begin(), text.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte < 0x20 || byte == 0x7f;
    });
}

bool all_digits(std::string_view text)
{
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// What libvirt takes for a number: "-1" is 4294967295, and leading zeros are none.
bool is_32_bits(const std::string &text)
{
    const bool negative = text.starts_with('-');
    guint64 value = 0;
    return g_ascii_string_to_unsigned(text.c_str() + (negative ? 1 : 0), 10, 0, UINT32_MAX, &value, nullptr);
}

std::string_view prefix_of(Kind kind)
{
    return kind == Kind::parallel ? "/dev/parport" : "/dev/ttyS";
}

/// How Linux names its serial and parallel ports.
struct DevicePath {
    Kind kind;

    std::string operator()(unsigned number) const { return std::string(prefix_of(kind)) + std::to_string(number); }
    std::string operator()(const std::string &path) const { return path; }
};
static_assert(covers<DevicePath, decltype(Host::device)>::value);

}  // namespace

std::optional<unsigned> decimal(std::string_view text, unsigned max)
{
    if (text.size() > 1 && text.front() == '0') return std::nullopt;
    return number_in(text, max);
}

std::string read_any_path(Reader &in, const char *name, const std::string &text)
{
    if (text.empty())
        in.doubt(format(_("the attribute '%s' is empty; write an absolute path, such as '/var/tmp/guest.log'"), name));
    if (has_control(text))
        in.doubt(format(_("the path in '%s' contains a control character; write a path without one"), name));
    if (text.size() > path_limit)
        in.doubt(format(_("the path in '%s' has %zu bytes; choose one of at most %zu"), name, text.size(), path_limit));
    return text;
}

std::string read_path(Reader &in, const char *name, const std::string &text)
{
    std::string path = read_any_path(in, name, text);
    if (!path.empty() && !path.starts_with('/'))
        in.doubt(
            format(_("the path '%s' is relative; write an absolute one, which begins with '/'"), shown(path).c_str()));
    return path;
}

std::string read_socket_path(Reader &in, const char *name, const std::string &text)
{
    std::string path = read_path(in, name, text);
    if (path.size() > socket_limit && path.size() <= path_limit)
        in.doubt(format(_("the path '%s' has %zu bytes, too many for a UNIX socket; choose one of at most %zu"),
                        shown(path).c_str(), path.size(), socket_limit));
    return path;
}

std::string read_port(Reader &in, const char *, const std::string &text, unsigned min)
{
    const std::optional<unsigned> value = decimal(text, port_limit);
    if (!all_digits(text))
        in.doubt(format(_("the port '%s' is not a number; write decimal digits alone, from %u to %u"),
                        shown(text).c_str(), min, port_limit));
    else if (text.size() > 1 && text.front() == '0')
        in.doubt(format(_("the port '%s' begins with a zero; write it without"), shown(text).c_str()));
    else if (!value || *value < min)
        in.doubt(
            format(_("the port '%s' is out of range; choose one from %u to %u"), shown(text).c_str(), min, port_limit));
    return text;
}

std::string read_service(Reader &in, const char *name, const std::string &text)
{
    const auto is_name = [](char c) { return g_ascii_isalnum(c) || c == '-' || c == '_'; };
    if (all_digits(text)) return read_port(in, name, text, 0);
    if (text.empty() || !std::all_of(text.begin(), text.end(), is_name))
        in.doubt(format(_("the service '%s' is neither a port number nor the name of a service; correct it"),
                        shown(text).c_str()));
    return text;
}

bool read_switch(Reader &in, const char *name, const std::string &text, const char *on, const char *off)
{
    if (text != on && text != off)
        in.fail(format(_("the attribute '%s' is '%s'; write '%s' or '%s'"), name, shown(text).c_str(), on, off));
    return text == on;
}

unsigned read_number(Reader &in, const char *name, const std::string &text, unsigned min, unsigned max)
{
    const std::optional<unsigned> value = decimal(text, max);
    if (value && *value >= min) return *value;
    const auto sentence = format(_("the attribute '%s' is '%s'; write a decimal number from %u to %u"), name,
                                 shown(text).c_str(), min, max);
    if (!value && is_32_bits(text))
        in.doubt(sentence);
    else
        in.fail(sentence);
    return min;
}

std::string device_path(const Host &host, Kind kind)
{
    const auto &[device] = host;
    return std::visit(DevicePath{kind}, device);
}

Host host_at(const std::string &path, Kind kind)
{
    const std::string_view prefix = prefix_of(kind);
    if (!path.starts_with(prefix)) return Host{path};
    const auto number = decimal(std::string_view(path).substr(prefix.size()), host_port_limit);
    return number ? Host{*number} : Host{path};
}

}  // namespace chardev
