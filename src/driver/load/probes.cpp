// SPDX-License-Identifier: LGPL-2.1-or-later
// The probes: one function for each index of the table, all made from one template.
#include "driver/load/probes.hpp"

#include <utility>

namespace chardev::driver {

namespace {

thread_local Listener *listener = nullptr;

// Called through pointers of many other types; it takes nothing and answers in the register that all of them use.
template <std::size_t Number>
std::intptr_t probe() noexcept
{
    return listener ? listener->hit(Number) : -1;
}

template <std::size_t... Numbers>
Table make_table(std::index_sequence<Numbers...>)
{
    return {reinterpret_cast<void *>(&probe<Numbers>)...};
}

}  // namespace

Table &probe_table()
{
    static Table table = [] {
        Table probes = make_table(std::make_index_sequence<max_entries>());
        static char name[] = "libvirt-chardev probe";
        probes[name_index] = name;
        return probes;
    }();
    return table;
}

Listener::Listener(std::intptr_t answer, std::size_t feature) : answer_(answer), feature_(feature)
{
    listener = this;
}

Listener::~Listener()
{
    listener = nullptr;
}

std::intptr_t Listener::hit(std::size_t number)
{
    if (feature_ && number == feature_) return 0;
    hits_.push_back(number);
    return answer_;
}

}  // namespace chardev::driver
