// SPDX-License-Identifier: LGPL-2.1-or-later
// Takes the path of a program apart, and knows QEMU's from its name: nothing is run, and no file looked at.
#include "import/program.hpp"

#include <glib.h>

namespace chardev::qemu {

namespace {

constexpr std::string_view stem = "qemu-system-";
constexpr std::string_view ending = ".exe";

bool has(std::string_view name, std::string_view part)
{
    return name.find(part) != name.npos;
}

}  // namespace

bool is_windows_program(std::string_view program)
{
    return program.size() > ending.size() &&
           g_ascii_strncasecmp(program.data() + program.size() - ending.size(), ending.data(), ending.size()) == 0;
}

std::string program_name(std::string_view program, HostOs host)
{
    const bool windows = is_windows_program(program);
    const auto slash = program.find_last_of(windows || host == HostOs::windows ? "/\\" : "/");
    program.remove_prefix(slash == program.npos ? 0 : slash + 1);
    if (!windows) return std::string(program);
    program.remove_suffix(ending.size());
    const bool without_console = program.starts_with(stem) && program.ends_with('w');  // qemu-system-x86_64w.exe
    if (without_console) program.remove_suffix(1);
    return std::string(program);
}

bool is_qemus_own_name(std::string_view name)
{
    return name == "qemu" || name == "kvm" || name == "qemu-kvm" || name.starts_with(stem);
}

bool runs_a_guest(std::string_view name)
{
    constexpr std::string_view tool = "qemu-";
    if (has(name, " -")) return false;  // a whole command in quotes
    if (is_qemus_own_name(name) || name.ends_with("-softmmu") || has(name, "kvm")) return true;
    if (name.starts_with(tool)) return name.size() > tool.size() && g_ascii_isdigit(name[tool.size()]);  // qemu-2.11
    return has(name, "qemu");
}

std::string architecture_of(std::string_view name)
{
    std::string_view target = name.starts_with(stem) ? name.substr(stem.size()) : "";
    target = target.substr(0, target.find_first_of("-."));  // qemu-system-arm-2.11
    if (target.starts_with("x86_64") || target.empty()) return name == "qemu" ? "i686" : "x86_64";
    if (target == "i386") return "i686";
    if (target == "arm") return "armv7l";
    return std::string(target);
}

}  // namespace chardev::qemu
