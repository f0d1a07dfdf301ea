// SPDX-License-Identifier: LGPL-2.1-or-later
// The objects and dummy arguments with which libvirt's API is driven while entries are measured.
#pragma once

#include <libvirt/libvirt.h>

namespace chardev::driver {

class Bench {
public:
    /// `conn` is one that no other thread knows. ready() tells whether all objects could be made.
    explicit Bench(virConnectPtr conn);
    Bench(const Bench &) = delete;
    Bench &operator=(const Bench &) = delete;
    ~Bench();

    [[nodiscard]] bool ready() const { return domain_ && snapshot_ && checkpoint_ && stream_; }

    /// An argument of type T with which every API call gets as far as the driver's entry.
    template <class T>
    [[nodiscard]] T argument();

private:
    virConnectPtr conn_;
    virDomainPtr domain_ = nullptr;
    virDomainSnapshotPtr snapshot_ = nullptr;
    virDomainCheckpointPtr checkpoint_ = nullptr;
    virStreamPtr stream_ = nullptr;
    char *text_ = nullptr;
    int number_ = 0;
};

// clang-format off
template <> inline virConnectPtr Bench::argument() { return conn_; }
template <> inline virDomainPtr Bench::argument() { return domain_; }
template <> inline virDomainSnapshotPtr Bench::argument() { return snapshot_; }
template <> inline virDomainCheckpointPtr Bench::argument() { return checkpoint_; }
template <> inline virStreamPtr Bench::argument() { return stream_; }
template <> inline const char *Bench::argument() { return "/libvirt-chardev-probe"; }
template <> inline char **Bench::argument() { text_ = nullptr; return &text_; }
template <> inline int *Bench::argument() { number_ = 0; return &number_; }
template <> inline virTypedParameterPtr Bench::argument() { return nullptr; }
template <> inline int Bench::argument() { return 0; }
template <> inline unsigned Bench::argument() { return 0; }
template <> inline unsigned long Bench::argument() { return 0; }
// clang-format on

}  // namespace chardev::driver
