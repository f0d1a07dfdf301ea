// SPDX-License-Identifier: LGPL-2.1-or-later
// virt-chardev: finds the command that is named and runs it, or prints the overview of all commands.
#include <array>
#include <clocale>
#include <csignal>
#include <cstdio>
#include <exception>

#include <libintl.h>

#include "conf/model/gettext.hpp"
#include "config.h"
#include "tools/input_output.hpp"
#include "tools/request.hpp"

namespace chardev::tools {

namespace {

using Words = std::vector<std::string>;

const std::array commands = {&check_command(), &convert_command(), &to_native_command(), &from_native_command()};

std::string overview()
{
    std::string text = std::string(_("Usage: virt-chardev COMMAND [OPTION…] FILE…")) + "\n";
    text +=
        std::string(_(
            "Translates the serial and parallel ports of guests, without a daemon. FILE may be '-' for standard input.")) +
        "\n";
    for (const Command *command : commands)
        text += format("\n  virt-chardev %s %s\n      %s\n", command->name, command->synopsis, command->summary());
    text += "\n" + std::string(_("'virt-chardev COMMAND --help' explains the options of a command.")) + "\n";
    return text;
}

const Command *find(const std::string &name)
{
    for (const Command *command : commands)
        if (name == command->name) return command;
    return nullptr;
}

Exit run(const Command &command, const Words &words)
{
    const auto request = read_request(command, words);
    if (const auto *error = std::get_if<Error>(&request)) return bad_usage(error->what);
    if (const auto *help = std::get_if<Help>(&request)) {
        print(help->text);
        return Exit::fine;
    }
    return command.run(std::get<Request>(request));
}

Exit run_named(const std::string &name, const Words &words)
{
    if (const Command *command = find(name)) return run(*command, words);
    return bad_usage(format(_("there is no command '%s'"), name.c_str()));
}

Exit run_words(Words words)
{
    if (words.empty()) return bad_usage(_("there is no command"));
    const std::string first = words.front();
    words.erase(words.begin());
    const bool help = first == "help" || first == "--help" || first == "-h";
    if (help && !words.empty()) return run_named(words.front(), {"--help"});
    if (!help && first != "--version") return run_named(first, words);
    print(help ? overview() : "virt-chardev (libvirt-chardev) " PACKAGE_VERSION "\n");
    return Exit::fine;
}

}  // namespace

}  // namespace chardev::tools

int main(int argc, char **argv)
{
    using namespace chardev;
    std::setlocale(LC_ALL, "");
    bindtextdomain(text_domain, LOCALE_DIR);
    std::signal(SIGPIPE, SIG_IGN);  // a closed pipe is reported like a full disk
    try {
        return static_cast<int>(tools::finish(tools::run_words({argv + (argc > 0), argv + argc})));
    } catch (const std::exception &problem) {
        std::fprintf(stderr, "virt-chardev: %s\n", problem.what());
        return static_cast<int>(tools::Exit::bad_input);
    }
}
