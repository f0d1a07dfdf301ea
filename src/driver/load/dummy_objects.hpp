// SPDX-License-Identifier: LGPL-2.1-or-later
// The objects and dummy arguments with which libvirt's API is called while entries are measured.
#pragma once

#include <array>
#include <cstddef>
#include <type_traits>

#include <libvirt/libvirt.h>

namespace chardev::driver {

/// An argument, counted from 0, that must be a number other than 0 for the call to reach the entry. Argument 0 is always an
/// object, so 0 means unused.
struct NonZeroArgument {
    std::size_t argument = 0;
    int value = 0;
};
using NonZeroArguments = std::array<NonZeroArgument, 2>;

class DummyObjects {
public:
    /// `conn` is one that no other thread knows. ready() tells whether all objects could be made.
    explicit DummyObjects(virConnectPtr conn);
    DummyObjects(const DummyObjects &) = delete;
    DummyObjects &operator=(const DummyObjects &) = delete;
    ~DummyObjects();

    [[nodiscard]] bool ready() const { return domain_ && snapshot_ && checkpoint_ && stream_; }

    /// Argument `position`, of type T, with which an API call gets as far as the driver's entry.
    template <class T>
    [[nodiscard]] T argument(std::size_t position, const NonZeroArguments &numbers)
    {
        if constexpr (std::is_arithmetic_v<T>)
            return static_cast<T>(number(position, numbers));
        else
            return object<T>();
    }

private:
    template <class T>
    [[nodiscard]] T object();
    [[nodiscard]] static int number(std::size_t position, const NonZeroArguments &numbers)
    {
        for (const auto &[argument, value] : numbers)
            if (argument == position) return value;
        return 0;
    }

    virConnectPtr conn_;
    virDomainPtr domain_ = nullptr;
    virDomainSnapshotPtr snapshot_ = nullptr;
    virDomainCheckpointPtr checkpoint_ = nullptr;
    virStreamPtr stream_ = nullptr;
    char *text_ = nullptr;
    int number_ = 0;
    unsigned char map_ = 1;
    virTypedParameter parameter_{"libvirt-chardev-probe", VIR_TYPED_PARAM_INT, {.i = 0}};
};

// clang-format off
template <> inline virConnectPtr DummyObjects::object() { return conn_; }
template <> inline virDomainPtr DummyObjects::object() { return domain_; }
template <> inline virDomainSnapshotPtr DummyObjects::object() { return snapshot_; }
template <> inline virDomainCheckpointPtr DummyObjects::object() { return checkpoint_; }
template <> inline virStreamPtr DummyObjects::object() { return stream_; }
template <> inline const char *DummyObjects::object() { return "/libvirt-chardev-probe"; }
template <> inline char **DummyObjects::object() { text_ = nullptr; return &text_; }
template <> inline int *DummyObjects::object() { number_ = 0; return &number_; }
template <> inline unsigned char *DummyObjects::object() { return &map_; }
template <> inline virTypedParameterPtr DummyObjects::object() { return &parameter_; }
// clang-format on

}  // namespace chardev::driver
