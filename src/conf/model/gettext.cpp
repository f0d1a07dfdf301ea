// SPDX-License-Identifier: LGPL-2.1-or-later
// The only user of gettext and of GLib's printf.
#include "conf/model/gettext.hpp"

#include <algorithm>
#include <cstdarg>

#include <glib.h>
#include <libintl.h>

namespace chardev {

namespace {

bool is_control(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7f;
}

bool continues_character(char c)
{
    return (static_cast<unsigned char>(c) & 0xc0) == 0x80;
}

}  // namespace

const char *translate(const char *sentence)
{
    return dgettext(text_domain, sentence);
}

std::string format(const char *fmt, ...)
{
    va_list arguments;
    va_start(arguments, fmt);
    char *text = g_strdup_vprintf(fmt, arguments);
    va_end(arguments);
    std::string result(text);
    g_free(text);
    return result;
}

std::string shown(std::string_view value)
{
    constexpr std::size_t limit = 160;
    std::size_t length = std::min(value.size(), limit);
    while (length > 0 && length < value.size() && continues_character(value[length])) --length;
    std::string out(value.substr(0, length));
    std::replace_if(out.begin(), out.end(), is_control, '?');
    return length < value.size() ? out + "…" : out;
}

std::string quoted_list(const std::vector<std::string> &names)
{
    std::string out;
    for (const std::string &name : names) out += (out.empty() ? "'" : ", '") + name + "'";
    return out;
}

}  // namespace chardev
