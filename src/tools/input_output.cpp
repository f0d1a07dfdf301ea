// SPDX-License-Identifier: LGPL-2.1-or-later
// Reads files, pipes, terminals and /proc, up to a size that no domain needs; prints results, warnings and mistakes.
#include "tools/input_output.hpp"

#include <array>
#include <cerrno>
#include <cstdio>

#include <fcntl.h>
#include <glib.h>
#include <unistd.h>

#include "conf/model/gettext.hpp"

namespace chardev::tools {

namespace {

constexpr std::size_t largest = std::size_t{16} << 20;

Error unreadable(const std::string &file, int reason)
{
    return {
        ErrorKind::xml, {file.empty() ? "''" : file, 0, {}}, format(_("this cannot be read: %s"), g_strerror(reason))};
}

Error too_large(const std::string &file)
{
    return {ErrorKind::xml,
            {file, 0, {}},
            _("this is larger than 16 MiB; no domain needs that, so take out what swells it")};
}

Result<std::string> read_all(int input, const std::string &file)
{
    std::string text;
    std::array<char, 65536> buffer;
    while (text.size() <= largest) {
        const ssize_t got = read(input, buffer.data(), buffer.size());
        if (got == 0) return text;
        if (got < 0 && errno != EINTR) return unreadable(file, errno);
        if (got > 0) text.append(buffer.data(), static_cast<std::size_t>(got));
    }
    return too_large(file);
}

void print_error(const std::string &line)
{
    std::fputs((line + "\n").c_str(), stderr);
}

bool has_result = false;
int first_write_error = 0;

}  // namespace

Result<std::string> read_source(const std::string &file)
{
    if (file == "-") return read_all(STDIN_FILENO, file);
    const int input = open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (input < 0) return unreadable(file, errno);
    auto text = read_all(input, file);
    close(input);
    return text;
}

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
    print_error(error.message());
    return Exit::bad_input;
}

Exit bad_usage(const std::string &sentence)
{
    print_error("virt-chardev: " + sentence);
    print_error(std::string("virt-chardev: ") + _("'virt-chardev help' says what can be said"));
    return Exit::bad_usage;
}

void warn(std::string_view file, const std::vector<std::string> &sentences)
{
    for (const std::string &sentence : sentences)
        print_error(std::string(_("warning:")) + " " + std::string(file) + ": " + sentence);
}

void warn(const Error &error)
{
    print_error(std::string(_("warning:")) + " " + error.message());
}

Exit finish(Exit exit)
{
    if (std::fclose(stdout) != 0 && has_result && !first_write_error) first_write_error = errno;
    if (!first_write_error) return exit;
    print_error(format(_("the result cannot be written to standard output: %s"), g_strerror(first_write_error)));
    return exit == Exit::fine ? Exit::bad_input : exit;
}

}  // namespace chardev::tools
