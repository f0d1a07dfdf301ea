// SPDX-License-Identifier: LGPL-2.1-or-later
// Errors to libvirt's callers, and warnings to libvirt's log.
#pragma once

#include <string>

#include "conf/result.hpp"

namespace chardev::driver {

/// Becomes the thread's last libvirt error, with the code that the error's kind asks for.
void report(const Error &error);
/// An argument of a call that is none of the documents: VIR_ERR_INVALID_ARG.
void report_argument(const std::string &sentence);
/// What cannot be done now, in libvirt's own words: VIR_ERR_OPERATION_FAILED.
void report_failed(const std::string &sentence);
/// A failure of ours that no document explains: out of memory, an exception.
void report_internal(const char *what);

/// One line in the daemon's log, or on stderr if libvirt lets us have no log.
void log_warning(const std::string &sentence);

}  // namespace chardev::driver
