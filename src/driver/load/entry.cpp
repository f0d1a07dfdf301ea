// SPDX-License-Identifier: LGPL-2.1-or-later
// Generates the call that reaches an entry from the entry's signature.
#include "driver/load/entry.hpp"

#include <algorithm>
#include <array>
#include <type_traits>

#include "driver/load/entry_list.hpp"

namespace chardev::driver {

namespace {

template <auto Member, class Signature>
struct Maker;

template <auto Member, class R, class... A>
struct Maker<Member, R (*Api::*)(A...)> {
    static void drive(void *function, DummyObjects &dummies, const NonZeroArguments &numbers)
    {
        call(function, dummies, numbers, std::index_sequence_for<A...>());
    }
    template <std::size_t... Positions>
    static void call(void *function, DummyObjects &dummies, const NonZeroArguments &numbers,
                     std::index_sequence<Positions...>)
    {
        static_cast<void>(reinterpret_cast<R (*)(A...)>(function)(dummies.argument<A>(Positions, numbers)...));
    }
    static void install(Api &api, void *entry) { api.*Member = reinterpret_cast<R (*)(A...)>(entry); }

    static constexpr Entry make(ReachedBy<Member> listed, bool is_needed)
    {
        return {listed.function, &id_of_entry<Member>, is_needed, std::is_pointer_v<R> ? 0 : -1, listed.numbers, drive,
                install};
    }
};

template <auto... Members>
constexpr auto make_all(bool are_needed, ReachedBy<Members>... listed)
{
    return std::array{Maker<Members, decltype(Members)>::make(listed, are_needed)...};
}

constexpr auto entries = [] {
    constexpr auto needed = std::apply([](auto... listed) { return make_all(true, listed...); }, entry_list);
    constexpr auto locked = std::apply([](auto... listed) { return make_all(false, listed...); }, writer_list);
    std::array<Entry, needed.size() + locked.size()> all{};
    std::copy(locked.begin(), locked.end(), std::copy(needed.begin(), needed.end(), all.begin()));
    return all;
}();
static_assert(entries.size() == sizeof(Api) / sizeof(void *), "an entry of Api is not listed");

}  // namespace

std::span<const Entry> all_entries()
{
    return entries;
}

}  // namespace chardev::driver
