// SPDX-License-Identifier: LGPL-2.1-or-later
// The fake in the place of libvirt's Xen driver: with the real policy, but with terminals that a test sets.
#pragma once

#include <map>
#include <string>

#include "driver/hypervisor.hpp"

namespace fake {

inline constexpr const char *xen_uri = "fakexen:///system";

/// Where definitions and managed save images are looked for: below the directory in which the test runs.
inline constexpr const char *directory = "driver_test-files";
std::string saved_images(const chardev::driver::Hypervisor &, std::string_view uri);

/// The terminals of each running guest by its number.
std::map<unsigned, std::map<chardev::Slot, std::string>> &terminals();

extern const chardev::driver::Hypervisor xen;

/// A domain "fake" of Xen whose devices are `devices`; `id`: of a running one.
[[nodiscard]] std::string xen_domain(const std::string &devices, const std::string &id = {},
                                     const std::string &os = "hvm");

/// Writes what libxl's save images begin with.
void write_image(const std::string &path, const std::string &document, const std::string &magic = {});
enum class ByteOrder { hosts, swapped };
/// The same as the QEMU driver writes it on a host of that byte order.
void write_qemu_image(const std::string &path, const std::string &document, ByteOrder order = ByteOrder::hosts);

}  // namespace fake
