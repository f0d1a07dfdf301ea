// SPDX-License-Identifier: LGPL-2.1-or-later
// Streams for the tests of all grammars. What differs from the usual is named at the call.
#pragma once

#include <optional>
#include <string>
#include <utility>

#include "conf/model/model.hpp"

namespace chardev {

/// What a stream has beside the place of its end. Only a listener can wait, and only a client can reconnect.
struct StreamOptions {
    bool wait = false;
    bool nodelay = false;
    std::optional<bool> tls = std::nullopt;
    std::optional<unsigned> reconnect = std::nullopt;
};

// Not inlined: with the sanitizers, g++ 12 takes the text of an absent `addr` for used without a value.
[[gnu::noinline]] inline Stream listening(std::optional<std::string> addr, std::optional<std::string> port,
                                          StreamOptions options = {})
{
    return {Listen{std::move(addr), std::move(port), options.wait}, {options.nodelay, options.tls}};
}

[[gnu::noinline]] inline Stream connecting(std::optional<std::string> addr, std::string port,
                                           StreamOptions options = {})
{
    return {Connect{std::move(addr), std::move(port), options.reconnect}, {options.nodelay, options.tls}};
}

}  // namespace chardev
