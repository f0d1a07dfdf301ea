// SPDX-License-Identifier: LGPL-2.1-or-later
// Runs a property on many random ports. A failure names the seed: PROPERTY_SEED=n PROPERTY_CASES=1 repeats that one.
#pragma once

#include <cstdint>
#include <cstdlib>

#include <gtest/gtest.h>

#include "qemu/as_read.hpp"
#include "qemu/random_port.hpp"

namespace chardev::qemu {

/// From the environment, else `otherwise`.
[[nodiscard]] inline std::uint64_t number_from(const char *variable, std::uint64_t otherwise)
{
    const char *text = std::getenv(variable);
    return text ? std::strtoull(text, nullptr, 10) : otherwise;
}

/// `holds` is called for each of `cases` with a generator of its own.
template <class Property>
void for_random_ports(std::uint64_t cases, Property holds)
{
    const std::uint64_t first = number_from("PROPERTY_SEED", 20070516);
    const std::uint64_t count = number_from("PROPERTY_CASES", cases);
    for (std::uint64_t seed = first; seed < first + count; ++seed) {
        RandomPort random(seed);
        holds(random, seed);
        if (testing::Test::HasFailure()) {
            ADD_FAILURE() << "repeat it with PROPERTY_SEED=" << seed << " PROPERTY_CASES=1";
            return;
        }
    }
}

}  // namespace chardev::qemu
