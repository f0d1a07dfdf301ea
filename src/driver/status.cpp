// SPDX-License-Identifier: LGPL-2.1-or-later
// Writes the status file in place of the old one, so that a reader sees one or the other.
#include "driver/status.hpp"

#include <filesystem>
#include <fstream>
#include <system_error>

#include <libvirt/libvirt.h>
#include <unistd.h>

#include "config.h"
#include "driver/daemon.hpp"

namespace chardev::driver {

namespace {

std::string libvirt_release()
{
    unsigned long version = 0;
    if (virGetVersion(&version, nullptr, nullptr) < 0)
        return "unknown";
    return std::to_string(version / 1000000) + '.' + std::to_string(version / 1000 % 1000) + '.' +
           std::to_string(version % 1000);
}

}  // namespace

std::string status_text(const Status &status)
{
    std::string text = "release: " PACKAGE_VERSION "\nlibvirt: " + libvirt_release() +
                       "\npid: " + std::to_string(::getpid()) + "\nstate: ";
    text += status.fallback.empty() ? "active" : "stock alone";
    text += "\nmeasured: " + std::to_string(status.measured) + "\nours: " + std::to_string(status.ours) + '\n';
    if (!status.fallback.empty())
        text += "reason: " + status.fallback + '\n';
    return text;
}

void write_status(const Hypervisor &hypervisor, const Status &status)
{
    const std::string runtime = runtime_directory();
    if (!in_daemon() || runtime.empty())
        return;
    const std::filesystem::path directory = std::filesystem::path(runtime) / "libvirt" / "libvirt-chardev";
    const auto file = directory / (std::string(hypervisor.name) + ".status");
    auto draft = file;
    draft += ".new";
    std::error_code ignored;
    std::filesystem::create_directories(directory, ignored);
    std::ofstream(draft) << status_text(status);
    std::filesystem::rename(draft, file, ignored);
}

}  // namespace chardev::driver
