// SPDX-License-Identifier: LGPL-2.1-or-later
// The one place that knows gettext and GLib's printf.
#include "conf/gettext.hpp"

#include <cstdarg>

#include <glib.h>
#include <libintl.h>

namespace chardev {

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

}  // namespace chardev
