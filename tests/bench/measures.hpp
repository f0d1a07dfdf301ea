// SPDX-License-Identifier: LGPL-2.1-or-later
// What is measured, each under a name of its own, and how long each took.
#pragma once

#include <map>
#include <string>

namespace chardev::bench {

/// Nanoseconds of processor time for one call.
using Figures = std::map<std::string, double>;

/// Hands everything to Google Benchmark: one name per row below, those with '/N' for 10, 100, 1000 and 10,000 devices.
///
///   parse/plain  parse/libvirt                                     libxml2 alone
///   lower/plain  raise/plain  lower/libvirt  raise/libvirt         passed on as they are
///   lower/port  raise/stock                                        4 ports, rewritten
///   lower/disks/N  raise/disks/N  lower/ports/N  raise/ports/N     growing
///   …/bare                                                         the same document with libxml2 alone, and written again
void register_measures();

/// Runs them in turn and prints the figures.
[[nodiscard]] Figures run_measures();

}  // namespace chardev::bench
