// SPDX-License-Identifier: LGPL-2.1-or-later
// The objects and dummy arguments with which libvirt's API is driven while entries are measured.
#pragma once

#include <array>
#include <cstddef>
#include <type_traits>

#include <libvirt/libvirt.h>

namespace chardev::driver {

/// The arguments of one function, counted from 0, that must be numbers other than 0. Argument 0 is always an object, so 0
/// means unused.
struct Number {
    std::size_t argument = 0;
    int value = 0;
};
using Numbers = std::array<Number, 2>;

class Bench {
public:
    /// `conn` is one that no other thread knows. ready() tells whether all objects could be made.
    explicit Bench(virConnectPtr conn);
    Bench(const Bench &) = delete;
    Bench &operator=(const Bench &) = delete;
    ~Bench();

    [[nodiscard]] bool ready() const { return domain_ && snapshot_ && checkpoint_ && stream_; }

    /// Argument `position`, of type T, with which an API call gets as far as the driver's entry.
    template <class T>
    [[nodiscard]] T argument(std::size_t position, const Numbers &numbers)
    {
        if constexpr (std::is_arithmetic_v<T>)
            return static_cast<T>(number(position, numbers));
        else
            return object<T>();
    }

private:
    template <class T>
    [[nodiscard]] T object();
    [[nodiscard]] static int number(std::size_t position, const Numbers &numbers)
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
template <> inline virConnectPtr Bench::object() { return conn_; }
template <> inline virDomainPtr Bench::object() { return domain_; }
template <> inline virDomainSnapshotPtr Bench::object() { return snapshot_; }
template <> inline virDomainCheckpointPtr Bench::object() { return checkpoint_; }
template <> inline virStreamPtr Bench::object() { return stream_; }
template <> inline const char *Bench::object() { return "/libvirt-chardev-probe"; }
template <> inline char **Bench::object() { text_ = nullptr; return &text_; }
template <> inline int *Bench::object() { number_ = 0; return &number_; }
template <> inline unsigned char *Bench::object() { return &map_; }
template <> inline virTypedParameterPtr Bench::object() { return &parameter_; }
// clang-format on

}  // namespace chardev::driver
