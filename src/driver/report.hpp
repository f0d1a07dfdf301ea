// SPDX-License-Identifier: LGPL-2.1-or-later
// Errors to libvirt's callers, and warnings to libvirt's log.
#pragma once

#include <string>

#include <libvirt/virterror.h>

#include "conf/model/result.hpp"

namespace chardev::driver {

/// Becomes the thread's last libvirt error, with the code that the error's kind asks for.
void report(const Error &error);
/// The same with libvirt's own code.
void report(virErrorNumber code, const std::string &sentence);
/// An internal error: out of memory, or an exception.
void report_internal(const char *what);

/// One line in the daemon's log, or on standard error if libvirt does not export its log.
void log_warning(const std::string &sentence);

}  // namespace chardev::driver
