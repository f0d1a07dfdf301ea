// SPDX-License-Identifier: LGPL-2.1-or-later
// Reads the process's command line, environment and configuration file.
#include "driver/entries/daemon.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <optional>
#include <vector>

#include <errno.h>
#include <unistd.h>

#include "conf/model/number.hpp"
#include "driver/load/status_file.h"

namespace chardev::driver {

namespace {

constexpr unsigned default_max_workers = 20;

std::string contents(const std::string &path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::string environment(const char *name)
{
    const char *value = ::secure_getenv(name);
    return value ? value : "";
}

std::vector<std::string> command_line()
{
    std::vector<std::string> words;
    std::string word;
    for (const char c : contents("/proc/self/cmdline")) {
        if (c != '\0') {
            word += c;
            continue;
        }
        words.push_back(std::move(word));
        word.clear();
    }
    return words;
}

/// The file named by -f FILE, -fFILE, --config FILE or --config=FILE.
std::optional<std::string> named_configuration()
{
    constexpr std::string_view long_option = "--config=";
    const auto words = command_line();
    for (auto word = words.begin(); word != words.end(); ++word) {
        if (word->starts_with(long_option)) return word->substr(long_option.size());
        if (word->starts_with("-f") && word->size() > 2) return word->substr(2);
        if ((*word == "-f" || *word == "--config") && std::next(word) != words.end()) return *std::next(word);
    }
    return std::nullopt;
}

std::string default_configuration()
{
    return configuration_directory() + '/' + program_invocation_short_name + ".conf";
}

/// "max_workers = 20", with blanks anywhere.
std::optional<unsigned> max_workers_of_line(std::string_view line)
{
    constexpr std::string_view key = "max_workers";
    const auto skip_blanks = [&line] { line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size())); };
    skip_blanks();
    if (!line.starts_with(key)) return std::nullopt;
    line.remove_prefix(key.size());
    skip_blanks();
    if (!line.starts_with('=')) return std::nullopt;
    line.remove_prefix(1);
    skip_blanks();
    return take_number(line);
}

}  // namespace

unsigned max_workers(std::string_view configuration)
{
    unsigned result = default_max_workers;
    while (!configuration.empty()) {
        const auto end = configuration.find('\n');
        if (const auto workers = max_workers_of_line(configuration.substr(0, end))) result = *workers;
        configuration.remove_prefix(end == configuration.npos ? configuration.size() : end + 1);
    }
    return result;
}

unsigned allowed_waiting()
{
    const std::string wanted = environment("LIBVIRT_CHARDEV_MAX_WAITING");
    std::string_view text = wanted;
    if (const auto number = take_number(text)) return *number;
    if (!in_daemon()) return default_max_workers / 2;
    return std::max(1U, max_workers(contents(named_configuration().value_or(default_configuration()))) / 2);
}

std::string configuration_directory()
{
    if (::geteuid() == 0) return SYSCONF_DIR "/libvirt";
    std::string directory = environment("XDG_CONFIG_HOME");
    if (directory.empty()) directory = environment("HOME") + "/.config";
    return directory + "/libvirt";
}

}  // namespace chardev::driver
