// SPDX-License-Identifier: LGPL-2.1-or-later
// Renders what the module found as lines of "key: value".
#include "driver/load/status.hpp"

#include <libvirt/libvirt.h>
#include <unistd.h>

#include "config.h"
#include "driver/load/status_file.h"

namespace chardev::driver {

namespace {

std::string libvirt_release()
{
    unsigned long version = 0;
    if (virGetVersion(&version, nullptr, nullptr) < 0) return "unknown";
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
    if (!status.fallback.empty()) text += "reason: " + status.fallback + '\n';
    return text;
}

void write_status(const Hypervisor &hypervisor, const Status &status)
{
    write_status_file(hypervisor.name, status_text(status).c_str());
}

}  // namespace chardev::driver
