// SPDX-License-Identifier: LGPL-2.1-or-later
// Replaces the thread's identity with the process's own.
#include "driver/entries/as_daemon.hpp"

#include <atomic>

#include <glib-object.h>

namespace chardev::driver {

namespace {

/// Made once, because that reads files and the user database; never freed.
Identity *own_identity()
{
    static std::atomic<Identity *> own{nullptr};
    if (!own) own = libvirt_private().get_own_identity();
    return own;
}

}  // namespace

AsDaemon::AsDaemon()
{
    const LibvirtPrivate &libvirt = libvirt_private();
    if (!libvirt.get_identity || !libvirt.set_identity || !libvirt.get_own_identity || !own_identity()) return;
    caller_ = libvirt.get_identity();
    changed_ = libvirt.set_identity(own_identity()) == 0;
}

AsDaemon::~AsDaemon()
{
    if (changed_) libvirt_private().set_identity(caller_);
    if (caller_) g_object_unref(caller_);
}

}  // namespace chardev::driver
