// SPDX-License-Identifier: LGPL-2.1-or-later
// How results, warnings and mistakes look.
#include "tools/output.hpp"

#include <cerrno>
#include <cstdio>

#include <glib.h>

#include "conf/model/gettext.hpp"

namespace chardev::tools {

namespace {

void complain(const std::string &line)
{
    std::fputs((line + "\n").c_str(), stderr);
}

bool has_result = false;
int first_write_error = 0;

}  // namespace

void print(std::string_view text)
{
    has_result = true;
    if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size() && !first_write_error)
        first_write_error = errno;
}

void print_line(std::string_view text)
{
    print(text);
    if (!text.ends_with('\n')) print("\n");
}

Exit bad_input(const Error &error)
{
    complain(error.message());
    return Exit::bad_input;
}

Exit bad_usage(const std::string &sentence)
{
    complain("virt-chardev: " + sentence);
    complain(std::string("virt-chardev: ") + _("'virt-chardev help' says what can be said"));
    return Exit::bad_usage;
}

void warn(std::string_view file, const std::vector<std::string> &sentences)
{
    for (const std::string &sentence : sentences)
        complain(std::string(_("warning:")) + " " + std::string(file) + ": " + sentence);
}

void warn(const Error &error)
{
    complain(std::string(_("warning:")) + " " + error.message());
}

Exit finish(Exit exit)
{
    if (std::fclose(stdout) != 0 && has_result && !first_write_error) first_write_error = errno;
    if (!first_write_error) return exit;
    complain(format(_("the result cannot be written to standard output: %s"), g_strerror(first_write_error)));
    return exit == Exit::fine ? Exit::bad_input : exit;
}

}  // namespace chardev::tools
