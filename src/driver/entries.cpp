// SPDX-License-Identifier: LGPL-2.1-or-later
// Makes of each entry's signature the call that leads to it.
#include "driver/entries.hpp"

#include <array>
#include <type_traits>

#include "driver/entry_list.hpp"

namespace chardev::driver {

namespace {

template <auto Member, class Signature>
struct Maker;

template <auto Member, class R, class... A>
struct Maker<Member, R (*Api::*)(A...)> {
    static void drive(void *function, Bench &bench)
    {
        static_cast<void>(reinterpret_cast<R (*)(A...)>(function)(bench.argument<A>()...));
    }
    static void install(Api &api, void *entry) { api.*Member = reinterpret_cast<R (*)(A...)>(entry); }

    static constexpr Entry make(const char *function)
    {
        return {function, &id_of_entry<Member>, std::is_pointer_v<R> ? 0 : -1, drive, install};
    }
};

template <auto... Members>
constexpr auto make_all(LedToBy<Members>... listed)
{
    return std::array{Maker<Members, decltype(Members)>::make(listed.function)...};
}

constexpr auto entries = std::apply([](auto... listed) { return make_all(listed...); }, entry_list);

}  // namespace

std::span<const Entry> all_entries()
{
    return entries;
}

}  // namespace chardev::driver
