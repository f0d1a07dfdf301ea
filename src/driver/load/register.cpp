// SPDX-License-Identifier: LGPL-2.1-or-later
// The only function that the module exports: registers our driver before the stock one, so that libvirt asks ours first.
#include "driver/load/register.h"

#include <dlfcn.h>
#include <libintl.h>

#include "conf/model/gettext.hpp"
#include "driver/entries/hypervisors.hpp"
#include "driver/exception_boundary.hpp"
#include "driver/load/driver.hpp"

namespace chardev::driver {

namespace {

int nothing_done(const Hypervisor *hypervisor, const std::string &reason)
{
    log_warning(format(_("the stock driver runs alone: %s"), reason.c_str()));
    if (hypervisor) write_status(*hypervisor, {0, 0, reason});
    return CHARDEV_NOTHING_DONE;
}

int register_both(const char *name, const char *stock_path)
{
    bindtextdomain(text_domain, LOCALE_DIR);
    bind_textdomain_codeset(text_domain, "UTF-8");
    const Hypervisor *hypervisor = find_hypervisor(name);
    if (!hypervisor) return nothing_done(nullptr, format(_("there is no hypervisor called '%s'"), name));
    if (!libvirt_private().complete())
        return nothing_done(hypervisor, _("this libvirt does not export the functions that a driver needs"));
    // as libvirt loads its modules
    void *stock = dlopen(stock_path, RTLD_NOW | RTLD_GLOBAL | RTLD_NODELETE);
    void *entry = stock ? dlsym(stock, hypervisor->register_function) : nullptr;
    if (!entry) return nothing_done(hypervisor, dlerror());
    // libvirt cannot forget a driver, and connections outlive static objects: never freed
    auto *const driver = std::make_unique<Driver>(*hypervisor, entry).release();
    if (!driver->register_now()) return nothing_done(hypervisor, _("libvirt takes no further driver"));
    return reinterpret_cast<int (*)()>(entry)() < 0 ? CHARDEV_STOCK_FAILED : CHARDEV_DONE;
}

}  // namespace

}  // namespace chardev::driver

__attribute__((visibility("default"))) int libvirt_chardev_register(const char *hypervisor, const char *stock)
{
    using namespace chardev::driver;
    try {
        return register_both(hypervisor, stock);
    } catch (...) {
        return CHARDEV_NOTHING_DONE;
    }
}
