// SPDX-License-Identifier: LGPL-2.1-or-later
// Makes a domain, a snapshot, a checkpoint and a stream that exist in this process only.
#include "driver/load/dummy_objects.hpp"

#include "driver/load/libvirt_private.hpp"

namespace chardev::driver {

namespace {

constexpr const char *name = "libvirt-chardev-probe";
constexpr unsigned char uuid[VIR_UUID_BUFLEN] = {};

}  // namespace

DummyObjects::DummyObjects(virConnectPtr conn) : conn_(conn)
{
    const auto &libvirt = libvirt_private();
    domain_ = libvirt.get_domain(conn, name, uuid, -1);
    if (!domain_) return;
    snapshot_ = libvirt.get_snapshot(domain_, name);
    checkpoint_ = libvirt.get_checkpoint(domain_, name);
    stream_ = virStreamNew(conn, 0);
}

DummyObjects::~DummyObjects()
{
    if (stream_) virStreamFree(stream_);
    if (checkpoint_) virDomainCheckpointFree(checkpoint_);
    if (snapshot_) virDomainSnapshotFree(snapshot_);
    if (domain_) virDomainFree(domain_);
}

}  // namespace chardev::driver
