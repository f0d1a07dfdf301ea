// SPDX-License-Identifier: LGPL-2.1-or-later
// What differs between the hypervisors whose stock drivers are decorated.
#pragma once

#include <string>
#include <string_view>

#include "conf/document/policy.hpp"

namespace chardev::driver {

struct Decorated;

struct Hypervisor {
    const char *name;               ///< as the shim names it: "qemu"; its module is libvirt_driver_<name>.so
    const char *scheme;             ///< of the URIs that the stock driver answers
    const char *driver_name;        ///< the name of our driver until the stock driver's is known
    const char *register_function;  ///< what the stock module exports
    bool embeddable;
    const Policy &(*policy)();
    const Policy &(*offline)();  ///< the same, but it never runs a program: for documents that a client only wants read
    void (*decorate)(Decorated &);  ///< the entries that are ours for this hypervisor alone
    /// Where the stock driver keeps <name>.save, of managed save, for a connection of this URI.
    std::string (*saved_images)(const Hypervisor &, std::string_view uri);
};

}  // namespace chardev::driver
