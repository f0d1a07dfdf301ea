// SPDX-License-Identifier: LGPL-2.1-or-later
// Reports errors under libvirt's codes, and writes warnings to libvirt's log.
#include "driver/report.hpp"

#include <cstdio>

#include "driver/load/libvirt_private.hpp"

namespace chardev::driver {

namespace {

constexpr int log_priority_warning = 3;

/// "Domain Config", for every hypervisor: the error is in a document or in what a guest is asked to do.
constexpr int error_domain = VIR_FROM_DOMAIN;

// libvirt's log source begins with its name; it fills in the rest by itself. Larger than any release's.
struct LogSource {
    const char *name = "chardev.driver";
    void *filled_in_by_libvirt[15] = {};
};

virErrorNumber code_of(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::xml: return VIR_ERR_XML_ERROR;
    case ErrorKind::unsupported: return VIR_ERR_CONFIG_UNSUPPORTED;
    case ErrorKind::invalid: return VIR_ERR_OPERATION_INVALID;
    case ErrorKind::denied: return VIR_ERR_OPERATION_DENIED;
    }
    return VIR_ERR_INTERNAL_ERROR;
}

}  // namespace

void report(const Error &error)
{
    report(code_of(error.kind), error.message());
}

void report(virErrorNumber code, const std::string &sentence)
{
    libvirt_private().report_error(error_domain, code, __FILE__, __func__, __LINE__, "%s", sentence.c_str());
}

void report_internal(const char *what)
{
    libvirt_private().report_error(error_domain, VIR_ERR_INTERNAL_ERROR, __FILE__, __func__, __LINE__,
                                   "libvirt-chardev: %s", what);
}

void log_warning(const std::string &sentence)
{
    static LogSource source;
    if (const auto log = libvirt_private().log)
        log(&source, log_priority_warning, __FILE__, __LINE__, __func__, nullptr, "libvirt-chardev: %s",
            sentence.c_str());
    else
        std::fprintf(stderr, "libvirt-chardev: %s\n", sentence.c_str());
}

}  // namespace chardev::driver
