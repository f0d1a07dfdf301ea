// SPDX-License-Identifier: LGPL-2.1-or-later
// The fields of a plain struct: how many it has, and a visit to each.
#pragma once

#include <cstddef>
#include <type_traits>
#include <variant>

namespace chardev {

/// Initialises a field of any type, for field_count.
struct Anything {
    template <class T>
    explicit(false) operator T() const;
};

template <class Struct, class... Each>
consteval std::size_t field_count()
{
    if constexpr (requires { Struct{Each{}..., Anything{}}; })
        return field_count<Struct, Each..., Anything>();
    else
        return sizeof...(Each);
}

template <class Struct, class Function>
void visit_fields(const Struct &object, const Function &function)
{
    constexpr std::size_t count = field_count<Struct>();
    static_assert(count > 0 || std::is_empty_v<Struct>, "its fields cannot be counted");
    static_assert(count <= 3, "write the case of one more field");
    if constexpr (count == 1) {
        const auto &[first] = object;
        function(first);
    } else if constexpr (count == 2) {
        const auto &[first, second] = object;
        function(first), function(second);
    } else if constexpr (count == 3) {
        const auto &[first, second, third] = object;
        function(first), function(second), function(third);
    }
}

template <class Wanted, class Variant>
inline constexpr bool is_alternative = false;
template <class Wanted, class... Alternatives>
inline constexpr bool is_alternative<Wanted, std::variant<Alternatives...>> = (std::is_same_v<Wanted, Alternatives> ||
                                                                               ...);

}  // namespace chardev
