// SPDX-License-Identifier: LGPL-2.1-or-later
// The functions that libvirt.so exports to its own modules and that no public header declares. They are looked up by
// name, so that one source fits every release; the signatures here held from libvirt 7.0 to 12.8.
#pragma once

#include <cstddef>

#include <libvirt/libvirt.h>
#include <libvirt/virterror.h>

namespace chardev::driver {

/// libvirt's connect driver, the same in all releases; the room behind it is for one that grows.
struct ConnectDriver {
    bool local_only = true;
    bool remote_only = false;
    bool embeddable = false;
    const char **uri_schemes = nullptr;
    void *hypervisor_table = nullptr;
    void *other_tables[6] = {};  ///< interface, network, …: filled in by libvirt when it is asked to
    void *spare[16] = {};
};

inline constexpr int open_success = 0;
inline constexpr int open_declined = -1;
inline constexpr int open_error = -2;

/// Who is at the other end of a connection, as access control sees it; a GObject.
struct Identity;

struct LibvirtPrivate {
    int (*register_connect_driver)(ConnectDriver *, bool shared_drivers);
    virDomainPtr (*get_domain)(virConnectPtr, const char *name, const unsigned char *uuid, int id);
    virDomainSnapshotPtr (*get_snapshot)(virDomainPtr, const char *name);
    virDomainCheckpointPtr (*get_checkpoint)(virDomainPtr, const char *name);
    void (*report_error)(int domain, int code, const char *file, const char *function, std::size_t line,
                         const char *fmt, ...);

    // these may be missing
    int (*set_error)(virErrorPtr);
    Identity *(*get_identity)();      ///< of this thread, with a reference; nullptr: none
    int (*set_identity)(Identity *);  ///< takes a reference of its own
    Identity *(*get_own_identity)();  ///< of this process
    int (*parse_uuid)(const char *text, unsigned char *uuid);
    int (*may_read_native)(virConnectPtr);     ///< the access check of virConnectDomainXMLFromNative; below 0: refused
    int (*open_stream)(virStreamPtr, int fd);  ///< the stream owns `fd` from then on
    int (*on_stream_closed)(virStreamPtr, void (*closed)(virStreamPtr, void *opaque), void *opaque,
                            void (*free_opaque)(void *));
    void (*log)(void *source, int priority, const char *file, int line, const char *function, void *metadata,
                const char *fmt, ...);

    [[nodiscard]] bool complete() const;
};

/// Looked up once. Used by entries of ours only after complete() was seen to be true.
[[nodiscard]] const LibvirtPrivate &libvirt_private();

/// Any exported function of libvirt's by its name, or nullptr.
[[nodiscard]] void *libvirt_function(const char *name);

}  // namespace chardev::driver
