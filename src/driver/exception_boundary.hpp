// SPDX-License-Identifier: LGPL-2.1-or-later
// The module's boundary: exceptions of the standard library stop here and become libvirt errors.
#pragma once

#include <exception>
#include <type_traits>
#include <utility>

#include "driver/report.hpp"

namespace chardev::driver {

/// What an entry with the return type R returns when it fails.
template <class R>
[[nodiscard]] constexpr R failure()
{
    if constexpr (std::is_pointer_v<R>)
        return nullptr;
    else
        return -1;
}

template <class R>
[[nodiscard]] constexpr bool succeeded(R result)
{
    if constexpr (std::is_pointer_v<R>)
        return result != nullptr;
    else
        return result >= 0;
}

/// Returns what `body()` returns; if it throws, reports an error and returns failure().
template <class Body>
std::invoke_result_t<Body> exception_boundary(Body &&body) noexcept
{
    try {
        return std::forward<Body>(body)();
    } catch (const std::exception &exception) {
        report_internal(exception.what());
    } catch (...) {
        report_internal("unknown exception");
    }
    return failure<std::invoke_result_t<Body>>();
}

}  // namespace chardev::driver
